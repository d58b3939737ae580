import { RefusedError } from "../../core/errors";
import { registerSecret } from "../../core/redact";
import { meanings, type Meaning } from "../../core/wire/meanings";
import {
  allowListWords,
  leavesOutcomeOpen as breaksOff,
  notOnAllowList,
  type Reason,
} from "../../core/wire/reply";
import { say, type Sentence } from "../language/say";

/* The panel sends one failure code for everything: what a refusal means, its words tell. */

/** What a refusal is about, where a program goes on differently. */
export type Problem =
  | "signature"
  | "hostIsGone"
  | "userIsGone"
  | "userExists"
  | "categoryExists"
  | "categoryIsGone"
  | "domainIsBound"
  | "addressIsBound"
  | "addressIsNotBound"
  | "siteIsLeft"
  | "planIsGone"
  | "poolIsEmpty"
  | "panelIsSilent"
  | "isSwitchedOff";

const checkToken: Sentence =
  "Check `bthost:accessToken`: it is the API通信密钥 of the panel's console (常规管理, 系统配置, 安全配置)";

const siteMayBeLeft: Sentence =
  "Its site may be left behind in the server's panel (BaoTa), where this API cannot remove it: have it removed there, or choose another username";

const means = meanings<Sentence>(say);

type Entry = readonly [words: RegExp, problem: Problem | undefined, reason: Meaning];

/** From the particular to the general: the first that matches counts. */
const entries: readonly Entry[] = [
  [
    /签名.{0,2}(?:过期|失效|超时)|sign(?:ature)?\b.{0,12}expired/i,
    "signature",
    means("the signature is too old", { refusal: "credentials", advice: checkToken }),
  ],
  [
    /签名|sign(?:ature)?\b.{0,12}(?:error|wrong|invalid|incorrect|fail)|(?:invalid|wrong) sign/i,
    "signature",
    // Older servers say so of one that is too old, too.
    means("the signature is wrong", { refusal: "credentials", advice: checkToken }),
  ],
  // Of a host; it reads like words of an allow-list.
  [/未绑定该ip/i, "addressIsNotBound", means("the address is not bound")],
  [allowListWords, undefined, () => notOnAllowList],
  [
    /接口.{0,2}(?:停用|禁用|关闭|暂停)/,
    "isSwitchedOff",
    means("the operation is switched off in this panel"),
  ],
  [
    /站点已存在/,
    "siteIsLeft",
    means("the server's panel has a site of this name already", {
      advice:
        "It may be left from a creation that failed, or belong to a host in the recycle bin: choose another username, or have the site removed in the server's panel (BaoTa); this API cannot",
    }),
  ],
  [/域名池中无可用域名/, "poolIsEmpty", means("the domain pool has no usable domain")],
  [/站点信息构建失败/, undefined, means("the settings of the site could not be put together")],
  [/服务器连接(?:测试)?失败/, "panelIsSilent", means("the server's panel (BaoTa) is not reachable")],
  [
    /(?:主机创建|网站创建|开通时间设置|域名解析|主机信息存储)失败/,
    undefined,
    means("the host could not be made", { advice: siteMayBeLeft }),
  ],
  [/主机不存在|没有找到有效主机/, "hostIsGone", means("there is no such host, or it is in the recycle bin")],
  [/用户不存在|无此用户/, "userIsGone", means("there is no such user")],
  [/用户名已存在/, "userExists", means("the user name exists already")],
  [/用户名.{0,6}密码不能为空/, undefined, means("user name, nickname and password must not be empty")],
  [/时间格式错误/, undefined, means("the date must be written as YYYY-MM-DD")],
  [/套餐不存在/, "planIsGone", means("there is no such plan")],
  [/分类名?称?已存在/, "categoryExists", means("the name of the category exists already")],
  [/分类不存在/, "categoryIsGone", means("there is no such category")],
  [/域名已绑定/, "domainIsBound", means("the domain is bound already")],
  [
    /绑定的目录错误/,
    undefined,
    means("the directory is not allowed: the host may not bind domains to subdirectories"),
  ],
  [/ftp不存在/i, undefined, means("there is no such FTP account")],
  [/ip不存在/i, undefined, means("there is no such address")],
  [/已绑定/, "addressIsBound", means("it is bound already")],
  [
    /Failed to get site information|id获取有误/i,
    undefined,
    means("the server's panel (BaoTa) does not know the site"),
  ],
  [/^(?:error|fail)$/i, undefined, means("the server's panel (BaoTa) is not reachable, or does not know it")],
  [/请求失败/, "panelIsSilent", means("the server's panel (BaoTa) gave no usable answer")],
  [/错误的请求|请求错误/, undefined, means("a parameter is missing, or is 0")],
  [/主机id格式错误/i, undefined, means("the host's id is malformed")],
  [/Account is incorrect|Password is incorrect/i, undefined, means("the account or the password is wrong")],
  [/Account is locked/i, undefined, means("the account is locked")],
];

const entryOf = (message: string): Entry | undefined => entries.find(([words]) => words.test(message));

/** The reason behind a message, where its words are known. */
export function reasonOf(message: string): Reason | undefined {
  return entryOf(message)?.[2]();
}

/** What a message is about; `undefined` when its words are not known, or nothing follows from them. */
export function problemIn(message: string): Problem | undefined {
  return entryOf(message)?.[1];
}

/** What a refusal is about; `undefined` for any other error, too. */
export function problemOf(error: unknown): Problem | undefined {
  return error instanceof RefusedError ? problemIn(error.facts.vendorMessage ?? "") : undefined;
}

/** Whether a failure leaves open what happened: behind this panel is another one, which may have done it without an answer. */
export function leavesOutcomeOpen(message: string): boolean {
  return breaksOff(message) || message.includes("请求失败");
}

/** The letters that PHP's JSON writes by their numbers, as themselves. */
export function withLetters(message: string): string {
  return message.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const quote = String.raw`(?:["'\\]|&quot;|&#0?39;)*`;

/** A name that has a password in it, and the value behind it: in JSON, in a form, or as PHP prints an array. */
const dumped = new RegExp(
  String.raw`[\w-]*(?:pass|pwd|secret|token)[\w-]*${quote}\]?\s*(?:=>|[:=])\s*${quote}([^\s"'\\,;&{}[\]()]+)`,
  "gi",
);

/** Makes secrets of the passwords in what a panel dumps: those that it made up itself are in no reply yet. */
export function registerDumped(text: string): void {
  for (const [, password] of text.matchAll(dumped)) registerSecret(password);
}
