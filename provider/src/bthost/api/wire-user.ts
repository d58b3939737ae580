import type { z } from "zod";
import { remembered } from "../../core/wire/remembered";
import { id, number, optionalWord, plainText, secretText, text, unixTime } from "../../core/wire/scalars";
import { at, record } from "../../core/wire/table";
import { recordOrNone, records, stamps } from "./wire-common";
import { userStatuses } from "./wire-words";

/** A user, who owns hosts. The picture and the salt of the password are not read. */
export const user = (timeZone: string) =>
  record({
    id: at("id", id),
    groupId: at("group_id", text),
    username: at("username", text),
    nickname: at("nickname", text),
    /** Secret. */
    password: at("password", secretText),
    email: at("email", text),
    previousLoginAt: at("prevtime", unixTime(timeZone)),
    lastLoginAt: at("logintime", unixTime(timeZone)),
    failedLogins: at("loginfailure", number),
    remark: at("notice", plainText),
    status: at("status", optionalWord(userStatuses)),
    /** Hosts that it owns, where the version tells. */
    hostCount: at("host_count", number),
    ...stamps(timeZone),
  });
export type User = z.output<ReturnType<typeof user>>;

/** @param timeZone the IANA zone of the panel's days. */
export function createUserWire(timeZone: string) {
  return {
    user: user(timeZone),
    userOrNone: recordOrNone(user(timeZone)),
    users: records(remembered(user(timeZone))),
  };
}
