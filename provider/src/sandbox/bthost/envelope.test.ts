import { createHash } from "node:crypto";
import { get as httpGet } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { build, call, dataOf, headers, info, post, refused, signed, statusOf, type Form } from "./caller";
import { startBthostSandbox, type BthostSandbox } from "./sandbox";

let sandbox: BthostSandbox;
beforeEach(async () => {
  sandbox = await startBthostSandbox();
});
afterEach(() => sandbox.close());

const now = (): number => Math.floor(Date.now() / 1000);
const said = async (query: string, action = "index", form: Form = {}): Promise<unknown> =>
  ((await (await post(sandbox, action, query, form)).json()) as { msg: unknown }).msg;
const get = (path: string, more: Record<string, string> = {}): Promise<Response> =>
  fetch(`${sandbox.url}/${path}`, { headers: { ...headers, ...more } });

describe("the signature", () => {
  it("is that of the worked examples", async () => {
    const old = await startBthostSandbox({ accessToken: "55744dsadasd", signatureSeconds: 1e9 });
    const query = "time=1598500617&random=SPZJoB&signature=8497697B8638E6349A10E416D898BD46";
    const reply = await post(old, "host_info", query, { id: "67" });
    expect(await reply.json()).toMatchObject({ code: 0, msg: "主机不存在" });
    old.panel.setToken("0VWx31Gd2kc5");
    const second = "time=1598500617&random=1804289383&signature=FE284378012D6B7D7F799CFD9B6B1998";
    expect(await (await post(old, "index", second)).json()).toMatchObject({ code: 1, data: null });
    await old.close();
  });

  it("may stand in the body, which wins", async () => {
    const good = Object.fromEntries(new URLSearchParams(signed(sandbox)));
    expect(await said("", "index", good)).toBe("请求成功");
    expect(await said(signed(sandbox), "index", { ...good, signature: "X" })).toBe("签名错误");
  });

  it.each<[string, (query: URLSearchParams) => void]>([
    [
      "none",
      (query) => {
        query.delete("signature");
      },
    ],
    [
      "no random text",
      (query) => {
        query.delete("random");
      },
    ],
    [
      "an empty random text",
      (query) => {
        query.set("random", "");
      },
    ],
    [
      "no time",
      (query) => {
        query.delete("time");
      },
    ],
    [
      "lower case",
      (query) => {
        query.set("signature", query.get("signature")?.toLowerCase() ?? "");
      },
    ],
    [
      "another random text",
      (query) => {
        query.set("random", "other");
      },
    ],
  ])("is wrong with %s", async (_, spoil) => {
    const query = new URLSearchParams(signed(sandbox));
    spoil(query);
    expect(await said(query.toString())).toBe("签名错误");
  });

  it("sorts by bytes, and takes the names for nothing", async () => {
    const time = String(now());
    const random = "Zz9";
    const byName = createHash("md5").update(`${random}${sandbox.accessToken}${time}`).digest("hex");
    expect(await said(`time=${time}&random=${random}&signature=${byName.toUpperCase()}`)).toBe("签名错误");
    expect(await said(signed(sandbox, time, random))).toBe("请求成功");
  });

  it("is too old after ten seconds by the installation's clock; a later one is accepted, unless it is not", async () => {
    expect(await said(signed(sandbox, String(now() - 60)))).toBe("签名过期");
    expect(await said(signed(sandbox, String(now() + 3600)))).toBe("请求成功");
    sandbox.panel.setClockSkew(60);
    expect(await said(signed(sandbox))).toBe("签名过期");
    sandbox.panel.setClockSkew(-60);
    const reply = await call(sandbox, "index");
    expect(Math.abs(Number(reply.time) - (now() - 60))).toBeLessThan(10);
    sandbox.panel.setHabits({ acceptsFuture: false });
    expect(await said(signed(sandbox))).toBe("签名过期");
    sandbox.panel.setHabits({ release: "1.2.0" });
    expect(await said(signed(sandbox))).toBe("签名错误");
  });

  it("does not mind a clock that tests move on, nor being used twice", async () => {
    sandbox.clock.advance({ days: 30 });
    const query = signed(sandbox);
    expect(await said(query)).toBe("请求成功");
    expect(await said(query, "host_list")).toBe("请求成功");
  });

  it("is not asked of a browser that logs in", async () => {
    const login = (form: Form): Promise<Response> =>
      fetch(`${sandbox.url}/host_login`, {
        method: "POST",
        headers,
        body: new URLSearchParams(form),
        redirect: "manual",
      });
    const good = { account: "admin", password: "Admin-Password-1" };
    expect((await login(good)).status).toBe(302);
    expect(await (await login({ ...good, id: "99" })).json()).toMatchObject({ code: 0, data: "/" });
    expect(await (await login({ ...good, password: "wrong-one" })).json()).toMatchObject({
      msg: "Password is incorrect",
    });
  });

  it("comes before the list of callers", async () => {
    sandbox.panel.block("非白名单IP不允许请求");
    expect(await said("")).toBe("签名错误");
    expect(await said(signed(sandbox))).toBe("非白名单IP不允许请求");
  });
});

describe("the way of a request", () => {
  it("is GET or POST for what has no parameters, and POST for the rest", async () => {
    const id = (await build(sandbox)).site.id;
    expect(await (await get(`plans_list?${signed(sandbox)}`)).json()).toMatchObject({ code: 1 });
    expect(await (await get(`host_info?id=${id}&${signed(sandbox)}`)).json()).toMatchObject({
      code: 0,
      msg: "错误的请求",
    });
    expect(await (await get(`host_list?user_id=77&${signed(sandbox)}`)).json()).toMatchObject({ data: [] });
  });

  it("is any of three encodings", async () => {
    const { id } = (await build(sandbox)).site;
    const url = `${sandbox.url}/host_info?${signed(sandbox)}`;
    const parts = new FormData();
    parts.set("id", id);
    expect(await (await fetch(url, { method: "POST", headers, body: parts })).json()).toMatchObject({
      code: 1,
    });
    const json = { ...headers, "Content-Type": "application/json" };
    const reply = await fetch(url, {
      method: "POST",
      headers: json,
      body: JSON.stringify({ id: Number(id) }),
    });
    expect(await reply.json()).toMatchObject({ code: 1, data: { id: Number(id) } });
  });

  it("fails before anything with the language that Node's fetch sends by itself", async () => {
    const reply = await fetch(`${sandbox.url}/index?${signed(sandbox)}`, { headers: {} });
    expect([reply.status, reply.headers.get("content-type")]).toEqual([500, "text/html; charset=utf-8"]);
    const english = await get(`index?${signed(sandbox, "1")}`, { "Accept-Language": "en" });
    expect(await english.json()).toMatchObject({ msg: "Signature expired" });
  });

  it("needs no language", async () => {
    const status = await new Promise((resolve, reject) => {
      httpGet(`${sandbox.url}/index?${signed(sandbox)}`, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      }).on("error", reject);
    });
    expect(status).toBe(200);
  });

  it("is refused without a word when it comes from another site's page", async () => {
    const reply = await get(`index?${signed(sandbox)}`, { Origin: "http://elsewhere.example" });
    expect([reply.status, await reply.text()]).toEqual([403, ""]);
    const own = await get(`index?${signed(sandbox)}`, { Origin: "http://127.0.0.1:1" });
    expect(own.status).toBe(200);
  });

  it("is answered by a page when the licence fails, and it does not say that a program asks", async () => {
    sandbox.panel.setHabits({ licence: "failed" });
    expect(await call(sandbox, "index")).toMatchObject({ code: 0, msg: "授权验证失败" });
    const plain = await fetch(`${sandbox.url}/index?${signed(sandbox)}`, {
      headers: { "Accept-Language": "zh-CN" },
    });
    expect([plain.status, await plain.text()]).toEqual([200, expect.stringContaining("<html>")]);
  });

  it("is misread where it has names that the framework takes for itself", async () => {
    const script = await get(`index?callback=run&${signed(sandbox)}`);
    expect(await script.text()).toMatch(/^run\(\{"code":1.*\}\);$/);
    expect((await get(`index?s=/other&${signed(sandbox)}`)).status).toBe(404);
    expect(await statusOf(sandbox, "index", { _method: "PATCH" })).toBe(500);
    const english = await get(`index?lang=en&${signed(sandbox, "1")}`);
    expect(await english.json()).toMatchObject({ msg: "Signature expired" });
  });

  it("to an operation that there is not is a page, or JSON", async () => {
    expect(await (await post(sandbox, "host_delete", signed(sandbox))).text()).toContain("<html>");
    sandbox.panel.setHabits({ crashes: "json" });
    const reply = await post(sandbox, "host_delete", signed(sandbox));
    expect([reply.status, await reply.json()]).toMatchObject([404, { code: 404, msg: "An error occurred" }]);
    expect((await fetch(sandbox.url.replace("vhost", "other"), { headers })).status).toBe(404);
  });
});

describe("a value", () => {
  it("is trimmed, freed of tags and escaped; a word of a query gets a blank", async () => {
    const id = (await build(sandbox)).site.id;
    const keep = async (text: string): Promise<unknown> => {
      await dataOf(sandbox, "host_notice", { id, text });
      return (await info(sandbox, id)).notice;
    };
    expect(await keep("  a <b>bold</b> & \"so\" 'on'  ")).toBe("a bold &amp; &quot;so&quot; 'on'");
    expect(await keep("1 < 2 <cut")).toBe("1 &lt; 2 ");
    expect(await keep("Like")).toBe("Like ");
    expect(await keep("likes")).toBe("likes");
    sandbox.panel.setHabits({ escapesApostrophes: true });
    expect(await keep("it's")).toBe("it&#039;s");
  });

  it("is cast where a number belongs", async () => {
    const id = (await build(sandbox)).site.id;
    expect(await dataOf(sandbox, "host_info", { id: `${id}abc` })).toMatchObject({ id: Number(id) });
    expect(await refused(sandbox, "host_info", { id: "abc" })).toBe("错误的请求");
    expect(await statusOf(sandbox, "host_build", { "endtime[a]": "2037-01-01", plans_id: "1" })).toBe(500);
  });
});

describe("the log", () => {
  it("has every request without its secrets, and counts what changes something", async () => {
    await build(sandbox);
    await dataOf(sandbox, "user_create", { username: "someone", password: "Secret-1" });
    await dataOf(sandbox, "user_edit", { user_id: "2", "info[password]": "Secret-2" });
    await call(sandbox, "index");
    const text = JSON.stringify(sandbox.requests);
    expect(text).not.toMatch(/Secret-|[0-9A-F]{32}/);
    expect(sandbox.requests[0]).toMatchObject({
      action: "host_build",
      params: { username: "web1" },
      status: 200,
    });
    expect([sandbox.count(), sandbox.writes(), sandbox.count("index")]).toEqual([4, 3, 1]);
  });
});
