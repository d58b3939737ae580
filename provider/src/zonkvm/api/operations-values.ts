import { disksField, guidField, orderIdField } from "./forms";
import { dayField, fileNameField, pathField } from "./site-forms";
import { ArgumentError } from "../../core/errors";
import type { GivenFile } from "../../core/operations/given-file";
import type { Operation, OperationEffect, Parameters } from "../../core/operations/operation";
import { anyText, bit, needed, optional, password, text, through, whole } from "../../core/operations/values";
import { registerSecret } from "../../core/redact";
import type { FormValue } from "../../core/wire/form";
import type { Open } from "./envelope";
import { say } from "../language/say";

/* What the panel's parameters can be, by the same checks as in its client. */

/** A file is one of the parameters. */
export type Value = FormValue | GivenFile;

/** An operation, and how its reply is opened where it is not as usual. */
export interface ZonkvmOperation extends Operation<Value> {
  readonly open?: Open;
}
export type Some = Record<string, ZonkvmOperation>;

export const orderId = through(text, (property, value) => orderIdField(value, property));
export const guidText = through(text, guidField);
export const fullPath = through(text, pathField);
export const fileName = through(text, fileNameField);
export const day = through(text, dayField);

/** Sizes of disks in GB: `40,80`. */
export const disks = through(text, (property, value) => disksField(property, value.split(",").map(Number)));

/** Milliseconds since 1970, in digits. */
export const millis = through(text, (property, value) => {
  if (/^\d{13}$/.test(value)) return value;
  throw new ArgumentError([{ property, reason: say("must be milliseconds since 1970, in 13 digits") }]);
});

/** On the panel's wall. */
export const stamp = through(text, (property, value) => {
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)) return value;
  throw new ArgumentError([
    { property, reason: say("must be a time as 2026-07-01 10:00:00, on the panel's wall") },
  ]);
});

/** A password that may be empty. */
export const anyPassword = through(anyText, (_, value) => {
  registerSecret(value);
  return value;
});

export const client: Parameters<Value> = {
  client_order_id: needed("your number of the order", text),
  client_user_id: needed("number of your customer", whole(0)),
};

/** The end of the content of every purchase. */
export const term: Parameters<FormValue> = {
  months: optional("months; 1", whole(1)),
  number: optional("how many; 1", whole(1)),
  renew_auto: optional("1 renews by itself; 0", bit),
};

export const loginPassword = optional("password of the login; the panel makes one without it", password);

/** What stands beside the content of every purchase. */
export const buyer: Parameters<Value> = {
  user_id: needed("number of your customer", whole(0)),
  order_id: needed("your number of the order", text),
  line_guid: needed("guid of the line", guidText),
};

const order = { guid: needed("id of the order, in digits", orderId) };

/** An operation of an order. */
export function ofOrder(
  effect: OperationEffect,
  words: string,
  takes: Parameters<Value> = {},
): ZonkvmOperation {
  return { effect, words, takes: { ...order, ...takes } };
}

/** An operation that reads without an order. */
export function reading(words: string, takes: Parameters<Value> = {}): ZonkvmOperation {
  return { effect: "reads", words, takes };
}
