import { command, found, query } from "./operation";
import type { BthostPanel } from "./panel";
import { badRequest, BthostCrash, BthostRefusal, noFtp, noRecord, requestError } from "./refusal";
import type { Ftp, Sql } from "./rows";
import type { Values } from "./sent";
import { ftpShown, sqlShown } from "./shown";

/* Databases and FTP accounts. They are made with their host, and go with it. */

const isNothing = (text: string): boolean => text === "" || text === "0";

/** @throws BthostRefusal without an id; @throws BthostCrash when there is no such database */
function sqlOf(panel: BthostPanel, body: Values): Sql {
  const id = body.integer("sql_id");
  if (id === 0) throw badRequest;
  const sql = panel.state.sqls.find((one) => one.id === id && one.deletetime === null);
  if (sql === undefined) throw noRecord;
  return sql;
}

function ftpOf(panel: BthostPanel, body: Values): Ftp {
  const id = body.integer("ftp_id");
  if (id === 0) throw requestError;
  const ftp = panel.state.ftps.find((one) => one.id === id && one.deletetime === null);
  if (ftp === undefined) throw noFtp;
  return ftp;
}

/** Switched off for good. */
export const sqlBuild = command(() => {
  throw new BthostRefusal("接口停用");
});

const phpMyAdmin = "http://192.168.191.129:888/phpmyadmin_2b42747a02485e2d";

export const sqlInfo = query((panel, { body }) => {
  const sql = sqlOf(panel, body);
  return found(sqlShown({ ...sql, console: sql.console === "" ? phpMyAdmin : sql.console }));
});

export const sqlPass = command((panel, { body }) => {
  const sql = sqlOf(panel, body);
  const password = body.text("password") ?? panel.random(8);
  if (!isNothing(password)) {
    const refused = sql.type === "bt" ? panel.sites.setSql(sql.username, password) : undefined;
    if (refused !== undefined) throw new BthostCrash(refused);
    Object.assign(sql, { password, updatetime: panel.unixSeconds() });
    panel.note(sql.vhost_id, "sqlPassword", "api");
  }
  return { msg: "修改成功", data: sqlShown(sql) };
});

export const ftpInfo = query((panel, { body }) => {
  const id = body.integer("ftp_id");
  if (id === 0) throw badRequest;
  const ftp = panel.state.ftps.find((one) => one.id === id && one.deletetime === null);
  return found(ftp === undefined ? null : ftpShown(ftp));
});

export const ftpPass = command((panel, { body }) => {
  const ftp = ftpOf(panel, body);
  const password = body.text("password") ?? panel.random(8);
  if (!isNothing(password)) {
    const refused = panel.sites.setFtp(ftp.username, { password });
    if (refused !== undefined) throw new BthostCrash(refused);
    Object.assign(ftp, { password, updatetime: panel.unixSeconds() });
    panel.note(ftp.vhost_id, "ftpPassword", "api");
  }
  return { msg: "修改成功", data: ftpShown(ftp) };
});

/** Any word but `hidden` switches it on; nobody looks whether the panel did. */
export const ftpStatus = command((panel, { body }) => {
  const ftp = ftpOf(panel, body);
  const status = body.text("status") === "hidden" ? "hidden" : "normal";
  if (status !== ftp.status) panel.sites.setFtp(ftp.username, { isOn: status === "normal" });
  Object.assign(ftp, { status, updatetime: panel.unixSeconds() });
  return { msg: "修改成功", data: ftpShown(ftp) };
}, "1.1.2");
