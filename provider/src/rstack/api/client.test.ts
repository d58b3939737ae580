import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { Documented } from "../../../test-support/documented";
import { operations } from "./operations";
import { RstackClient, type RstackClientOptions } from "./client";
import {
  AccountRefusedError,
  ArgumentError,
  ConfigurationError,
  RefusedError,
  UnavailableError,
  UnknownOutcomeError,
} from "../../core/errors";
import { HttpClient } from "../../core/http/http";
import { redact } from "../../core/redact";
import type { CreateOrder } from "./requests";

const apiKey = "EXAMPLE-API-KEY-0001";
const now = new Date("2022-08-28T16:00:16Z");

type Form = Readonly<Record<string, string>>;

let server: http.Server;
let requests: Form[];
let answer: (form: Form, count: number) => string | number;

beforeEach(async () => {
  requests = [];
  answer = () => "0";
  server = http.createServer((request, response) => {
    let body = "";
    request
      .on("data", (chunk: Buffer) => (body += chunk.toString()))
      .on("end", () => {
        const form = Object.fromEntries(new URLSearchParams(body));
        requests.push({ ...form, method: request.method ?? "", type: request.headers["content-type"] ?? "" });
        const reply = answer(form, requests.length);
        if (typeof reply === "number") response.writeHead(reply).end();
        else response.end(reply);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

const documented = new Documented(operations);
/** What every request has. */
const common = new Set(["api_sign", "api_random", "api_timestamp", "api_type", "method", "type"]);
const own = (form: Form): Form =>
  Object.fromEntries(Object.entries(form).filter(([key]) => !common.has(key)));

afterEach(async () => {
  for (const form of requests) {
    const { action = "", ...fields } = own(form);
    documented.insist(
      action,
      Object.fromEntries(Object.entries(fields).filter(([key]) => key !== "api_language")),
    );
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

afterAll(() => {
  expect(documented.unsent).toEqual([]);
});

function client(options: Partial<RstackClientOptions> = {}, readAttempts = 2): RstackClient {
  const { port } = server.address() as AddressInfo;
  const http = new HttpClient({ endpoint: `http://127.0.0.1:${port}/api/v3`, readAttempts });
  return new RstackClient({ http, apiKey, now: () => now, ...options });
}

/** The last request without what every request has. */
function sent(): Form {
  return own(requests.at(-1) ?? {});
}

const order: CreateOrder = {
  userId: "8080",
  nodeId: "1",
  imageId: "15",
  name: "cloud33453",
  cpu: 2,
  memoryMb: 2048,
  memoryMinMb: 1024,
  portMbps: 10,
  password: "9pgu0skw2sdh",
  ipv4: { count: 1 },
};

/** The vendor's own sample. */
const created =
  '0|{"additionals_ip":"192.168.1.19,192.168.1.20","additionals_ipv6":"2607:fcd0:1999:8600::1040","areaid":"1","areaname":"华东区域","guid":"","id":"341","ip":"192.168.1.18","ipv6":"2607:fcd0:100:5600::1030","mac":"00:15:5d:2b:63:90","nodeid":"1","nodename":"可用区 a","os":"centos7.6","osid":"15","remark":"","remote_port":"0","status":"0","userid":"8080","vmname":"cloud33453","vmpass":"9pgu0skw2sdh"}';

describe("a request", () => {
  it("is a signed form, with fresh random text and time for each attempt of a read", async () => {
    answer = (_, count) => (count === 1 ? 503 : "");
    await client().getVms();
    const [first, second] = requests;
    expect(first).toMatchObject({
      method: "POST",
      api_type: "hyper",
      action: "hyper",
      api_timestamp: "1661702416",
    });
    expect(first?.type).toContain("application/x-www-form-urlencoded");
    expect(second?.api_random).not.toBe(first?.api_random);
    expect(second?.api_sign).not.toBe(first?.api_sign);
  });

  it("asks for Chinese when told so", async () => {
    await client({ language: "chinese" }).test();
    expect(sent()).toEqual({ action: "test", api_language: "chinese" });
  });

  it("needs a key, which is never shown", () => {
    expect(() => client({ apiKey: "" })).toThrow(ConfigurationError);
    client({ apiKey: "A-KEY-TO-HIDE" });
    expect(redact("key A-KEY-TO-HIDE")).toBe("key [secret]");
  });
});

describe("the creation of a VM", () => {
  it("sends what is asked for under the vendor's names, and asks for JSON", async () => {
    answer = () => created;
    await client().createVm({
      ...order,
      systemDisksGb: { windows: 100, linux: 150 },
      snapshots: "byUserGroup",
      backups: 0,
      cpuLimitPercent: 100,
      dataDiskGb: 50,
      trafficGb: 500,
      randomIps: true,
      ipType: "privateIpv4",
      remark: "shop rs-1",
    });
    expect(sent()).toEqual({
      action: "vm_create",
      userid: "8080",
      nodeid: "1",
      osid: "15",
      vmname: "cloud33453",
      cpu: "2",
      cpu_limit: "100",
      ram: "2048",
      ram_min: "1024",
      disk: "50",
      systemdisk: "100,150",
      port: "10",
      bwlimit: "500",
      backup_snapshot: "-1",
      backup_full: "0",
      vmpass: "9pgu0skw2sdh",
      remote_port: "0",
      ip: "1",
      iprandom: "1",
      iptype: "2",
      remark: "shop rs-1",
      returnjson: "1",
    });
  });

  it("sends addresses as a main one and further ones", async () => {
    answer = () => created;
    await client().createVm({ ...order, ipv4: { addresses: ["a", "b", "c"] }, ipv6: { addresses: ["::1"] } });
    expect(sent()).toMatchObject({ ip: "a", additionals_ip: "b,c", ipv6: "::1" });
    expect(sent()).not.toHaveProperty("additionals_ipv6");
  });

  it("reads the vendor's sample", async () => {
    answer = () => created;
    const vm = await client().createVm(order);
    expect(vm).toEqual({
      id: "341",
      name: "cloud33453",
      userId: "8080",
      areaId: "1",
      areaName: "华东区域",
      nodeId: "1",
      nodeName: "可用区 a",
      imageId: "15",
      imageName: "centos7.6",
      mac: "00:15:5d:2b:63:90",
      ipv4: "192.168.1.18",
      moreIpv4: ["192.168.1.19", "192.168.1.20"],
      ipv6: "2607:fcd0:100:5600::1030",
      moreIpv6: ["2607:fcd0:1999:8600::1040"],
      remotePort: 0,
      remark: "",
      status: "installing",
      password: "9pgu0skw2sdh",
    });
    expect(redact(vm.password ?? "")).toBe("[secret]");
  });

  it.each([
    ["0|188|192.168.1.123", []],
    ["0|188|192.168.1.123,192.168.1.124", ["192.168.1.124"]],
  ])("reads the vendor's first form of reply: %s", async (reply, moreIpv4) => {
    answer = () => reply;
    expect(await client().createVm(order)).toEqual({
      id: "188",
      ipv4: "192.168.1.123",
      moreIpv4,
    });
  });

  it.each<[string, Partial<CreateOrder>, string]>([
    ["neither node nor area", { nodeId: undefined }, "nodeId"],
    ["both node and area", { areaId: "1" }, "nodeId"],
    ["a name with a dash", { name: "web-1" }, "name"],
    ["a name of one letter", { name: "w" }, "name"],
    ["an empty list of addresses", { ipv4: { addresses: [] } }, "ipv4"],
    ["two addresses in one text", { ipv4: { addresses: ["a", "b,c"] } }, "ipv4"],
  ])("is not sent with %s", async (_, change, property) => {
    const failure = client().createVm({ ...order, ...change });
    await expect(failure).rejects.toThrow(ArgumentError);
    await expect(failure).rejects.toMatchObject({ faults: [{ property }] });
    expect(requests).toEqual([]);
  });

  it.each([
    ["nothing", ""],
    ["0 alone", "0"],
    ["a form of its own", "0|188|192.168.1.123|what"],
    ["half of an object", created.slice(0, 200)],
    ["an object without an id", '0|{"vmname":"a"}'],
    ["an id that is none", '0|{"id":"x"}'],
    ["HTML", "<html><body>busy</body></html>"],
    ["another code", "-2|what"],
    ["a status of 500", 500],
  ])("has an unknown outcome when the answer is %s, and is sent once", async (_, reply) => {
    answer = () => reply;
    await expect(client().createVm(order)).rejects.toThrow(UnknownOutcomeError);
    expect(requests).toHaveLength(1);
  });

  it("does not quote a broken object, which holds a password", async () => {
    answer = () => '0|{"id":"1","vmpass":"not-registered-yet"';
    await expect(client().createVm(order)).rejects.not.toThrow(/not-registered-yet/);
  });
});

describe("a refusal", () => {
  it("is the text behind the first bar, with advice where it is known", async () => {
    answer = () => "-1|cpu: not enough | resources";
    const failure = client().createVm(order);
    await expect(failure).rejects.toThrow(RefusedError);
    await expect(failure).rejects.not.toThrow(AccountRefusedError);
    await expect(failure).rejects.toMatchObject({ facts: { vendorMessage: "cpu: not enough | resources" } });
  });

  it("is translated from Chinese", async () => {
    answer = () => "-1|可用ip不足";
    await expect(client().createVm(order)).rejects.toMatchObject({
      facts: { vendorMessage: "可用ip不足", translation: "there are not enough free addresses" },
    });
  });

  it.each(["-1", "-1|", "\uFEFF-1|\n"])("may say nothing: %j", async (reply) => {
    answer = () => reply;
    await expect(client().test()).rejects.toMatchObject({ facts: { vendorMessage: "" } });
    expect(requests).toHaveLength(1);
  });

  it.each(["signature error", "签名错误", "api秘钥错误", "ip不在白名单", "IP not in whitelist"])(
    "of the account is told apart: %s",
    async (message) => {
      answer = () => `-1|${message}`;
      await expect(client().getVms()).rejects.toMatchObject({
        name: "AccountRefusedError",
        refusal: "credentials",
      });
    },
  );

  it.each(["the user does not exist", "not enough free IP addresses", "密码长度至少6位"])(
    "of the request is not one of the account: %s",
    async (message) => {
      answer = () => `-1|${message}`;
      await expect(client().getVms()).rejects.toMatchObject({ name: "RefusedError" });
    },
  );
});

it.each([
  ["a refusal", (quoted: string) => `-1|${quoted} is not valid`],
  ["a text", (quoted: string) => `${quoted} is not valid`],
  ["a page", (quoted: string) => `<html><body>${quoted} is not valid</body></html>`],
])("a part of the key that is quoted in %s is never shown, wherever that is cut", async (_, replyOf) => {
  const pieces = Array.from({ length: apiKey.length - 7 }, (_piece, at) => apiKey.slice(at, at + 8));
  for (let offset = 40; offset <= 140; offset += 1) {
    answer = () => replyOf(`${"x".repeat(offset)}${apiKey}`);
    const error: unknown = await client({}, 1)
      .getVms()
      .catch((thrown: unknown) => thrown);
    expect(pieces.filter((piece) => String(error).includes(piece))).toEqual([]);
  }
});

describe("a command", () => {
  it.each(["0", "0|", "0|done", " 0\n"])("is done with %j", async (reply) => {
    answer = () => reply;
    await expect(client().startVm("341")).resolves.toBeUndefined();
    expect(sent()).toEqual({ action: "vm_start", vmid: "341" });
  });

  it.each(["", "1", "00", "[]", "null", "{}", "ok"])("is of unknown outcome with %j", async (reply) => {
    answer = () => reply;
    await expect(client().startVm("341")).rejects.toThrow(UnknownOutcomeError);
  });

  it("that returns something needs it", async () => {
    answer = () => "0|188";
    expect(await client().addUser({ userId: "1", username: "a", password: "secret1", email: "a@b.cn" })).toBe(
      "188",
    );
    expect(sent()).toMatchObject({ action: "user_add", status: "0", password: "secret1" });
    answer = () => "0|a|b";
    expect(await client().createSnapshot("341")).toBe("a|b");
    answer = () => "0|";
    await expect(client().createSnapshot("341")).rejects.toThrow(UnknownOutcomeError);
  });
});

describe("a query", () => {
  it.each(["", "null", "[]", "0", "\n"])("has no rows with %j", async (reply) => {
    answer = () => reply;
    expect(await client().getVms()).toEqual([]);
  });

  it("takes a single object for one row, and numbers for text", async () => {
    answer = () => '{"id":341,"vmname":"web1","ram":2048,"status":2}';
    expect(await client().getVms({ id: "341" })).toMatchObject([
      { id: "341", name: "web1", memoryMb: 2048, status: "normal" },
    ]);
  });

  it.each(["<html></html>", "[{", '[{"vmname":"a"}]', "0|[]", '["a"]', "running|{}"])(
    "is tried again, and fails, with %s",
    async (reply) => {
      answer = () => reply;
      await expect(client().getVms()).rejects.toThrow(UnavailableError);
      expect(requests).toHaveLength(2);
    },
  );

  it.each([
    '{"code":0,"msg":"鉴权失败"}',
    '{"code":0,"message":"鉴权失败","data":[]}',
    '{"status":1,"text":"鉴权失败"}',
  ])("has no row in a refusal of another shape, and quotes it: %s", async (reply) => {
    answer = () => reply;
    const queries: ((api: RstackClient) => Promise<unknown>)[] = [
      (api) => api.getVms(),
      (api) => api.getTasks(),
      (api) => api.getMonitoring("1"),
    ];
    for (const query of queries) {
      const error: unknown = await query(client()).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UnavailableError);
      expect(String(error)).toContain(
        'The panel said: "鉴权失败" (the API key is wrong). Check `rstack:endpoint`',
      );
    }
  });

  it.each(["{}", '""', "false", "-1 ", "0|", "<b>Notice</b>: x in <b>/www/a.php</b> on line <b>3</b>"])(
    "does not say that there are no rows with %s",
    async (reply) => {
      answer = () => reply;
      await expect(client().getTasks()).rejects.toThrow(/.+/);
    },
  );

  it("keeps what it does not know, and what it cannot read is missing", async () => {
    answer = () =>
      '[{"id":"1","status":"7","cpu":"many","bwdate":"1635756349","backup_snapshot":"-1","systemdisk":"60","newthing":"x","secret_key":"hide-this"}]';
    const [vm] = await client().getVms();
    expect(vm).toEqual({
      id: "1",
      status: "unknown",
      snapshots: "byUserGroup",
      systemDisksGb: { windows: 60, linux: 60 },
      trafficResetsAt: "2021-11-01T16:45:49+08:00",
      otherFields: { newthing: "x", secret_key: "hide-this" },
    });
    expect(redact("hide-this")).toBe("[secret]");
  });

  it("of images for a machine needs their kind", async () => {
    await expect(client().getImages({ vmId: "1" })).rejects.toThrow(ArgumentError);
    answer = () => "";
    await client().getImages({ vmId: "1", kind: "system" });
    expect(sent()).toEqual({ action: "hyperos", vmid: "1", osfile: "os" });
  });

  it("of addresses can ask for free ones beside a machine's", async () => {
    answer = () => "";
    await client().getIps({ vmId: "341", withFree: true });
    expect(sent()).toEqual({ action: "hyperip", vmid: "0|341" });
    await client().getFreeIps("1", { types: ["publicIpv4", "privateIpv4"], random: true, limit: 3 });
    expect(sent()).toEqual({ action: "vm_freeip", nodeid: "1", iptype: "0,2", iprandom: "1", limits: "3" });
  });

  it("of private addresses picks them itself: `hyperip` has no word for them", async () => {
    answer = () => '[{"ip":"10.0.0.1","iptype":"2"},{"ip":"1.1.1.1","iptype":"0"}]';
    expect(await client().getIps({ type: "privateIpv4" })).toMatchObject([{ ip: "10.0.0.1" }]);
    expect(sent()).toEqual({ action: "hyperip" });
    await client().getIps({ type: "ipv6" });
    expect(sent()).toEqual({ action: "hyperip", iptype: "1" });
  });

  it("takes a text for a row where rows may be nothing but names", async () => {
    answer = () => '["a",{"snapshotname":"b"},{"name":"c","status":"1"}]';
    expect((await client().getSnapshots("1")).map((row) => row.name)).toEqual(["a", "b", "c"]);
    answer = () => '["1.1.1.1"]';
    expect(await client().getFreeIps("1")).toMatchObject([{ ip: "1.1.1.1" }]);
  });

  it("finds ids under the names that other operations give them", async () => {
    answer = () => '[{"portid":"5"},{"domainid":6},{"id":7}]';
    expect((await client().getNatRules()).map((row) => row.id)).toEqual(["5", "6", "7"]);
    answer = () => '[{"cdid":"8"}]';
    expect((await client().getCdImages("1")).map((row) => row.id)).toEqual(["8"]);
  });

  it.each(["20190816", "2019-08-16", "2019-08-16 10:11:12"])("reads the date %s", async (cvdate) => {
    answer = () => JSON.stringify([{ id: 1, cvdate, bwdate: "2022-08-28T16:00:16Z" }]);
    expect(await client().getVms()).toMatchObject([
      { reinstalledOn: "2019-08-16", trafficResetsAt: "2022-08-29T00:00:16+08:00" },
    ]);
  });

  it.each(["0", "1612011234", "2019-13-45", "soon"])("reads no date in %s", async (cvdate) => {
    answer = () => JSON.stringify([{ id: 1, cvdate }]);
    expect((await client().getVms())[0]).not.toHaveProperty("reinstalledOn");
  });
});

describe("the state of a VM", () => {
  const details =
    '{"backuptask":"0","bwdate":"1635756349","bwlimit":"500","bwusage":"0","osid":"15","ostype":"centos","taskmsg":"0","taskstatus":"3","taskstep":"3","tasktype":"3","vmname":"yuan","os":"centos7.6.vhdx"}';

  it("reads the vendor's sample", async () => {
    answer = () => `running|${details}`;
    expect(await client().getVmState("341")).toEqual({
      state: "running",
      name: "yuan",
      imageId: "15",
      imageType: "centos",
      imageFile: "centos7.6.vhdx",
      trafficGb: 500,
      trafficUsedGb: 0,
      trafficResetsAt: "2021-11-01T16:45:49+08:00",
      backingUp: false,
      taskType: "backup",
      taskStep: "done",
      taskStatus: "done",
      taskMessage: "0",
    });
  });

  it.each([
    ["locked", "locked"],
    ["overdue", "suspended"],
    ["overbw", "overTraffic"],
    ["setupfailed", "installFailed"],
    ["setup", "installing"],
    ["off", "stopped"],
    ["paused", "paused"],
    ["saved", "saved"],
    ["migrating", "unknown"],
    ["setup running", "unknown"],
  ])("%s is %s", async (word, state) => {
    answer = () => `${word}|{"taskmsg":"a|b"}`;
    expect(await client().getVmState("341")).toMatchObject({ state, taskMessage: "a|b" });
  });

  it.each([
    ["0", undefined],
    ["", undefined],
    ["8", "waiting"],
  ])("has, with a task type of %j, the task status %s", async (tasktype, taskStatus) => {
    const status = tasktype === "" ? "" : "0";
    answer = () => `running|${JSON.stringify({ tasktype, taskstep: status, taskstatus: status })}`;
    expect((await client().getVmState("341")).taskStatus).toBe(taskStatus);
  });

  it.each(["running", "0", "", "running|", "0|{}"])("is not %j", async (reply) => {
    answer = () => reply;
    await expect(client().getVmState("341")).rejects.toThrow(UnavailableError);
  });
});

describe("a change of a VM", () => {
  it("sends only what changes", async () => {
    await client().updateVm("341", { memoryMb: 4096 }, true);
    expect(sent()).toEqual({ action: "vm_update", id: "341", update_vm: "1", ram: "4096" });
    await client().updateVm(
      "341",
      { status: "suspended", userId: "9", trafficResetsAt: "2021-11-01T16:45:49+08:00" },
      false,
    );
    expect(sent()).toEqual({
      action: "vm_update",
      id: "341",
      update_vm: "0",
      status: "-1",
      userid: "9",
      bwdate: "1635756349",
    });
  });

  it("says all addresses of a family, also that there are no further ones", async () => {
    await client().updateVm("341", { ipv4: ["a"] }, false);
    expect(sent()).toMatchObject({ ip: "a", additionals_ip: "" });
    await expect(client().updateVm("341", { ipv4: [] }, false)).rejects.toThrow(ArgumentError);
  });

  it("adds at least one address", async () => {
    await expect(client().addIps("341", {}, true)).rejects.toThrow(ArgumentError);
    await client().addIps("341", { ipv4: 2 }, true);
    expect(sent()).toEqual({ action: "vm_addip", vmid: "341", ip_num: "2", binding_ip: "1" });
  });
});

describe("the vendor's other samples", () => {
  it("of the console are read, before and after it is opened", async () => {
    answer = () =>
      '{"expiretime":"1636995382","guid":"138d0073","nodeip":"192.168.1.23","state":"enabled","vmname":"vnc_yuan","vncserver":"http://192.168.1.23:8001","vnctoken":"stpj"}';
    expect(await client().getConsole("1")).toMatchObject({
      token: "stpj",
      expiresAt: "2021-11-16T00:56:22+08:00",
    });
    answer = () => '{"expiretime":"","guid":"138d0073","state":"enabled","vnctoken":""}';
    expect(await client().getConsole("1")).toEqual({ guid: "138d0073", state: "enabled" });
  });

  it("of a machine with a shared address are read", async () => {
    answer = () =>
      '{"bwdate":"1645975100","bwlimit":"0","bwusage":"0","guid":"143f8cb7","id":"309","ip":"172.16.3.3","iptype":"2","mac":"00:15:5d:e0:64:5d","os":"windows 2003r2","ostype":"windows","publicip":"192.168.1.202","remote_port":"0","rvcount":"0","vmname":"natwin2003"}';
    expect(await client().getVmDetails("309")).toMatchObject({
      id: "309",
      ip: "172.16.3.3",
      ipType: "privateIpv4",
      publicIp: "192.168.1.202",
      remotePort: 0,
      reinstalls: 0,
    });
  });

  it("of monitoring are read", async () => {
    answer = () =>
      '[{"cpu":"0.1","disk":"0,1,2,3","memory":"1024,1024,0","network":"0,1","systemversion":"rstack v1.0","time":"1661702416","times":"2022-08-29 00:00:16","vmname":"ser50861952"}]';
    expect(await client().getMonitoring("1", "2022-08-29")).toEqual([
      {
        at: "2022-08-29T00:00:16+08:00",
        vmName: "ser50861952",
        cpuPercent: 0.1,
        disk: { systemRead: 0, systemWrite: 1, dataRead: 2, dataWrite: 3 },
        memory: { usedMb: 1024, totalMb: 1024, percent: 0 },
        network: { up: 0, down: 1 },
        systemVersion: "rstack v1.0",
      },
    ]);
    expect(sent()).toEqual({ action: "vm_monitor", vmid: "1", yyyymmdd: "20220829" });
  });
});

describe("every parameter", () => {
  const user = {
    userId: "9001",
    username: "bob",
    password: "secret77",
    name: "Bob",
    email: "bob@example.com",
    phone: "1",
    serviceCount: 1,
    group: 0,
    emailVerified: true,
    phoneVerified: false,
    registeredFromIp: "192.0.2.1",
    loginIp: "192.0.2.2",
  } as const;
  const changes = { status: "disabled", reinstallLimitedUntil: "2030-01-02", reinstalls: 1 } as const;
  const sizes = {
    cpu: 1,
    cpuLimitPercent: 90,
    cpuWeight: 10,
    memoryMinMb: 512,
    memoryMb: 1024,
    memoryBufferPercent: 20,
    memoryWeight: 50,
    dataDiskGb: 10,
    systemDiskIops: 1,
    dataDiskIops: 1,
    portMbps: 5,
    trafficGb: 100,
    portMappings: 1,
    natWebsites: 1,
    snapshots: 1,
    backups: "byUserGroup",
    systemDisksGb: { windows: 60, linux: 40 },
  } as const;
  const machine = {
    userId: "8080",
    areaId: "1",
    nodeId: "1",
    trafficUsedGb: 1,
    trafficResetsAt: "2030-01-02T00:00:00+08:00",
    reinstalls: 1,
    reinstalledOn: "2030-01-02",
    ipv4: ["192.0.2.1", "192.0.2.2"],
    ipv6: ["2001:db8::1"],
    addIpCount: 1,
    status: "normal",
    remark: "shop",
  } as const;
  const calls: readonly ((client: RstackClient) => Promise<unknown>)[] = [
    (api) => api.updateUser("3", { ...user, ...changes }),
    (api) => api.deleteUser("9001"),
    (api) => api.getUsers({ ...user, id: "1", remark: "x" }),
    (api) => api.updateVm("1", { ...sizes, ...machine }, true),
    (api) => api.deleteVm("1", { force: true }),
    (api) => api.stopVm("1"),
    (api) => api.restartVm("1"),
    (api) => api.forceStopVm("1"),
    (api) => api.forceRestartVm("1"),
    (api) => api.rebindIps("1"),
    (api) => api.setRemotePort("1", 44444),
    (api) => api.openConsole("1"),
    (api) => api.closeConsole("1"),
    (api) => api.reinstallVm("1", "15", "allDisks"),
    (api) => api.revertSnapshot("1", "s1"),
    (api) => api.deleteSnapshot("1", "s1"),
    (api) => api.resetPassword("1", "secret77", "bob"),
    (api) => api.getCdImages("1"),
    (api) => api.changeCd("1", undefined),
    (api) => api.addPortMapping("1", 3389),
    (api) => api.deletePortMapping("7"),
    (api) => api.addNatWebsite("1", "www.example.com", 80),
    (api) => api.deleteNatWebsite("8"),
    (api) => api.addIps("1", { ipv4: 1, ipv6: 1 }, true),
    (api) => api.getFreeIps("1", { vmId: "1", types: ["publicIpv4", "ipv6"], random: true, limit: 2 }),
    (api) =>
      api.getNatRules({
        userId: "1",
        nodeId: "1",
        vmId: "1",
        ip: "192.0.2.1",
        domain: "a.com",
        type: "website",
      }),
    (api) => api.getAreas({ id: "1", name: "East", remark: "x" }),
    (api) => api.getBackups({ userId: "1", vmId: "1", type: "full", name: "b1", completed: true }),
    (api) => api.getIpPools({ id: "1", name: "p", nodeId: "1", ip: "192.0.2.1", type: "ipv6" }),
    (api) =>
      api.getIps({ poolId: "1", vmId: "1", withFree: true, ip: "192.0.2.1", type: "ipv6", remark: "x" }),
    (api) =>
      api.getNodes({
        id: "1",
        areaIds: ["1", "2"],
        ip: "192.0.2.1",
        leastCpu: 1,
        leastMemoryMb: 1,
        limit: 1,
      }),
    (api) => api.getNodes({ leastDiskGb: 1, status: "maintenance", remark: "x" }),
    (api) =>
      api.getTasks({ vmId: "1", vmName: "web1", type: "create", step: "done", status: "done", nodeId: "1" }),
    (api) => api.getMonitoring("1", "2030-01-02"),
  ];

  it.each(calls.map((call) => [String(call).replace(/^\(api\) => api\./, ""), call] as const))(
    "is one of the vendor's: %s",
    async (_, call) => {
      await call(client());
      expect(requests).toHaveLength(1);
    },
  );
});
