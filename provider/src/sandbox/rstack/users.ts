import { z } from "zod";
import { command, contains, done, doneWith, fits, query, rowsOf } from "./operation";
import type { RstackPanel } from "./panel";
import { day, email, flag, id, integer, newPassword, optional, text } from "./params";
import { noSuch, RstackRefusal } from "./refusal";

const bit = (value: boolean | undefined): string => (value === true ? "1" : "0");

function refuseTaken(
  panel: RstackPanel,
  row: { userid?: string | undefined; username?: string | undefined },
  but = "",
): void {
  for (const { row: other } of panel.state.users.filter((one) => one.row.id !== but)) {
    if (other.userid === row.userid) throw new RstackRefusal("the userid already exists", "用户编号已存在");
    if (other.username === row.username)
      throw new RstackRefusal("the username already exists", "用户名已存在");
  }
}

export const userAdd = command(
  z.strictObject({
    userid: text,
    username: text,
    password: newPassword,
    name: optional(text),
    email,
    phone: optional(text),
    vcount: optional(integer(0, 1e6)),
    utype: optional(integer(0, 1000)),
    status: integer(0, 1),
    remark: optional(text),
    mail_verified: optional(flag),
    mobile_verified: optional(flag),
    reg_ip: optional(text),
    login_ip: optional(text),
  }),
  (panel, params) => {
    refuseTaken(panel, params);
    const row = {
      id: panel.nextId(),
      userid: params.userid,
      username: params.username,
      name: params.name ?? "",
      email: params.email,
      phone: params.phone ?? "",
      vcount: String(params.vcount ?? 0),
      utype: String(params.utype ?? 0),
      status: String(params.status),
      remark: panel.remarkOf(params.remark ?? ""),
      mail_verified: bit(params.mail_verified),
      mobile_verified: bit(params.mobile_verified),
      cvdate: "",
      rvcount: "0",
      reg_ip: params.reg_ip ?? "",
      login_ip: params.login_ip ?? "",
    };
    panel.state.users.push({ row, password: params.password });
    return doneWith(row.id);
  },
);

/** Longer than 6, in the words of this operation. */
const changedPassword = z.string().min(7);

export const userUpdate = command(
  z.strictObject({
    id,
    userid: optional(text),
    password1: optional(changedPassword),
    password2: optional(changedPassword),
    name: optional(text),
    email: optional(email),
    phone: optional(text),
    username: optional(text),
    vcount: optional(integer(0, 1e6)),
    utype: optional(integer(0, 1000)),
    status: optional(integer(0, 1)),
    mail_verified: optional(flag),
    mobile_verified: optional(flag),
    cvdate: optional(day),
    rvcount: optional(integer(0, 1e6)),
    reg_ip: optional(text),
    login_ip: optional(text),
  }),
  (panel, { id: userNumber, password1, password2, ...changes }) => {
    const user = panel.state.users.find((one) => one.row.id === userNumber);
    if (user === undefined) throw noSuch.user;
    if (password1 !== password2) throw new RstackRefusal("the passwords are not the same", "密码不一致");
    refuseTaken(panel, changes, userNumber);
    const before = user.row.userid;
    user.password = password1 ?? user.password;
    for (const [name, value] of Object.entries(changes)) {
      if (value !== undefined)
        Object.assign(user.row, { [name]: typeof value === "boolean" ? bit(value) : String(value) });
    }
    // The machines of a user go with it.
    for (const { row } of panel.state.vms) if (row.userid === before) row.userid = user.row.userid;
    return done;
  },
);

export const userDelete = command(z.strictObject({ userid: text }), (panel, { userid }) => {
  const user = panel.user(userid);
  if (panel.state.vms.some((vm) => vm.row.userid === userid))
    throw new RstackRefusal("the user still has virtual machines", "用户名下还有云主机");
  panel.state.users = panel.state.users.filter((one) => one !== user);
  return done;
});

export const userInfo = query(
  z.strictObject({
    id: optional(text),
    userid: optional(text),
    username: optional(text),
    name: optional(text),
    email: optional(text),
    phone: optional(text),
    utype: optional(text),
    login_ip: optional(text),
    remark: optional(text),
  }),
  (panel, { remark, login_ip, ...exact }) =>
    rowsOf(
      panel.state.users
        .map((user) => user.row)
        .filter((row) => fits(row, exact) && contains(row, { remark }))
        .filter((row) => login_ip === undefined || row.login_ip === login_ip || row.reg_ip === login_ip),
    ),
);
