import { z } from "zod";
import { BareReply, type Generation } from "./operation";
import { operations } from "./operations";
import type { Proxy911Panel } from "./panel";
import { Proxy911Refusal } from "./refusal";
import type { HttpReply, HttpRequest, VendorCall, VendorFace } from "../vendor";

const prefix = "/api-gate-way/";

const json = (body: Record<string, unknown>): HttpReply => ({
  status: 200,
  contentType: "application/json; charset=utf-8",
  body: JSON.stringify(body),
});

const page = (status: number, title: string): HttpReply => ({
  status,
  contentType: "text/html; charset=utf-8",
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
});

function success(generation: Generation, data: unknown): HttpReply {
  if (data instanceof BareReply) return data.reply;
  if (generation === "older") return json({ code: 200, msg: "请求成功", data });
  return json({ code: 0, [generation === "newer" ? "message" : "msg"]: "操作成功", data });
}

function refusal(generation: Generation, error: Proxy911Refusal): HttpReply {
  const key = generation === "newer" ? "message" : "msg";
  return json({
    code: error.code,
    [key]: error.message,
    ...(error.code === 400 ? { errors: error.errors } : {}),
  });
}

const Listing = z.looseObject({
  list: z.array(z.unknown()).length(0),
  total_page: z.int().optional(),
  pagination: z.looseObject({ total: z.int(), total_pages: z.int() }).optional(),
});

/** The data as this vendor writes it: of a list without rows, as the manners say. */
function written({ manners }: Proxy911Panel, data: unknown): unknown {
  const listing = Listing.safeParse(data).data;
  if (listing === undefined) return data;
  const { total_page, pagination, ...rest } = listing;
  const pages = (said: number): number => (said === 0 ? manners.pagesOfNothing : said);
  return {
    ...rest,
    list: manners.emptyList,
    ...(total_page === undefined ? {} : { total_page: pages(total_page) }),
    ...(pagination === undefined
      ? {}
      : { pagination: { ...pagination, total_pages: pages(pagination.total_pages) } }),
  };
}

const Body = z.record(z.string(), z.unknown());

/** The parameters: of a GET in the query, of a POST in the body, but for the key; `undefined` when they cannot be read. */
function parametersOf(request: HttpRequest): Record<string, unknown> | undefined {
  const query = [...new URLSearchParams(request.query)];
  const fromQuery: Record<string, unknown> = Object.fromEntries(query);
  if (Object.keys(fromQuery).length < query.length) return undefined;
  if (request.method === "GET") return request.body === "" ? fromQuery : undefined;
  if (query.some(([name]) => name !== "app_key")) return undefined;
  try {
    const body = Body.safeParse(JSON.parse(request.body));
    return body.success ? { ...fromQuery, ...body.data } : undefined;
  } catch {
    return undefined;
  }
}

/** What of a parameter may be logged. */
function shown(name: string, value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (name === "app_key" || name === "password") return "…";
  return name === "accounts" ? text.replaceAll(/:[^,]*/g, ":…") : text;
}

/**
 * Reads requests as the vendor does.
 * @param save called after each request that changed something
 */
export const proxy911Face =
  (panel: Proxy911Panel, save: () => void): VendorFace =>
  (request): VendorCall => {
    const action = request.path.startsWith(prefix) ? request.path.slice(prefix.length) : "";
    const operation = operations.get(action);
    const params = parametersOf(request);
    const generation = operation?.generation ?? "older";
    return {
      action: operation === undefined ? "" : action,
      params: Object.fromEntries(
        Object.entries(params ?? {}).map(([name, value]) => [name, shown(name, value)]),
      ),
      carryOut: () => {
        if (operation === undefined) return page(404, "404 Not Found");
        if (operation.method !== request.method) return page(405, "405 Method Not Allowed");
        const settled = panel.settle();
        try {
          const data = operation.run(panel, admitted(panel, request, params));
          return success(generation, written(panel, data));
        } catch (error) {
          if (error instanceof Proxy911Refusal) return refusal(generation, error);
          throw error;
        } finally {
          if (settled || operation.writes) save();
        }
      },
      refuse: (message) => refusal(generation, new Proxy911Refusal(message)),
      emptySuccess: () => success(generation, null),
    };
  };

/**
 * Checks the key and gives the operation's own parameters.
 * @throws Proxy911Refusal
 */
function admitted(
  panel: Proxy911Panel,
  request: HttpRequest,
  params: Record<string, unknown> | undefined,
): Record<string, unknown> {
  if (params === undefined) throw new Proxy911Refusal("参数错误");
  if (request.method === "POST" && request.mediaType !== "application/json") {
    throw new Proxy911Refusal("参数错误", 400, { "Content-Type": "must be application/json" });
  }
  const { app_key: key, ...own } = params;
  if (key !== panel.state.appKey) throw new Proxy911Refusal("app_key无效", 3);
  const { blocked, user } = panel.state;
  if (blocked !== null) throw new Proxy911Refusal(blocked.message, blocked.code);
  if (!user.is_real_name && request.path !== `${prefix}whitelist-account/list`) {
    throw new Proxy911Refusal("账号未实名认证", 156);
  }
  return own;
}
