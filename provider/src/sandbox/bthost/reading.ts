import { FormError, formFields, formTree, type FormValue } from "../form";
import { boundaryOf, multipartParts } from "../multipart";
import type { HttpRequest } from "../vendor";
import type { Tree } from "./sent";

type Field = [name: string, value: string];

/** A request as it was written, before anything is made of it. */
export interface Read {
  query: Tree;
  /** Empty unless it is a POST. */
  body: Tree;
  /** Every single value, for the log. */
  fields: Field[];
  /** Set when PHP would make something of it that nobody means. */
  fault?: string;
}

/** Of what is named twice, the last counts. */
const last = (fields: Field[]): Field[] => [...new Map(fields)];

const tree = (fields: Field[]): Tree => formTree(last(fields));

/** Reads a form in either encoding, or a JSON object where there is no form. */
export function read(request: HttpRequest): Read {
  try {
    const query = formFields(request.query);
    const body = request.method === "POST" ? bodyOf(request) : { fields: [], tree: {} };
    return { query: tree(query), body: body.tree, fields: [...query, ...body.fields] };
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    return { query: {}, body: {}, fields: [], fault: error.message };
  }
}

function bodyOf(request: HttpRequest): { fields: Field[]; tree: Tree } {
  const contentType = request.headers["content-type"];
  const boundary = typeof contentType === "string" ? boundaryOf(contentType) : undefined;
  switch (request.mediaType) {
    case "application/x-www-form-urlencoded": {
      const fields = formFields(request.body);
      return { fields, tree: tree(fields) };
    }
    case "multipart/form-data": {
      if (boundary === undefined) return { fields: [], tree: {} };
      const fields = multipartParts(request.bytes, boundary).map(({ name, text }): Field => [name, text]);
      return { fields, tree: tree(fields) };
    }
    case "application/json":
      return jsonBody(request.body);
    default:
      return { fields: [], tree: {} };
  }
}

function jsonBody(text: string): { fields: Field[]; tree: Tree } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { fields: [], tree: {} };
  }
  if (typeof json !== "object" || json === null) return { fields: [], tree: {} };
  const entries = Object.entries(json).map(([name, value]): [string, FormValue] => [name, phpValue(value)]);
  return { fields: entries.flatMap(([name, value]) => flat(name, value)), tree: Object.fromEntries(entries) };
}

/** A JSON value as PHP casts it to text. */
function phpValue(value: unknown): FormValue {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "1" : "";
  if (typeof value !== "object" || value === null) return "";
  if (Array.isArray(value)) return value.map(phpValue);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, phpValue(one)]));
}

function flat(name: string, value: FormValue): Field[] {
  if (typeof value === "string") return [[name, value]];
  return Object.entries(value).flatMap(([key, one]) => flat(`${name}[${key}]`, one));
}
