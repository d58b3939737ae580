import { createHash } from "node:crypto";

/** The parameters that every request carries. The names are the vendor's. */
export interface CommonParameters {
  readonly module: string;
  readonly action: string;
  readonly userid: string;
  readonly time: string;
  readonly sign: string;
  readonly taskid: string;
  readonly dataType: "json";
  readonly version: "9.9.9";
  readonly system_type: "zkeys_web";
  readonly vtime: string;
}

export interface Signer {
  readonly userId: string;
  readonly apiSecret: string;
}

/**
 * The signature: MD5 of module, a fixed word, action, user id, secret and time, without separators.
 * @param time Unix time in seconds, in decimal digits, as it is sent.
 * @returns 32 lower-case hex digits.
 */
export function sign(module: string, action: string, signer: Signer, time: string): string {
  const text = `${module}zkeys.api@2019${action}${signer.userId}${signer.apiSecret}${time}`;
  return createHash("md5").update(text, "utf8").digest("hex");
}

const wallOffsetMs = 8 * 3_600_000;

/** A date on the panel's wall, which is in UTC+8 wherever its customers are: `20260301`. */
function dayOnWall(now: Date): string {
  return new Date(now.getTime() + wallOffsetMs).toISOString().slice(0, 10).replaceAll("-", "");
}

/**
 * The common parameters of one request, signed.
 * @param now the true time: the panel may compare it with its own clock.
 * @param taskId a positive integer, the caller's number for the request.
 */
export function commonParameters(
  module: string,
  action: string,
  signer: Signer,
  now: Date,
  taskId: number,
): CommonParameters {
  const time = String(Math.floor(now.getTime() / 1000));
  return {
    module,
    action,
    userid: signer.userId,
    time,
    sign: sign(module, action, signer, time),
    taskid: String(taskId),
    dataType: "json",
    version: "9.9.9",
    system_type: "zkeys_web",
    vtime: dayOnWall(now),
  };
}
