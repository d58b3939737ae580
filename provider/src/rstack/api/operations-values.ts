import type { ReadReply } from "./reply";
import { data, done, object, rows, wordAndObject } from "./reply";
import { machineName } from "./requests";
import { z } from "zod";
import { ArgumentError } from "../../core/errors";
import type { Operation, OperationEffect, Parameters } from "../../core/operations/operation";
import { needed, text, through, whole } from "../../core/operations/values";
import { say } from "../language/say";

/* What the controller's parameters can be, and what it answers. */

export type Value = string | number;

/** An action, and how its reply is read. */
export interface RstackOperation extends Operation<Value> {
  readonly read: ReadReply<unknown>;
}
export type Some = Record<string, RstackOperation>;

export const id = through(text, (property, value) => {
  if (/^\d{1,18}$/.test(value)) return value;
  throw new ArgumentError([{ property, reason: say("must be an id, in digits") }]);
});

/** Several ids with commas between them. */
export const ids = through(text, (property, value) =>
  value
    .split(",")
    .map((one) => id(property, one))
    .join(","),
);

export const vmName = through(text, machineName);

/** 0, 1 or a port that the controller may give. */
export const remotePort = through(whole(0, 65_535), (property, port) => {
  if (port <= 1 || port >= 10_000) return port;
  throw new ArgumentError([{ property, reason: say("must be 0, 1 or 10000–65535") }]);
});

/** A day as `20190501`, or nothing in one of the vendor's ways. */
export const day = through(text, (property, value) => {
  if (/^(?:\d{8}|0)$/.test(value)) return value;
  throw new ArgumentError([{ property, reason: say("must be a day as 20260901, or 0") }]);
});

const anything = z.unknown();

/** What the replies are read as: rows, an object, data behind `0|`, or nothing. */
export const reply = {
  rows: rows(anything),
  object: object(anything),
  data: data(anything),
  done,
  /** Nothing, or an object where one was asked for. */
  doneOrObject: ((body, facts) => {
    if (body.startsWith("0|{")) return object(anything)(body.slice(2).trim(), facts);
    done(body, facts);
    return undefined;
  }) satisfies ReadReply<unknown>,
  /** A state before an object. */
  state: ((body, facts) => {
    const { word, object: rest } = wordAndObject(z.record(z.string(), anything))(body, facts);
    return { state: word, ...rest };
  }) satisfies ReadReply<unknown>,
};

/** A list, asked for with filters. */
export function lists(words: string, takes: Parameters<Value>): RstackOperation {
  return { effect: "reads", words, takes, read: reply.rows };
}

export const vm = { vmid: needed("id of the VM", id) };

/** Something that is done to a VM. */
export function toVm(
  effect: OperationEffect,
  words: string,
  takes: Parameters<Value> = {},
  read: ReadReply<unknown> = reply.done,
): RstackOperation {
  return { effect, words, takes: { ...vm, ...takes }, read };
}
