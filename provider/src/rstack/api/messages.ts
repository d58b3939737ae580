import { meanings, type Meaning } from "../../core/wire/meanings";
import { allowListWords, notOnAllowList, type Reason } from "../../core/wire/reply";
import { say, type Sentence } from "../language/say";

/* The controller sends a text and no code: what a refusal means, its words tell. */

const means = meanings<Sentence>(say);

const checkKey: Sentence =
  "Check `rstack:endpoint` and `rstack:apiKey`; the key stands in the controller's back office";
const vm = "(?:云?主机|虚拟机|vm|vps|virtual machine|server)";
const missing = "(?:不存在|未找到|找不到|无效|does(?: not|n't) exist|not (?:exist|found)|no such)";

/** From the particular to the general: the first that matches counts. The vendor lists no messages. */
const reasons: readonly (readonly [RegExp, Meaning])[] = [
  [
    /(?:时间戳|timestamp|请求时间).*(?:过期|失效|错误|无效|超时|expired|invalid|error|out of range)|请求已?(?:过期|失效|超时)|(?:invalid|wrong|expired) (?:api_)?timestamp|request (?:has )?expired/i,
    means("the time of the request is not accepted", {
      advice: "Check this machine's clock: requests are signed with its time",
    }),
  ],
  [
    /随机数|(?:api_)?random.*(?:repeat|used|duplicate|exists)|(?:repeated|duplicate|used) (?:api_)?random/i,
    means("the random text of the request was used before"),
  ],
  [allowListWords, () => notOnAllowList],
  [/ip.{0,8}(?:未授权|禁止|不允许|无权)|白名单/i, () => notOnAllowList],
  [
    /签名|sign(?:ature)?\b.{0,20}(?:error|invalid|wrong|fail|mismatch|incorrect|expired|not (?:match|valid|correct))|(?:invalid|wrong|bad|incorrect|expired) (?:api_)?sign/i,
    means("the signature is wrong", { refusal: "credentials", advice: checkKey }),
  ],
  [
    /秘钥|密钥|鉴权|认证失败|(?:无权|禁止)访问|(?:invalid|wrong|incorrect) (?:api ?)?key|api ?key.*(?:invalid|wrong|error|incorrect)|unauthorized|authentication fail|access denied/i,
    means("the API key is wrong", { refusal: "credentials", advice: checkKey }),
  ],
  [
    /(?:api|接口)(?:功能)?(?:已?关闭|未开启|未启用|已?禁用)|api (?:is )?(?:disabled|closed)/i,
    means("the API is switched off", { refusal: "blocked" }),
  ],
  [/授权.*(?:过期|到期)|license.*(?:expired|invalid)/i, means("the controller's own licence has expired")],
  [
    /没有可用(?:的)?(?:公网|内网|空闲)?ip|(?:空闲|可用)?ip.{0,6}(?:不足|不够|用完|耗尽)|(?:no|not enough|insufficient) (?:free |available )?ip/i,
    means("there are not enough free addresses"),
  ],
  [/ip.{0,12}(?:已被?(?:占用|使用|分配))|ip.*(?:in use|occupied|taken)/i, means("the address is in use")],
  [
    /(?:cpu|内存|磁盘|硬盘|资源|节点).{0,6}(?:不足|不够)|(?:cpu|memory|disk|resources?|capacity).*(?:insufficient|not enough)|(?:insufficient|not enough) (?:cpu|memory|disk|resources?|capacity)/i,
    means("the node has not enough free capacity"),
  ],
  [/维护中|maintenance/i, means("the node is in maintenance")],
  [
    /(?:快照|备份|映射|域名|建站|数量).{0,10}(?:上限|超出|超过|已满|不足)|(?:snapshot|backup|mapping|domain|website|quota).*(?:limit|exceed|quota)/i,
    means("the quota of the machine is used up"),
  ],
  [
    /(?:只能增加|不能(?:缩小|减小|小于))|(?:can ?not|only).*(?:shrink|grow)/i,
    means("a data disk can only grow"),
  ],
  [new RegExp(`${vm}.{0,8}${missing}|${missing}.{0,6}${vm}`, "i"), means("there is no such machine")],
  [new RegExp(`(?:用户|user).{0,8}${missing}`, "i"), means("there is no such user")],
  [new RegExp(`(?:镜像|image|os).{0,8}${missing}`, "i"), means("there is no such image")],
  [new RegExp(`(?:节点|node).{0,8}${missing}`, "i"), means("there is no such node")],
  [new RegExp(`(?:区域|area).{0,8}${missing}`, "i"), means("there is no such area")],
  [new RegExp(`(?:接口|action).{0,8}${missing}`, "i"), means("the controller has no such operation")],
  [
    /(?:请?先?开机|未(?:开机|运行)|必须.{0,4}(?:开机|运行)|已关机)|(?:must be|not|isn't) running/i,
    means("the machine must be running"),
  ],
  [/请?先关机|关机状态|must be (?:off|stopped)/i, means("the machine must be off")],
  [
    /(?:正在|处于).{0,10}中|任务.{0,6}(?:未完成|进行)|(?:执行|安装|重装|备份|恢复|创建)中|\bbusy\b|in progress/i,
    means("the machine is busy"),
  ],
  [/锁定|locked/i, means("the machine is locked")],
  [/中止|暂停|suspended/i, means("the machine is suspended")],
  [/超流量|over.{0,10}traffic|traffic.*(?:used up|exceeded)/i, means("the machine's traffic is used up")],
  [/密码.{0,8}(?:错误|不符|不合|不能|格式|长度|强度|至少|必须|一致)/, means("the password is not accepted")],
  [/已存在|重复|already (?:exists|used)|duplicate/i, means("it exists already")],
  [/不支持共享|共享ip|shared ip/i, means("the machine has no shared address")],
  [
    /不能为空|缺少|参数(?:错误|不全|缺失|有误|不正确)|未知参数|missing parameter|invalid parameter/i,
    means("a parameter is missing or wrong"),
  ],
  [new RegExp(missing, "i"), means("it does not exist")],
  [/频繁|too many requests/i, means("too many requests")],
  [/系统(?:繁忙|错误|异常)/, means("the controller has a fault or is busy")],
];

/** The reason behind a message, where its words are known. */
export function reasonOf(message: string): Reason | undefined {
  return reasons.find(([words]) => words.test(message))?.[1]();
}
