import { FormError, formFields, formTree } from "../form";
import type { HttpReply, HttpRequest, VendorCall, VendorFace } from "../vendor";
import { authenticate, refusal, success } from "./envelope";
import { settle } from "./life";
import type { Operation } from "./operation";
import { operations } from "./operations";
import type { ZkeysPanel } from "./panel";
import { Refusal } from "./refusal";

const notFound: HttpReply = {
  status: 404,
  contentType: "text/html; charset=utf-8",
  body: "<!DOCTYPE html><html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>",
};

/**
 * Reads requests as the panel does.
 * @param save called after each request that changed something
 */
export const zkeysFace =
  (panel: ZkeysPanel, save: () => void): VendorFace =>
  (request): VendorCall => {
    const fields = request.path === "/api" ? readable(request.body) : [];
    const action = fields.find(([name]) => name === "action")?.[1] ?? "";
    const operation = operations.get(action);
    return {
      action,
      params: Object.fromEntries(fields.map(([name, value]) => [name, isSecret(name) ? "…" : value])),
      carryOut: () => {
        if (request.path !== "/api") return notFound;
        try {
          return success(carryOut(panel, request, operation, save), operation);
        } catch (error) {
          if (error instanceof Refusal) return refusal(error.message, operation);
          if (error instanceof FormError) return refusal(`参数错误：${error.message}`, operation);
          throw error;
        }
      },
      refuse: (message) => refusal(message, operation),
      emptySuccess: () => success([], operation),
    };
  };

const isSecret = (name: string): boolean =>
  name === "sign" || name === "loginPassword" || name.startsWith("auth_");

function readable(body: string): [name: string, value: string][] {
  try {
    return formFields(body);
  } catch {
    return [];
  }
}

function carryOut(
  panel: ZkeysPanel,
  request: HttpRequest,
  operation: Operation | undefined,
  save: () => void,
): unknown {
  if (request.method !== "POST" || request.query !== "") throw new Refusal("请求方式错误");
  if (request.mediaType !== "application/x-www-form-urlencoded") throw new Refusal("Content-Type错误");
  const caller = authenticate(panel, formTree(formFields(request.body)));
  if (operation?.module !== caller.module) throw new Refusal("接口不存在");
  const settled = settle(panel);
  try {
    return operation.run(panel, caller.params);
  } finally {
    if (settled || operation.writes) save();
  }
}
