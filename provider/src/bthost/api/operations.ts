import { hostOperations } from "./operations-hosts";
import { inPanel, type BthostOperation } from "./operations-manner";
import { category, id } from "./operations-values";
import type { Table } from "../../core/operations/operation";
import { operationsOf } from "../../core/operations/table";
import {
  anyText,
  bit,
  needed,
  neededObject,
  oneOf,
  optional,
  password,
  text,
} from "../../core/operations/values";
import type { FormValue } from "../../core/wire/form";
import { sessionOf } from "../session";
import { operations as chinese } from "../language/operations";

/* The 47 operations that the vendor documents, by their paths. */

type Some = Record<string, BthostOperation>;

const newPassword = optional("the new password; random without it", password);
const ftpId = { ftp_id: needed("id of the FTP account", id) };

const databases: Some = {
  sql_build: {
    effect: "changes",
    words: "makes a database; the vendor calls it suspended, and all known versions refuse it",
    takes: {
      id: needed("id of the host", id),
      username: optional("user name; random without it", text),
      database: optional("name of the database; the user name without it", text),
      password: optional("password; random without it", password),
      console: optional("address of what manages it", text),
      type: optional("btpanel", text),
    },
    manner: inPanel,
  },
  sql_info: {
    effect: "reads",
    words: "reads a database",
    takes: { sql_id: needed("id of the database", id) },
  },
  sql_pass: {
    effect: "changes",
    words: "sets the password of a database",
    takes: { sql_id: needed("id of the database", id), password: newPassword },
    manner: inPanel,
  },
};

const categories: Some = {
  sort_edit: {
    effect: "changes",
    words: "gives a category of sites another name",
    takes: { id: needed("id of the category", id), name: needed("the new name", text) },
    manner: inPanel,
  },
  sort_create: {
    effect: "changes",
    words: "makes a category of sites",
    takes: { name: needed("its name", text) },
    manner: inPanel,
  },
  sort_delete: {
    effect: "destroys",
    words: "deletes a category of sites",
    takes: { id: needed("id of the category", id) },
    manner: inPanel,
  },
  sort_list: {
    effect: "reads",
    words: "lists the categories of sites",
    takes: {},
    manner: { ...inPanel, isDocumentedByGet: true },
  },
};

/** The vendor documents the nickname only; the panel takes every column of its table. */
const userInfo = {
  nickname: optional("nickname", text),
  password: optional("password (not documented)", password),
  status: optional("normal, hidden or locked (not documented)", oneOf("normal", "hidden", "locked")),
  notice: optional("remark (not documented)", anyText),
  group_id: optional("id of the group (not documented)", id),
  username: optional("user name (not documented)", text),
  email: optional("e-mail address (not documented)", anyText),
};

const users: Some = {
  user_create: {
    effect: "changes",
    words: "makes a user",
    takes: {
      username: optional("user name; random without it", text),
      password: optional("password; random without it", password),
      nickname: optional("nickname; the user name without it", text),
      group_id: optional("id of the group; 1 without it", id),
    },
  },
  user_edit: {
    effect: "changes",
    words: "changes a user",
    takes: { user_id: needed("id of the user", id), info: neededObject("what changes", userInfo) },
  },
  host_login: {
    effect: "reads",
    words: "signs in to a host or as a user, as a browser does: tells where that leads",
    takes: {
      account: needed("user name", text),
      password: needed("password", password),
      id: optional("id of the host; the user chooses without it", id),
    },
    isForBrowsers: true,
  },
  user_del: {
    effect: "destroys",
    words: "deletes a user; hosts stay",
    takes: {
      user_id: needed("id of the user", id),
      delete: needed("0 keeps the row as deleted, 1 deletes it", bit),
    },
  },
  user_list: {
    effect: "reads",
    words: "lists the users",
    takes: { group_id: optional("id of the group; all without it", id) },
  },
  user_info: { effect: "reads", words: "reads a user", takes: { id: needed("id of the user", id) } },
};

const ftpAccounts: Some = {
  ftp_pass: {
    effect: "changes",
    words: "sets the password of an FTP account",
    takes: { ...ftpId, password: newPassword },
    manner: inPanel,
  },
  ftp_info: { effect: "reads", words: "reads an FTP account", takes: ftpId },
  ftp_status: {
    effect: "changes",
    words: "enables or disables an FTP account",
    takes: {
      ...ftpId,
      status: optional("normal (default) enables, hidden disables", oneOf("normal", "hidden")),
    },
    manner: inPanel,
  },
};

const byGet = { isDocumentedByGet: true };

const catalog: Some = {
  ipaddress_info: {
    effect: "reads",
    words: "reads an address",
    takes: { id: needed("id of the address", id) },
  },
  ipaddress_list: {
    effect: "reads",
    words: "lists the addresses of a pool",
    takes: { ippools_id: needed("id of the pool", id) },
  },
  ippools_list: { effect: "reads", words: "lists the pools of addresses", takes: {}, manner: byGet },
  index: {
    effect: "reads",
    words: "tells whether the panel answers and accepts the token",
    takes: {},
    manner: byGet,
  },
  domainpools_list: { effect: "reads", words: "lists the pools of domains", takes: {}, manner: byGet },
  domain_list: {
    effect: "reads",
    words: "lists the domains of a pool",
    takes: { domainpools_id: needed("id of the pool", id) },
  },
  domain_info: {
    effect: "reads",
    words: "reads a domain of a pool",
    takes: { id: needed("id of the domain", id) },
  },
  plans_info: { effect: "reads", words: "reads a plan", takes: { id: needed("id of the plan", id) } },
  plans_list: { effect: "reads", words: "lists the plans", takes: {}, manner: byGet },
};

const hostList: Some = {
  host_list: {
    effect: "reads",
    words: "lists the hosts",
    takes: {
      sort_id: optional("id of a category; all without it", category),
      user_id: optional("id of the owner; all without it", id),
    },
  },
};

const table: Table<FormValue, BthostOperation> = {
  ...databases,
  ...categories,
  ...users,
  ...ftpAccounts,
  ...hostOperations,
  ...hostList,
  ...catalog,
};

export const operations = operationsOf(
  table,
  chinese,
  (account, operation, { effect, manner, isForBrowsers }, values) => {
    const { client } = sessionOf(account);
    if (isForBrowsers === true) return client.signIn(operation, values);
    return client.ask(operation, effect === "reads" ? "read" : "write", values, manner);
  },
);
