import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, onTestFinished, test } from "vitest";
import { readFault } from "../../provider/src/cli/sandbox-faults";
import { servePage, type PanelShown } from "../../provider/src/cli/sandbox-page";
import { startSandboxes, type SandboxesAsked } from "../../provider/src/cli/sandboxes";
import { commandLine } from "../support/command-line";

function seedFile(seed: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), "reseller-seed-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, "seed.json");
  writeFileSync(file, JSON.stringify(seed));
  return file;
}

/** Stand-ins as the command starts them, with the environment that they say is to be pasted. */
async function sandboxes(asked: Partial<SandboxesAsked>) {
  const said: string[] = [];
  const running = await startSandboxes({ days: 0, ...asked }, (text) => said.push(text));
  onTestFinished(() => running.close());
  const exports = [...said.join("\n").matchAll(/^export (\w+)=(.*)$/gm)];
  const environment = Object.fromEntries(exports.map(([, name, value]) => [name ?? "", value]));
  const look = async (): Promise<PanelShown[]> =>
    (await (await fetch(`${running.page.url}state.json`)).json()) as PanelShown[];
  return { page: running.page.url, environment, look };
}

const host = {
  operation: "host_build",
  parameters: { username: "shop", plans_id: 1, endtime: "2037-01-01" },
};

describe("a seed", () => {
  test("is there from the start, in every stand-in that it names, before time passes", async () => {
    const vm = {
      ...{ userid: "8080", nodeid: 1, osid: 15, vmname: "web1", cpu: 2, ram_min: 1024, ram: 1024, port: 10 },
      ...{ vmpass: "Secret-Word-77", ip: 1 },
    };
    const order = { pid: 251, pm_id: 1, region_list: "US,2" };
    const seed = seedFile({
      bthost: [host, { operation: "host_notice", parameters: { id: 67, text: "seeded" } }],
      rstack: [{ operation: "vm_create", parameters: vm }],
      proxy911: [{ operation: "order/create", parameters: order }],
    });
    const { look } = await sandboxes({ seed, days: 20 });
    const shown = await look();
    expect(shown.map(({ vendor }) => vendor)).toEqual(["zkeys", "rstack", "proxy911", "zonkvm", "bthost"]);
    const byVendor = Object.fromEntries(shown.map((panel) => [panel.vendor, panel]));
    expect(byVendor.bthost?.services).toMatchObject([
      { kind: "host", name: "shop.bty5.com", status: "normal" },
    ]);
    expect(byVendor.rstack?.services).toMatchObject([{ kind: "vm", name: "web1" }]);
    expect(byVendor.proxy911).toMatchObject({
      balance: "990.00",
      orders: [{ kind: "paid", amount: "10.00" }],
    });
    expect(byVendor.proxy911?.services).toHaveLength(2);
    expect(Date.parse(byVendor.zkeys?.now ?? "") - Date.now()).toBeGreaterThan(19 * 86_400_000);
  });

  test.each<[string, unknown, RegExp]>([
    ["that is no seed", { bthost: "host_build" }, /the seed .* cannot be read/],
    ["of a vendor that does not run", { zkeys: [] }, /has zkeys, and no stand-in of it runs/],
    [
      "with a parameter that is not known",
      { bthost: [{ operation: "host_build", parameters: { plan: 1, endtime: "2037-01-01" } }] },
      /bthost\[0\] of the seed, host_build: .*did you mean/,
    ],
    [
      "that the panel refuses",
      { bthost: [host, { operation: "host_start", parameters: { id: 99 } }] },
      /bthost\[1\] of the seed, host_start: .*主机不存在/,
    ],
    [
      "that is wrong in many places",
      {
        bthost: [{ operation: 5, params: {} }],
        zkeys: { operation: "create" },
        rstack: [{ parameters: [] }],
      },
      /bthost\[0\]\.operation: must be a string; bthost\[0\]\.params: is not known here; zkeys: must be a list; rstack\[0\]\.operation: is required; rstack\[0\]\.parameters: must be an object/,
    ],
  ])("%s ends the command with the reason", async (_, seed, words) => {
    await expect(startSandboxes({ days: 0, vendor: ["bthost"], seed: seedFile(seed) })).rejects.toThrow(
      words,
    );
  });
});

describe("a fault", () => {
  test("strikes what buys, so many times, after it was done", async () => {
    const { environment, look } = await sandboxes({ vendor: ["bthost"], fault: [readFault("after:buy:2")] });
    const build = (username: string) =>
      commandLine(
        ["call", "bthost", "host_build", "--json", JSON.stringify({ ...host.parameters, username }), "--yes"],
        environment,
      );
    for (const name of ["one", "two"]) {
      const { code, error } = await build(name);
      expect(code).toBe(1);
      expect(error).toContain("it may have been carried out");
    }
    expect((await build("three")).code).toBe(0);
    expect((await look())[0]?.services).toHaveLength(3);
  });

  test("strikes an operation by its documented name, in every stand-in that has it", async () => {
    const { environment } = await sandboxes({
      vendor: ["zkeys", "rstack"],
      fault: [readFault("refused:getzones"), readFault("lostBefore:vm_snapshot/create")],
    });
    const { error } = await commandLine(["call", "zkeys", "getzones"], environment);
    expect(error).toContain("The panel said");
    expect((await commandLine(["call", "zkeys", "getzones"], environment)).code).toBe(0);
  });

  test("that is none is refused with what there is", async () => {
    expect(() => readFault("later:buy")).toThrow(/lostAfter/);
    expect(() => readFault("after")).toThrow(/must be <kind>:<operation>/);
    const asked = { days: 0, vendor: ["zkeys"], fault: [readFault("after:renw")] };
    await expect(startSandboxes(asked)).rejects.toThrow("did you mean renew?");
  });
});

describe("the page", () => {
  const mark = "<img src=x onerror=alert(1)>";
  const panel: PanelShown = {
    ...{ vendor: "zkeys", title: mark, port: 1, now: "2026-07-01T00:00:00.000Z", requests: 1, writes: 1 },
    balance: mark,
    services: [{ kind: mark, id: mark, name: mark, status: mark, ends: mark }],
    orders: [{ at: mark, kind: mark, amount: mark, what: mark }],
  };

  /** A page about what would do harm if it were HTML. */
  async function served() {
    const page = await servePage(0, () => [panel]);
    onTestFinished(() => page.close());
    const reply = await fetch(page.url);
    const policy = reply.headers.get("content-security-policy") ?? "";
    const nonce = /script-src 'nonce-([\w-]+)'/.exec(policy)?.[1] ?? "none";
    const html = await reply.text();
    const [, script = ""] = new RegExp(`<script nonce="${nonce}">([^]*)</script>`).exec(html) ?? [];
    return { url: page.url, policy, nonce, html, script };
  }

  test("loads nothing from elsewhere, and has nothing of the panels in its text", async () => {
    const { url, policy, nonce, html, script } = await served();
    expect(policy).toContain("default-src 'none'");
    expect(script).not.toBe("");
    expect(html).not.toContain(mark);
    expect(html).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|https?:\/\//);
    expect(await (await fetch(url)).text()).not.toContain(nonce);
    const state = await fetch(`${url}state.json`);
    expect(state.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(state.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("shows what panels say as text", async () => {
    const { url, script } = await served();
    const panels = new Shown("main");
    const shown = new Promise<void>((resolve) => {
      runInNewContext(script, {
        document: {
          createElement: (tag: string) => new Shown(tag),
          getElementById: () => panels,
          body: new Shown("body"),
        },
        fetch: (path: string) => fetch(new URL(path, url)),
        setTimeout: () => {
          resolve();
        },
      });
    });
    await shown;
    const tags = panels.all.map(({ tag }) => tag);
    expect(new Set(tags)).toEqual(
      new Set(["section", "header", "h2", "span", "div", "table", "tr", "th", "td"]),
    );
    const words = panels.all.map(({ textContent }) => textContent);
    expect(words.filter((one) => one === mark)).toHaveLength(1 + 5 + 4);
    expect(words).toContain(`balance ${mark}`);
  });

  test("answers nobody who asks by another name, and nothing but reads", async () => {
    const { page } = await sandboxes({ vendor: ["bthost"] });
    expect(await statusOf(page, { host: "rebound.example.com" })).toBe(403);
    expect((await fetch(page, { method: "POST" })).status).toBe(405);
    expect((await fetch(`${page}other`)).status).toBe(404);
  });
});

/** As much of an element as the page uses, which takes no HTML. */
class Shown {
  textContent = "";
  className = "";
  readonly classList = { add: () => undefined, remove: () => undefined };
  #children: Shown[] = [];

  constructor(readonly tag: string) {}

  append(...children: Shown[]): void {
    this.#children.push(...children);
  }

  replaceChildren(...children: Shown[]): void {
    this.#children = children;
  }

  /** Everything inside it. */
  get all(): Shown[] {
    return this.#children.flatMap((child) => [child, ...child.all]);
  }
}

/** The status of a request that names another host than the one that it goes to. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    })
      .on("error", reject)
      .end();
  });
}
