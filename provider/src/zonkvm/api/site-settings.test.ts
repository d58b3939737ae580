import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LocalPanel } from "../../../test-support/zonkvm-panel";
import { describeOperations, describeUnsent, type Operation } from "../../../test-support/zonkvm-operations";
import { HostingClient } from "./hosting";

const panel = new LocalPanel();
beforeAll(() => panel.start());
afterAll(() => panel.stop());
beforeEach(() => {
  panel.reset();
});
const client = () => new HostingClient({ transport: panel.transport() });
const answer = (data: unknown) => {
  panel.answer = () => ({ code: 1, data });
};

const root = "/www/wwwroot/test";

const operations: Operation<HostingClient>[] = [
  [
    "hosting_get_index",
    (api) => api.getSiteSummary("1"),
    { name: "get_index", s: "get_index" },
    { siteName: "test.jhgf.gyhost.cn", index: "index.html,index.php", runPath: "/" },
    { siteName: "test.jhgf.gyhost.cn", indexFiles: ["index.html", "index.php"], runPath: "/" },
  ],
  [
    "hosting_get_dir_binding",
    (api) => api.getDirectoryBindings("1"),
    {},
    { binding: [], dirs: ["/a"] },
    { binding: [], dirs: ["/a"] },
  ],
  [
    "hosting_get_dir_user_ini_switch",
    (api) => api.getSwitches("1"),
    {},
    { userini: '{"open_basedir":1,"log_access":0,"password_access":0}' },
    { openBasedir: true, accessLog: false, passwordAccess: false },
  ],
  ["hosting_get_user_ini", (api) => api.getUserIni("1"), {}, { open_basedir: 1 }, { open_basedir: 1 }],
  ["hosting_set_dir_user_ini", (api) => api.setOpenBasedir("1", false), { status: "0" }],
  ["hosting_set_run_path", (api) => api.setRunPath("1", "/public"), { runPath: "/public" }],
  [
    "hosting_get_rewrite_list",
    (api) => api.listRewriteTemplates("1"),
    {},
    [
      { name: "thinkphp", title: "ThinkPHP" },
      { name: "ecshop", title: "ECShop" },
    ],
    [
      { name: "thinkphp", title: "ThinkPHP" },
      { name: "ecshop", title: "ECShop" },
    ],
  ],
  [
    "hosting_get_file_body",
    (api) => api.readRewriteFile("1", "wordpress", `${root}/.htaccess`),
    { rewrite: "wordpress", path: `${root}/.htaccess` },
    { data: "# rules\n" },
    { text: "# rules\n", data: { data: "# rules\n" } },
  ],
  [
    "hosting_save_file_body",
    (api) => api.saveRewriteFile("1", "wordpress", "# rules\n"),
    { file_type: "0", path: "wordpress", text: "# rules\n" },
  ],
  [
    "hosting_save_file_body",
    (api) => api.saveFile("1", `${root}/a.php`, ""),
    { file_type: "1", path: `${root}/a.php`, text: "" },
  ],
  [
    "hosting_web_get_index",
    (api) => api.getIndexFiles("1"),
    {},
    { index: "index.html,index.php" },
    ["index.html", "index.php"],
  ],
  [
    "hosting_web_set_index",
    (api) => api.setIndexFiles("1", ["index.html", "index.php", "default.html"]),
    { indexText: "index.html,index.php,default.html" },
  ],
];

describeOperations("how a site is served", panel, client, /_get_/, [], {
  action: "hosting_operate",
  id: "1",
  operations,
});

describe("the switches", () => {
  it.each([
    [{ userini: { open_basedir: "0", log_access: true } }, { openBasedir: false, accessLog: true }],
    [{ userini: "" }, {}],
    [[], {}],
    [null, {}],
  ])("may come as %j", async (data, ours) => {
    answer(data);
    expect(await client().getSwitches("1")).toEqual(ours);
  });
});

describe("the default files", () => {
  it.each([
    [{ index: ["a.html", "b.html"] }, ["a.html", "b.html"]],
    [{ index: "" }, []],
    [{}, []],
    ["", []],
    [undefined, []],
  ])("may come as %j", async (data, ours) => {
    answer(data);
    expect(await client().getIndexFiles("1")).toEqual(ours);
  });
});

describe("a file of rules", () => {
  it("is looked for by the panel where no path is given", async () => {
    await client().readRewriteFile("1", "/www/server/panel/vhost/rewrite/test.conf");
    expect(panel.seen[0]?.fields).toEqual({
      guid: "1",
      operate: "hosting_get_file_body",
      rewrite: "/www/server/panel/vhost/rewrite/test.conf",
    });
  });

  it("is read letter by letter, also where it is JSON", async () => {
    answer('{ "name": "shop" }\n');
    expect(await client().readRewriteFile("1", "composer.json")).toEqual({
      text: '{ "name": "shop" }\n',
      data: { name: "shop" },
    });
  });
});

describe.each(["getDirectoryBindings", "getUserIni"] as const)("%s", (method) => {
  it.each([[[]], [{}], [""], [null], [undefined]])("may answer %j", async (data) => {
    answer(data);
    expect(await client()[method]("1")).toEqual(data);
  });
});

describeUnsent<HostingClient>(panel, client, [
  ["a path out of the site", (api) => api.setRunPath("1", "/../etc")],
  ["half a path", (api) => api.setRunPath("1", "public")],
  ["no file", (api) => api.setIndexFiles("1", [])],
  ["two files in one", (api) => api.setIndexFiles("1", ["a.html,b.html"])],
  ["no rules", (api) => api.readRewriteFile("1", "")],
  ["an empty path", (api) => api.readRewriteFile("1", "wordpress", "")],
  ["rules with a path for a name", (api) => api.saveRewriteFile("1", "../wordpress", "")],
  ["a file without a path", (api) => api.saveFile("1", "a.php", "")],
]);
