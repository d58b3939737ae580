import { describe, expect, test, vi } from "vitest";
import { startRstackSandbox } from "../../provider/src/sandbox";
import { InProcessStack } from "../support/in-process/stack";
import { rstackPanel } from "../support/panels";
import { vm } from "../support/rstack";
import { Scene } from "../support/scene";

vi.setConfig({ testTimeout: 400_000 });

/** The faults that the engine names, one by one. */
function faultsIn(text: string): string[] {
  const [, diagnostics = ""] = text.split("\nDiagnostics:\n");
  return diagnostics.split("\n").flatMap((line) => / has a problem: (.*)$/.exec(line)?.[1] ?? []);
}

describe("arguments of a HyperVm that cannot be carried out", () => {
  test("are all named in one preview, each with its property and, for a name, the candidates", async () => {
    const scene = await Scene.inProcess(rstackPanel);
    const wrong = {
      user: "",
      node: "可用区 a",
      image: "ubuntu22.04",
      cd: "memtest",
      name: "web_1",
      cpu: 0,
      cpuLimitPercent: 101,
      memoryMb: "2 GB",
      memoryMinMb: 4_096,
      portMbps: 10.5,
      trafficGb: -1,
      quotas: { snapshots: "many", websites: 1 },
      ipv4: { count: 1, addresses: ["192.168.1.40"] },
      ipv6: { addresses: ["192.168.1.40"] },
      ipType: "shared",
      remotePort: 80,
      systemDisksGb: { windows: 60 },
      password: "short",
      powerState: "off",
      onDelete: "destroy",
      months: 1,
    };
    scene.declare({ web: wrong }, "HyperVm");
    const text = await scene.refused();
    const faults = faultsIn(text);
    for (const words of [
      /^user: /,
      /^node: "可用区 a" is the name of 2 nodes; use an id: 可用区 a \(1\), 可用区 a \(3\)$/,
      /^image: "ubuntu22\.04" is the name of 2 images; use an id: ubuntu22\.04 \(17\), ubuntu22\.04 \(20\)$/,
      /^cd: there is no CD image "memtest"; there are: rescue \(91\), virtio-win \(90\)$/,
      /^name: is not letters and digits, at least 2$/,
      /^cpu: must be at least 1$/,
      /^cpuLimitPercent: must be at most 100$/,
      /^memoryMb: must be a number$/,
      /^portMbps: must be a whole number$/,
      /^trafficGb: must be at least 0$/,
      /^quotas\.snapshots: is not a number, or "byUserGroup"$/,
      /^quotas\.websites: is not an argument of this resource$/,
      /^ipv4: is not \{ count \} or \{ addresses \}$/,
      /^ipv6\.addresses\[0\]: is not an IPv6 address$/,
      /^ipType: must be one of "public", "private"$/,
      /^remotePort: must be 0, 1 or 10000–65535$/,
      /^systemDisksGb: is not a number, or \{ windows, linux \}$/,
      /^powerState: must be one of "running", "stopped"$/,
      /^onDelete: must be one of /,
      /^months: is not an argument of this resource$/,
    ])
      expect(
        faults.filter((fault) => words.test(fault)),
        `${String(words)} in ${text}`,
      ).toHaveLength(1);
    expect(faults).toHaveLength(20);
  });

  test("fail where they cannot be, and warn where only the lists of the controller are against them", async () => {
    const scene = await Scene.inProcess(rstackPanel);
    const { sandbox } = scene;
    const anywhere = { ...vm, node: undefined };
    sandbox.panel.exhaustIps("3");
    scene.declare({ web: { ...anywhere, area: "South China" } }, "HyperVm");
    expect(await scene.preview()).toContain(
      "the controller may refuse the VM: 可用区 a (3) has 0 of 1 IPv4 addresses free",
    );
    scene.declare({ web: { ...vm, node: "old", cpu: 65, ipv4: { addresses: ["192.168.1.40"] } } }, "HyperVm");
    const warned = await scene.preview();
    for (const words of [
      "192.168.1.40 belongs to another node (可用区 a 1)",
      "the controller may refuse the VM: old (4) is in maintenance",
    ])
      expect(warned).toContain(words);
    scene.declare(
      { web: { ...vm, node: "old", ipv4: { addresses: ["192.168.1.40", "192.168.1.40"] } } },
      "HyperVm",
    );
    expect(faultsIn(await scene.refused())).toEqual(["ipv4.addresses[1]: 192.168.1.40 is named twice"]);
    scene.declare({ web: { ...vm, cpu: 65, memoryMinMb: 4_096 } }, "HyperVm");
    expect(faultsIn(await scene.refused())).toEqual(["memoryMinMb: must not be more than `memoryMb`"]);
    scene.declare({ web: { ...anywhere, area: "North" } }, "HyperVm");
    expect(faultsIn(await scene.refused())).toEqual([
      'area: there is no area "North"; there are: 华东区域 (1), South China (2), Shared IP (3)',
    ]);
    scene.declare({ other: { ...vm, area: "1" } }, "HyperVm");
    expect(faultsIn(await scene.refused())).toEqual(["node: exactly one of `area` and `node` is required"]);
  });
});

describe("config of RStack that cannot be used", () => {
  test("is said key by key; a host that is not there, a wrong key, a switched off API and a wrong clock by what is wrong", async () => {
    const stack = new InProcessStack(undefined);
    stack.declare({ web: { type: "HyperVm", args: vm } });
    const { code, text } = await stack.preview();
    expect(code).not.toBe(0);
    expect(text).toContain(
      "the config of RStack Hyper-V is not complete: endpoint is missing; apiKey is missing. Set: pulumi config set rstack:endpoint <value>  (or RSTACK_ENDPOINT); pulumi config set --secret rstack:apiKey <value>  (or RSTACK_API_KEY)",
    );
    const gone = await startRstackSandbox();
    await gone.close();
    stack.set({ RSTACK_ENDPOINT: gone.url, RSTACK_API_KEY: "A-KEY-FOR-A-TEST" });
    expect((await stack.preview()).text).toMatch(
      /no usable answer, in 4 attempts: the connection was refused \(ECONNREFUSED\) \[\w+ at http:\/\/127\.0\.0\.1:\d+\/api\/v3\]/,
    );
    stack.remove();

    const scene = await Scene.inProcess(rstackPanel);
    const { sandbox } = scene;
    scene.declare({ web: vm }, "HyperVm");
    const right = sandbox.apiKey;
    sandbox.panel.setKey("ANOTHER-KEY");
    expect(await scene.refused()).toContain(
      'The panel said: "signature error". Check `rstack:endpoint` and `rstack:apiKey`',
    );
    const up = await scene.watch(() => scene.stack.up());
    expect(up.code).not.toBe(0);
    expect(up.writes).toEqual([]);
    sandbox.panel.setKey(right);
    scene.stack.set({ RSTACK_LANGUAGE: "chinese" });
    sandbox.panel.block("接口已关闭");
    expect(await scene.refused()).toContain('The panel said: "接口已关闭" (the API is switched off)');
    const late = await Scene.inProcess(rstackPanel, {}, { clockToleranceSeconds: -1 });
    late.declare({ web: vm }, "HyperVm");
    expect(await late.refused()).toContain(
      '"the request has expired". Check this machine\'s clock: requests are signed with its time',
    );
  });
});
