import { FormError, formFields } from "../form";
import { answer, authenticate, refusal } from "./envelope";
import { inItsWay } from "./habits";
import { settle } from "./life";
import { operations } from "./operations";
import type { RstackPanel } from "./panel";
import { RstackRefusal } from "./refusal";
import type { HttpReply, HttpRequest, VendorCall, VendorFace } from "../vendor";

const path = "/api/v3";

const notFound: HttpReply = {
  status: 404,
  contentType: "text/html; charset=utf-8",
  body: "<!DOCTYPE html><html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>",
};

const secrets = new Set(["api_sign", "password", "password1", "password2", "vmpass"]);

/**
 * Reads requests as the controller does: a form in the body of a POST, or in the query of a GET.
 * @param save called after each request that changed something
 */
export const rstackFace =
  (panel: RstackPanel, save: () => void): VendorFace =>
  (request): VendorCall => {
    const { fields, fault } = request.path === path ? read(request) : { fields: [], fault: undefined };
    const form = Object.fromEntries(fields);
    const action = form.action ?? "";
    const inWords = (refused: RstackRefusal): string =>
      form.api_language === "chinese" ? refused.chinese : refused.english;
    return {
      action,
      subaction: `${action}/${form.subvaction ?? ""}`,
      params: Object.fromEntries(fields.map(([name, value]) => [name, secrets.has(name) ? "…" : value])),
      carryOut: () => {
        if (request.path !== path) return notFound;
        try {
          if (fault !== undefined) throw fault;
          return answer(carryOut(panel, form, save));
        } catch (error) {
          if (error instanceof RstackRefusal) return refusal(inWords(error));
          throw error;
        }
      },
      refuse: refusal,
      emptySuccess: () => answer(isListing(action, form.subvaction) ? "[]" : "0"),
    };
  };

const isListing = (action: string, subaction: string | undefined): boolean =>
  subaction === "list" || operations.get(action)?.queries === true;

interface Read {
  fields: [name: string, value: string][];
  fault: RstackRefusal | undefined;
}

function read(request: HttpRequest): Read {
  const isForm = request.mediaType === "application/x-www-form-urlencoded";
  const isPost = request.method === "POST" && isForm && request.query === "";
  if (!isPost && !(request.method === "GET" && request.body === ""))
    return { fields: [], fault: new RstackRefusal("invalid request", "请求方式错误") };
  try {
    const fields = formFields(isPost ? request.body : request.query);
    const twice = fields.find(([name], index) => fields.some(([other], at) => at < index && other === name));
    const fault =
      twice === undefined
        ? undefined
        : new RstackRefusal(`invalid parameter ${twice[0]}`, `参数错误${twice[0]}`);
    return { fields, fault };
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    return { fields: [], fault: new RstackRefusal("invalid request", "请求参数错误") };
  }
}

function carryOut(panel: RstackPanel, form: Record<string, string>, save: () => void): string {
  const { action, params } = authenticate(panel, form);
  const operation = operations.get(action);
  if (operation === undefined) throw new RstackRefusal("invalid action", "接口不存在");
  const settled = settle(panel);
  try {
    const body = operation.run(panel, params);
    return body === "" ? panel.manners.emptyRows : inItsWay(panel.habits, action, body);
  } finally {
    if (settled || operation.writes) save();
  }
}
