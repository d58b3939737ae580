import { hostingOperate } from "./operations-hosting";
import { createOrder } from "./operations-orders";
import { sqlOperate } from "./operations-sql";
import {
  client,
  disks,
  guidText,
  millis,
  ofOrder,
  reading,
  type Some,
  type Value,
  type ZonkvmOperation,
} from "./operations-values";
import { atLeastOne } from "../../core/operations/check";
import type { Parameters, Table } from "../../core/operations/operation";
import { chosenBy, operationsOf } from "../../core/operations/table";
import { needed, oneOf, optional, password, text, whole } from "../../core/operations/values";
import { sessionOf } from "../session";
import { operations as chinese } from "../language/operations";

/* The 61 actions that the vendor documents: three of them do many things, by another parameter. */

const page = needed("page, counted from 1", whole(1));
const pageOrFirst = optional("page, counted from 1; the first without it", whole(1));
const newPassword = { password: needed("the new password", password) };
const moments = {
  start_time: needed("from: milliseconds since 1970", millis),
  end_time: needed("until: milliseconds since 1970", millis),
};
const image = { systemID: needed("guid of the image", guidText) };

const common: Some = {
  getzones: reading("lists the zones"),
  getsystems: reading("lists the images"),
};

const cloud: Some = {
  getlines: reading("lists the lines of cloud servers, with prices and limits"),
  getproduct: reading("lists the packages of cloud servers, with prices"),
  getserver: ofOrder("reads", "reads a cloud server"),
  getservers: reading("lists a page of the cloud servers", { page }),
  server_start: ofOrder("changes", "powers a cloud server on"),
  server_stop: ofOrder("changes", "powers a cloud server off"),
  server_restart: ofOrder("changes", "restarts a cloud server"),
  server_install: ofOrder("destroys", "installs an image, which erases disks", { ...image, ...newPassword }),
  server_upgrade: ofOrder("spends", "raises the sizes of a cloud server: the whole target", {
    cpu: needed("CPU cores", whole(1)),
    memory: needed("GB of memory", whole(1)),
    bandwidth: needed("Mbit/s", whole(0)),
    defense: needed("Gbit/s of defense", whole(0)),
    harddisks: needed("GB of each disk: 40,80", disks),
  }),
  server_renew: ofOrder("spends", "prolongs a cloud server", {
    renewLength: needed("months to add", whole(1)),
    ...client,
  }),
  server_getvncurl: ofOrder("reads", "tells where the console is"),
  server_setpsw: ofOrder("changes", "sets the login password", newPassword),
  server_setvnc: ofOrder("changes", "sets the password of the console", newPassword),
  get_server_chart: ofOrder("reads", "tells the traffic between two moments", moments),
  get_security_policy: ofOrder("reads", "lists the rules of the security group"),
  server_add_hardpolicy: ofOrder("changes", "adds a rule to the security group", {
    name: needed("name of the rule", text),
    weight: needed("the smaller, the earlier", whole(0)),
    direction: needed("Inbound or Outbound", oneOf("Inbound", "Outbound")),
    operation: needed("allow or deny", oneOf("allow", "deny")),
    protocol: needed("tcp, udp or icmp", oneOf("tcp", "udp", "icmp")),
    remote_ip: needed("address or range: 0.0.0.0/0", text),
    local_port: optional("port of the machine; not with icmp", text),
  }),
  server_del_hardpolicy: ofOrder("destroys", "deletes a rule of the security group", {
    policy_guid: needed("guid of the rule", guidText),
  }),
  server_refund: ofOrder("destroys", "gives a cloud server back"),
};

const physicalInstall: Parameters<Value> = {
  ...image,
  port: needed("port of the remote login", whole(1, 65_535)),
  ...newPassword,
  system_partition: optional("kind of partition", text),
  system_partition_size: optional("GB of the partition", whole(1)),
  install_reason: optional("why, for the vendor's staff", text),
};

const increments: Parameters<Value> = {
  ipnumAdd: optional("addresses to add", whole(0)),
  bandwidthAdd: optional("Mbit/s to add", whole(0)),
  defenseAdd: optional("Gbit/s of defense to add", whole(0)),
};
const addsSomething = atLeastOne("ipnumAdd", "bandwidthAdd", "defenseAdd");
const upgrade = (what: string, takes: Parameters<Value>): ZonkvmOperation => ({
  ...ofOrder("spends", `adds to ${what}; the amounts are increments`, takes),
  check: addsSomething,
});

const lease: Some = {
  lease_lines: reading("lists the lines of physical servers, with prices and limits"),
  lease_harddisk: reading("lists the models of disks"),
  lease_product: reading("lists the models of physical servers, with prices"),
  getlease: ofOrder("reads", "reads a physical server"),
  lease_orders: reading("lists a page of the physical servers", { page }),
  lease_start: ofOrder("changes", "powers a physical server on"),
  lease_stop: ofOrder("changes", "powers a physical server off"),
  lease_restart: ofOrder("changes", "restarts a physical server"),
  lease_install: ofOrder("destroys", "installs an image, which erases disks", physicalInstall),
  lease_setpsw: ofOrder("changes", "sets the login password", newPassword),
  lease_upgrade: upgrade("a physical server", { ...increments, ...client }),
  lease_renew: ofOrder("spends", "prolongs a physical server", {
    months: needed("months to add", whole(1)),
    ...client,
  }),
  lease_getvncurl: ofOrder("reads", "tells where the console is"),
  get_lease_chart: ofOrder("reads", "tells the traffic between two moments", moments),
  lease_refund: ofOrder("destroys", "gives a physical server back"),
};

const idc: Some = {
  idc_lines: reading("lists the lines of colocation, with prices and limits"),
  idc_product: reading("lists the places of colocation, with prices"),
  getidc: ofOrder("reads", "reads a server in colocation"),
  idc_orders: reading("lists a page of the servers in colocation", { page }),
  idc_start: ofOrder("changes", "powers a server in colocation on"),
  idc_stop: ofOrder("changes", "powers a server in colocation off"),
  idc_restart: ofOrder("changes", "restarts a server in colocation"),
  idc_install: ofOrder("destroys", "installs an image, which erases disks", physicalInstall),
  idc_setpsw: ofOrder("changes", "sets the login password", newPassword),
  idc_upgrade: upgrade("a server in colocation", increments),
  idc_renew: ofOrder("spends", "prolongs a server in colocation", {
    months: needed("months to add", whole(1)),
  }),
  idc_refund: ofOrder("destroys", "gives a server in colocation back"),
  idc_getvncurl: ofOrder("reads", "tells where the console is"),
  get_idc_chart: ofOrder("reads", "tells the traffic between two moments", moments),
};

const line = { line_guid: needed("guid of the line", guidText) };

const web: Some = {
  hosting_lines: reading("lists the lines of hosting"),
  hosting_product: reading("lists the products of hosting, with prices"),
  gethosting: ofOrder("reads", "reads a hosting"),
  hosting_orders: reading("lists a page of the hostings", { page: pageOrFirst }),
  get_php_version: reading("lists the versions of PHP of a line", line),
  hosting_get_soft_find: reading("tells where a tool of a line is", {
    ...line,
    sNname: needed("name of the tool: phpmyadmin", text),
  }),
  sql_product: reading("lists the products of databases, with prices"),
  getsql: ofOrder("reads", "reads a database"),
  sql_orders: reading("lists a page of the databases", { page: pageOrFirst }),
};

const table: Table<Value, ZonkvmOperation> = {
  ...common,
  ...cloud,
  ...lease,
  ...idc,
  ...web,
  create_order: {
    words: "buys a cloud server, physical server, place, hosting or database",
    ...chosenBy("obj_type", String),
    among: createOrder,
    shows: "whole",
  },
  hosting_operate: {
    words: "does something with a hosting",
    ...chosenBy("operate", String, "hosting_"),
    among: hostingOperate,
    shows: "both",
  },
  sql_operate: {
    words: "does something with a database",
    ...chosenBy("operate", String, "sql_"),
    among: sqlOperate,
    shows: "both",
  },
};

export const operations = operationsOf(table, chinese, (account, action, { effect, open }, values) =>
  sessionOf(account).client.ask(action, effect === "reads" ? "read" : "write", values, open),
);
