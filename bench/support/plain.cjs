"use strict";
/*
 * What a user would write instead: a dynamic provider over axios that signs its requests, buys, polls until delivered, reads one by one,
 * compares, and gives back. It believes every reply, and knows nothing of lost answers, of interrupted runs or of what things cost.
 */
const pulumi = require("@pulumi/pulumi");

const setting = (name) => {
  const value = process.env[`ZKEYS_${name}`];
  if (value === undefined) throw new Error(`set ZKEYS_${name}`);
  return value;
};

// Required inside: what a dynamic provider's functions refer to is written into the state of each resource.
async function call(action, fields, module = "baremetal") {
  const { default: axios } = require("axios");
  const { createHash } = require("node:crypto");
  const userid = setting("USER_ID");
  const time = String(Math.floor(Date.now() / 1_000));
  const text = `${module}zkeys.api@2019${action}${userid}${setting("API_KEY")}${time}`;
  const wall = new Date(Date.now() + 8 * 3_600_000).toISOString();
  const form = new URLSearchParams({
    module,
    action,
    userid,
    time,
    sign: createHash("md5").update(text).digest("hex"),
    taskid: "1",
    dataType: "json",
    version: "9.9.9",
    system_type: "zkeys_web",
    vtime: wall.slice(0, 10).replaceAll("-", ""),
    ...fields,
  });
  const { data } = await axios.post(setting("ENDPOINT"), form, { timeout: 30_000 });
  if (Number(data.code) !== 0) throw new Error(`${action}: ${data.message}`);
  return data.data;
}

const idOf = (rows, name) => {
  const row = Object.values(rows).find((one) => one.name === name);
  if (row === undefined) throw new Error(`there is no ${name}`);
  return row.guid;
};

const readOne = async (guid) => {
  const { baremetal } = await call("sync_baremetal", { guid, page: 1, number: 10, page_size: 10 });
  return baremetal.guid === undefined ? undefined : baremetal;
};

const outputsOf = (inputs, row, password, orderId) => {
  const addresses = row.ip.filter(({ net_type }) => net_type === "ip").map(({ ip }) => ip);
  const [host] = addresses;
  return {
    ...inputs,
    serviceId: row.guid,
    status: row.order_status,
    powerState: row.run_status,
    startedAt: row.start_time,
    expiresAt: row.end_time,
    boughtAt: row.buy_time,
    orderId,
    endpoint: setting("ENDPOINT"),
    currency: "CNY",
    lineId: row.line_guid,
    productId: row.product_guid,
    systemId: row.system_guid,
    name: row.name ?? "",
    cabinet: row.cabinet_sn,
    remark: row.buy_remarks,
    ipAddress: host,
    ipAddresses: addresses,
    loginName: row.login_name,
    password,
    connection: { host, port: 22, user: row.login_name, password },
    bandwidthMbps: Number(row.bandwidth),
    defenseGbps: Number(row.defense),
    ipCount: Number(row.ipnum),
    included: { bandwidthMbps: row.bandwidth, defenseGbps: row.defense, ipCount: row.ipnum },
    cpu: row.cpu,
    cpuCount: row.cpu_num,
    memory: row.memory,
    memoryGb: row.memory_num,
    mainBoard: row.main_board,
    rackUnits: row.size,
    harddisks: row.harddisk_guid,
    harddiskMaxCount: row.harddisk_max_num,
    raidTips: row.raid_tips,
    cpuValue: row.cpu_value,
    cpuMaxCount: row.cpu_max_num,
    memoryMaxGb: row.memory_max_num,
    activity: row.act_status,
    bootMode: row.install_mode ?? "",
    upgrades: row.upgrade,
    degrades: row.degrades,
    mask: row.ip[0]?.mask ?? "",
    gateway: row.ip[0]?.gateway ?? "",
    months: 1,
    userId: setting("USER_ID"),
  };
};

const provider = {
  check: async (_olds, inputs) => ({
    inputs,
    failures: ["line", "product", "system"]
      .filter((property) => inputs[property] === undefined)
      .map((property) => ({ property, reason: "is missing" })),
  }),

  diff: async (_id, olds, news) => {
    const differ = ["line", "product", "system"].filter((property) => olds[property] !== news[property]);
    return { changes: differ.length > 0, replaces: differ.filter((property) => property !== "system") };
  },

  create: async (inputs) => {
    const { randomBytes } = require("node:crypto");
    const [lines, products, { systems }] = await Promise.all([
      call("sync_line", {}),
      call("sync_product", {}),
      call("getsystems", { page_mode: 1, page_length: 100 }),
    ]);
    const password = `Aa1-${randomBytes(12).toString("hex")}`;
    const orderId = String(Date.now() * 1_000 + Math.floor(Math.random() * 1_000));
    const lineGuid = idOf(lines, inputs.line);
    const onLine = Object.values(products).filter(({ line_guid }) => line_guid === lineGuid);
    const [bought] = await call("create", {
      lineGuid,
      productGuid: idOf(onLine, inputs.product),
      systemGuid: idOf(systems, inputs.system),
      loginName: "root",
      loginPassword: Buffer.from(password).toString("base64"),
      buyRemarks: "bought by pulumi",
      months: 1,
      clientOrderNo: orderId,
      agent_order_no: orderId,
      clientId: setting("USER_ID"),
      num: 1,
      system_partition_size: -1,
    });
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, Number(setting("POLL_MS"))));
      const row = await readOne(bought.guid);
      if (row?.order_status === "1") return { id: row.guid, outs: outputsOf(inputs, row, password, orderId) };
    }
  },

  read: async (id, props) => {
    const row = await readOne(id);
    if (row === undefined) return {};
    const { line, product, system } = props;
    return { id, props: outputsOf({ line, product, system }, row, props.password, props.orderId) };
  },

  update: async (id, olds, news) => {
    await call("install", {
      guid: id,
      systemGuid: idOf((await call("getsystems", { page_mode: 1, page_length: 100 })).systems, news.system),
      loginPassword: Buffer.from(olds.password).toString("base64"),
      system_partition_size: -1,
      installType: "replace",
      install_mode: 1,
    });
    return { outs: outputsOf(news, await readOne(id), olds.password, olds.orderId) };
  },

  delete: async (id) => {
    await call("refund", { guid: id, productType: "baremetal" }, "common");
  },
};

// Only what is named here is a property that the program can read.
const outputs = [
  "serviceId",
  "status",
  "powerState",
  "startedAt",
  "expiresAt",
  "boughtAt",
  "orderId",
  "endpoint",
  "currency",
  "lineId",
  "productId",
  "systemId",
  "name",
  "cabinet",
  "remark",
  "ipAddress",
  "ipAddresses",
  "loginName",
  "password",
  "connection",
  "bandwidthMbps",
  "defenseGbps",
  "ipCount",
  "included",
  "cpu",
  "cpuCount",
  "memory",
  "memoryGb",
  "mainBoard",
  "rackUnits",
  "harddisks",
  "harddiskMaxCount",
  "raidTips",
  "cpuValue",
  "cpuMaxCount",
  "memoryMaxGb",
  "activity",
  "bootMode",
  "upgrades",
  "degrades",
  "mask",
  "gateway",
  "months",
  "userId",
];

module.exports = class PlainServer extends pulumi.dynamic.Resource {
  constructor(name, args) {
    const properties = { ...Object.fromEntries(outputs.map((key) => [key, undefined])), ...args };
    super(provider, name, properties, { additionalSecretOutputs: ["password", "connection"] });
  }
};
