import { FormError, formFields, formTree, type FormValue } from "../form";
import { authenticate, refusal, success } from "./envelope";
import { settle } from "./life";
import { boundaryOf, multipartParts, type Part } from "../multipart";
import { operationOf } from "./operations";
import type { ZonkvmPanel } from "./panel";
import { malformed, refused, ZonkvmRefusal } from "./refusal";
import type { HttpReply, HttpRequest, VendorCall, VendorFace } from "../vendor";

const path = "/api/same/index";

const notFound: HttpReply = {
  status: 404,
  contentType: "text/html; charset=utf-8",
  body: "<!DOCTYPE html><html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>",
};

const secrets = /^(appkey|password|pwd|ftp_password|db_password|key|csr|content\[loginPassword\])$/;
const hidden = (name: string, value: string): string =>
  secrets.test(name) ? "…" : value.replace(/("loginPassword"\s*:\s*)"(?:[^"\\]|\\.)*"/g, '$1"…"');

/**
 * Reads requests as the panel does: a POST of a form, encoded either way.
 * @param save called after each request that changed something
 */
export const zonkvmFace =
  (panel: ZonkvmPanel, save: () => void): VendorFace =>
  (request): VendorCall => {
    const { parts, fault } = request.path === path ? read(request) : { parts: [], fault: undefined };
    const sent = (name: string): string => parts.find((part) => part.name === name)?.text ?? "";
    const action = sent("action");
    const part = sent(action === "create_order" ? "obj_type" : "operate");
    return {
      action,
      subaction: part === "" ? action : `${action}/${part}`,
      params: Object.fromEntries(parts.map(({ name, text }) => [name, hidden(name, text)])),
      carryOut: () => {
        if (request.path !== path) return notFound;
        try {
          if (fault !== undefined) throw fault;
          return carryOut(panel, tree(parts), save);
        } catch (error) {
          if (error instanceof ZonkvmRefusal) return refusal(panel, action, error.message);
          throw error;
        }
      },
      refuse: (message) => refusal(panel, action, message),
      emptySuccess: () => success(panel, action, { writes: true }, undefined),
    };
  };

/** A parameter; only files have a name of their own, and come as bytes too. */
type Sent = Omit<Part, "bytes"> & Partial<Part>;

interface Read {
  parts: Sent[];
  fault?: ZonkvmRefusal;
}

function read(request: HttpRequest): Read {
  const contentType = request.headers["content-type"];
  if (request.method !== "POST" || request.query !== "") return { parts: [], fault: refused.unknownAction };
  try {
    if (request.mediaType === "application/x-www-form-urlencoded")
      return { parts: formFields(request.body).map(([name, text]) => ({ name, text })) };
    const boundary = typeof contentType === "string" ? boundaryOf(contentType) : undefined;
    if (request.mediaType === "multipart/form-data" && boundary !== undefined)
      return { parts: multipartParts(request.bytes, boundary) };
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    return { parts: [], fault: malformed(error.message) };
  }
  return { parts: [], fault: refused.missing };
}

/** All parameters by their names; a file is an object of its name and bytes. */
function tree(parts: Sent[]): Record<string, FormValue> {
  try {
    const plain = parts.filter(({ filename }) => filename === undefined);
    const files = parts.flatMap(({ name, filename, bytes }) =>
      filename === undefined ? [] : [[name, { filename, bytes: bytes ?? "" }] as const],
    );
    return {
      ...formTree(plain.map(({ name, text }): [string, string] => [name, text])),
      ...Object.fromEntries(files),
    };
  } catch (error) {
    if (error instanceof FormError) throw malformed(error.message);
    throw error;
  }
}

function carryOut(panel: ZonkvmPanel, form: Record<string, FormValue>, save: () => void): HttpReply {
  const { action, params } = authenticate(panel, form);
  const { operation, own } = operationOf(action, params);
  const settled = settle(panel);
  try {
    return success(panel, action, operation, operation.run(panel, own));
  } finally {
    if (settled || operation.writes) save();
  }
}
