import { command, found, query } from "./operation";
import type { BthostPanel } from "./panel";
import { BthostCrash, BthostRefusal, noRecord, noUser, requestError } from "./refusal";
import type { User } from "./rows";
import { castInteger, type Values } from "./sent";
import { userShown } from "./shown";

const userById = (panel: BthostPanel, id: number): User | undefined =>
  panel.state.users.find((one) => one.id === id && !one.isErased);

/** One that is not deleted, not even softly. */
const liveUser = (panel: BthostPanel, id: number): User | undefined => {
  const user = userById(panel, id);
  return user?.deletetime === null ? user : undefined;
};

const isNothing = (text: string): boolean => text === "" || text === "0";

export const userCreate = command((panel, { body }) => {
  const username = body.text("username") ?? panel.random(8);
  const nickname = body.text("nickname") ?? username;
  const password = body.text("password") ?? panel.random(8);
  if ([username, nickname, password].some(isNothing)) throw new BthostRefusal("用户名、昵称或密码不能为空");
  const isSame = (user: User): boolean => user.username.toLowerCase() === username.toLowerCase();
  if (panel.state.users.some((user) => isSame(user) && user.deletetime === null && !user.isErased))
    throw new BthostRefusal("用户名已存在，请勿重复创建");
  const user: User = {
    id: panel.nextId("user"),
    group_id: body.has("group_id") ? body.integer("group_id") : 1,
    username: panel.textColumn(username, 32),
    nickname: panel.textColumn(nickname, 50),
    password,
    email: "",
    avatar: "",
    prevtime: null,
    logintime: null,
    loginfailure: 0,
    ...panel.stamps(),
    notice: null,
    status: "normal",
    isErased: false,
  };
  panel.state.users.push(user);
  const { group_id, createtime, updatetime } = user;
  const id = String(user.id);
  const salt = panel.habits.fullUsers ? { salt: panel.random(6) } : {};
  return {
    msg: "创建成功",
    data: { username, password, group_id, nickname, createtime, updatetime, ...salt, id, host_count: 0 },
  };
}, "1.0.5");

/** Columns that an edit may carry; others are passed over. */
const texts = ["username", "nickname", "email", "avatar", "notice", "status", "password"] as const;

export const userEdit = command((panel, { body }) => {
  const [id, info] = [body.integer("user_id"), body.map("info")];
  if (id === 0 || info === undefined) throw requestError;
  const user = liveUser(panel, id);
  if (user === undefined) throw noUser;
  Object.assign(user, changesOf(panel, info), { updatetime: panel.unixSeconds() });
  return { msg: "修改成功" };
});

function changesOf(panel: BthostPanel, info: Values): Partial<User> {
  const change: Partial<User> = {};
  for (const name of texts) {
    const value = info.text(name);
    if (value === undefined || (name === "password" && isNothing(value))) continue;
    change[name] = panel.textColumn(value, name === "username" ? 32 : 255);
  }
  const { status } = change;
  if (status !== undefined && !["normal", "hidden", "locked"].includes(status)) {
    if (panel.habits.isStrictDatabase) throw new BthostCrash("Data truncated for column 'status'");
    change.status = "";
  }
  const group = info.text("group_id");
  if (group !== undefined) change.group_id = castInteger(group);
  return change;
}

/** Finds softly deleted ones too. */
export const userDel = command((panel, { body }) => {
  const user = userById(panel, body.integer("user_id"));
  if (user === undefined) throw noUser;
  user.deletetime = panel.unixSeconds();
  if (body.integer("delete") !== 0) user.isErased = true;
  return { msg: "删除成功" };
});

export const userList = query((panel, { all }) => {
  const group = all.integer("group_id");
  const users = panel.state.users.filter(
    (one) => one.deletetime === null && !one.isErased && (group === 0 || one.group_id === group),
  );
  return found(users.map((user) => userShown(panel, user)));
});

export const userInfo = query((panel, { body }) => {
  const id = body.integer("id");
  if (id === 0) throw requestError;
  const user = liveUser(panel, id);
  if (user === undefined) throw noRecord;
  return found(userShown(panel, user));
});
