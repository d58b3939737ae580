/** What `npm start` says, in English or in the other language of this package. */

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../setup.mjs";

const chinese = {
  "upgrade (or book a decrease to) so many Mbps": "升级到（或预约降到）这么多 Mbps",
  "the same, Gbps of DDoS defense": "同上，DDoS 防御的 Gbps",
  "another image: refused without --allow-reinstall": "换一个镜像：没有 --allow-reinstall 会被拒绝",
  "consent to erase the disks": "同意清空磁盘",
  "renew until that day": "续费到那一天",
  "let so many days pass in the sandbox first": "先让沙箱里过去这么多天",
  "only preview": "只预览",
  "give the server back": "退掉服务器",
  "forget the sandbox and the stack, and begin anew": "忘掉沙箱和 stack，重新开始",
  "keep everything in this folder, not in .reseller/quickstart":
    "把一切保存在这个文件夹里，而不是 .reseller/quickstart",
  "{option} takes a whole number from {least} to {most}, not {text}":
    "{option} 需要 {least} 到 {most} 的整数，而不是 {text}",
  "{option} takes a day such as 2027-06-30, not {text}": "{option} 需要形如 2027-06-30 的日期，而不是 {text}",
  "{option} {day} is over: it would renew nothing": "{option} {day} 已经过去：不会续费",
  "{option} takes the name of an image": "{option} 需要镜像的名称",
  "--destroy changes nothing else: leave out {options}": "--destroy 不改别的：请去掉 {options}",
  "sandbox: a ZKEYS panel that is not real, at {url}": "沙箱：一个不真实的 ZKEYS 面板，地址 {url}",
  "the stack could not be made: see above": "无法创建 stack：见上文",
  "The preview failed: nothing was done, and of these options nothing is kept.":
    "预览失败：什么也没有做，这些选项也没有保存。",
  "What the sandbox's panel has booked (nothing here is real money):":
    "沙箱的面板记下了什么（这里没有真实的钱）：",
  "Balance left: CNY {balance}": "余额：CNY {balance}",
  order: "订单",
  kind: "种类",
  server: "服务器",
  model: "型号",
  image: "镜像",
  "paid until": "付到",
  status: "状态",
  create: "购买",
  upgrade: "升级",
  degrade: "降级",
  renew: "续费",
  refund: "退款",
  opening: "开通中",
  normal: "正常",
  expired: "已到期",
  refunded: "已退款",
  "What to try next:": "接下来可以试：",
  "again: unchanged, nothing is bought": "再来一次：没有变化，什么也不买",
  "an upgrade in place, with its price": "就地升级，带价格",
  "back: booked for later, as the panel does it": "降回去：按面板的做法预约到以后",
  "refused: it would erase the disks": "会被拒绝：它要清空磁盘",
  "buy another one, with the options that were kept": "再买一台，用已保存的选项",
};

/** The language of this machine, as the package tells it; English until that is built. */
function languageHere() {
  const compiled = join(root, "provider", "dist", "core", "language", "language.js");
  if (!existsSync(compiled)) return "en";
  return createRequire(import.meta.url)(compiled).languageOf(process.env);
}

/** Says a sentence; what belongs in its braces is in `values`. */
export function say(sentence, values = {}) {
  const text = languageHere() === "zh" ? (chinese[sentence] ?? sentence) : sentence;
  return text.replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
}

/** Lines of commands or options, each with what it does beside it. */
export function beside(lines, width) {
  return Object.entries(lines).map(([what, does]) => `  ${what.padEnd(width)} ${does}`.trimEnd());
}
