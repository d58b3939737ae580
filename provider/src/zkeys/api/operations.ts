import { encodePassword, orderNumber } from "./orders";
import { ArgumentError } from "../../core/errors";
import type { Operation, Parameters, Table } from "../../core/operations/operation";
import { operationsOf } from "../../core/operations/table";
import {
  anyText,
  listOf,
  needed,
  objectOf,
  oneOf,
  optional,
  personal,
  text,
  through,
  whole,
} from "../../core/operations/values";
import type { FormValue } from "../../core/wire/form";
import { sessionOf } from "../session";
import { operations as chinese } from "../language/operations";
import { say } from "../language/say";

/* The 19 operations of the bare-metal agency API, by the names of the vendor's document. */

interface ZkeysOperation extends Operation<FormValue> {
  /** Default `baremetal`. */
  readonly module?: string;
}

const digits = through(text, (property, value) => {
  if (/^\d{1,20}$/.test(value)) return value;
  throw new ArgumentError([{ property, reason: say("must be a number, in digits") }]);
});
const number18 = through(text, orderNumber);

const stamp = through(text, (property, value) => {
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)) return value;
  throw new ArgumentError([
    { property, reason: say("must be a time as 2026-09-02 11:03:00, on the panel's wall") },
  ]);
});

/** A password as the vendor takes it. Given as it is, it would arrive as another one. */
const encodedPassword = through(anyText, (property, encoded) => {
  const bytes = Buffer.from(encoded, "base64");
  const plain = bytes.toString("utf8");
  const isExact = bytes.toString("base64") === encoded && Buffer.from(plain, "utf8").equals(bytes);
  if (isExact && /^\P{Cc}+$/u.test(plain)) return encodePassword(plain);
  throw new ArgumentError([
    { property, reason: say("must be the password in base64, as the vendor documents it") },
  ]);
});

const guid = { guid: needed("guid of the service", digits) };
const orderNumbers = {
  clientOrderNo: needed("your number of the order, up to 18 digits", number18),
  agent_order_no: needed("your number of the order again, up to 18 digits", number18),
};
const loginPassword = needed("the password, in base64", encodedPassword);

const identity: Parameters<FormValue> = {
  auth_client_user_id: optional("the end customer's id at yours", text),
  auth_name: optional("the end customer's name", personal),
  auth_mobile: optional("mobile number, 11 digits", personal),
  auth_idnum: optional("number of the identity card", personal),
  auth_from_ip: optional("address that the customer comes from", text),
  auth_qq: optional("QQ number", personal),
};

const degraded = objectOf({
  item: needed("bandwidth, ip or defense", oneOf("bandwidth", "ip", "defense")),
  value: needed("the amount to take away; of ip the addresses, as a list", (property, given) =>
    typeof given === "object" ? listOf(text)(property, given) : whole(1)(property, given),
  ),
  date: needed("when: 2026-09-02 11:03:00", stamp),
  old_value: optional("the value before; not needed for ip", whole(0)),
  new_value: needed("the value afterwards; of ip the number taken away", whole(0)),
});

const table: Table<FormValue, ZkeysOperation> = {
  getzones: { effect: "reads", words: "lists the zones", takes: {} },
  sync_line: { effect: "reads", words: "lists the lines, with prices and limits", takes: {} },
  getsystems: {
    effect: "reads",
    words: "lists a page of the images",
    takes: {
      page_mode: needed("page, counted from 1", whole(1)),
      page_length: needed("rows of a page", whole(1)),
    },
  },
  sync_harddisk: { effect: "reads", words: "lists the models of disks", takes: {} },
  sync_product: { effect: "reads", words: "lists the models of machines, with prices", takes: {} },
  create: {
    effect: "spends",
    words: "buys servers",
    takes: {
      lineGuid: needed("guid of the line", digits),
      productGuid: needed("guid of the model", digits),
      systemGuid: needed("guid of the image", digits),
      loginName: needed("login name of the image", text),
      loginPassword,
      buyRemarks: needed("remark, which comes back as buy_remarks", anyText),
      months: needed("months, one of the line's terms", whole(1)),
      ...orderNumbers,
      clientId: needed("the end customer's id at yours, in digits", digits),
      num: needed("how many servers", whole(1)),
      system_partition_size: needed("size of the first partition in MB; -1: none", whole(-1)),
      ...identity,
    },
  },
  sync_baremetal: {
    words: "reads services",
    by: "`guid`",
    choose: (given) => ("guid" in given ? "one" : ""),
    sends: () => ({}),
    shows: "parts",
    among: {
      "": {
        effect: "reads",
        words: "lists a page of the services",
        takes: {
          page: needed("page, counted from 1", whole(1)),
          number: needed("rows of a page", whole(1)),
          page_size: optional("rows of a page, as the form for one service calls it", whole(1)),
        },
      },
      one: {
        effect: "reads",
        words: "reads one service",
        takes: {
          ...guid,
          page: needed("1", whole(1)),
          page_size: needed("10", whole(1)),
          number: optional("rows of a page, as the form for the list calls it", whole(1)),
        },
      },
    },
  },
  upgrade: {
    effect: "spends",
    words: "adds bandwidth, defense or addresses; the amounts are increments",
    takes: {
      ...guid,
      defense: needed("Gbit/s to add; 0 for none", whole(0)),
      bandwidth: needed("Mbit/s to add; 0 for none", whole(0)),
      ip_type: needed("1 single addresses, 2 a subnet", oneOf("1", "2")),
      ipnum: needed("addresses to add; 0 for none", whole(0)),
      clientOrderNo: orderNumbers.clientOrderNo,
      clientUserId: needed("the end customer's id at yours, in digits", digits),
      agent_order_no: orderNumbers.agent_order_no,
    },
    check: ({ defense, bandwidth, ipnum }) =>
      [defense, bandwidth, ipnum].some((amount) => Number(amount) > 0)
        ? []
        : [{ property: "bandwidth", reason: say("an upgrade must add something") }],
  },
  degrade_ip_list: {
    effect: "reads",
    words: "lists the addresses that a degrade can take away",
    takes: guid,
  },
  degrade: {
    effect: "destroys",
    words: "books the removal of what upgrades added",
    takes: {
      ...guid,
      defense: needed("Gbit/s to take away; 0 for none", whole(0)),
      bandwidth: needed("Mbit/s to take away; 0 for none", whole(0)),
      ipnum: needed("addresses to take away; 0 for none", whole(0)),
      param: needed("what to take away: [{item, value, date, old_value, new_value}]", listOf(degraded)),
      ...identity,
    },
  },
  degrade_cancel: {
    effect: "changes",
    words: "withdraws a booked removal",
    takes: { ...guid, degrade_guid: needed("guid of the booking", digits) },
  },
  stop: { effect: "changes", words: "powers off", takes: guid },
  start: { effect: "changes", words: "powers on", takes: guid },
  restart: { effect: "changes", words: "restarts", takes: guid },
  renew: {
    effect: "spends",
    words: "prolongs a service",
    takes: { ...guid, months: needed("months to add, one of the line's terms", whole(1)), ...orderNumbers },
  },
  setpass: {
    effect: "changes",
    words: "sets the login password; the machine must be off",
    takes: { ...guid, loginPassword },
  },
  install: {
    effect: "destroys",
    words: "installs an image, which erases the disks",
    takes: {
      ...guid,
      systemGuid: needed("guid of the image", digits),
      loginPassword,
      system_partition_size: needed(
        "-1 the whole disk, 0 the first partition, else its size in MB",
        whole(-1),
      ),
      installType: needed(
        "replace when the disk is partitioned anew or the kind of system changes, else install",
        oneOf("install", "replace"),
      ),
      install_mode: needed("1, the only boot mode", oneOf("1")),
    },
  },
  refund: {
    effect: "destroys",
    words: "gives a server back",
    takes: { ...guid, productType: needed("baremetal", oneOf("baremetal")) },
    module: "common",
  },
};

export const operations = operationsOf(table, chinese, (account, name, { effect, module }, values) =>
  sessionOf(account).client.ask(name, effect === "reads" ? "read" : "write", values, module),
);
