import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LocalPanel, appId, appKey, partsOf } from "../../../test-support/zonkvm-panel";
import { describeOperations, describeUnsent, type Operation } from "../../../test-support/zonkvm-operations";
import { RefusedError, UnknownOutcomeError } from "../../core/errors";
import { redact } from "../../core/redact";
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
  ["hosting_create_file", (api) => api.createFile("1", `${root}/index.html`), { path: `${root}/index.html` }],
  ["hosting_create_dir", (api) => api.createDirectory("1", `${root}/newdir`), { path: `${root}/newdir` }],
  [
    "hosting_get_dir_new",
    (api) => api.listDirectory("1", root),
    { path: root },
    [
      { filename: "index.php", type: "file", size: "1024", modify_time: "2024-01-01 00:00:00" },
      { filename: "public", type: "dir", size: "4096", modify_time: "2024-01-01 00:00:00" },
    ],
    [
      { name: "index.php", kind: "file", sizeBytes: 1024, changedAt: "2024-01-01T00:00:00+08:00" },
      { name: "public", kind: "directory", sizeBytes: 4096, changedAt: "2024-01-01T00:00:00+08:00" },
    ],
  ],
  [
    "hosting_get_dir_size",
    (api) => api.getDirectorySize("1", root),
    { path: root },
    { size: "5120" },
    { sizeBytes: 5120, data: { size: "5120" } },
  ],
  [
    "hosting_zip",
    (api) =>
      api.pack("1", { directory: root, name: "public", format: "tar.gz", archive: `${root}/a.tar.gz` }),
    { filename: "public", path: root, z_type: "tar.gz", dfile: `${root}/a.tar.gz` },
  ],
  [
    "hosting_unzip",
    (api) => api.unpack("1", { archive: `${root}/a.zip`, directory: root }),
    { path: root, dfile: `${root}/a.zip`, password: "" },
  ],
  ["hosting_delete_file", (api) => api.deleteFile("1", `${root}/a.zip`), { path: `${root}/a.zip` }],
  [
    "hosting_set_batch_data",
    (api) => api.deleteFiles("1", root, ["file1.txt", "dir1"]),
    { path: root, type: "Delete", arr: '["file1.txt","dir1"]' },
  ],
  [
    "hosting_set_batch_data",
    (api) => api.markFiles("1", "copy", root, ["file1.txt"]),
    { path: root, type: "Copy", arr: '["file1.txt"]' },
  ],
  [
    "hosting_set_batch_data",
    (api) => api.markFiles("1", "cut", root, ["file1.txt"]),
    { path: root, type: "Cut", arr: '["file1.txt"]' },
  ],
  [
    "hosting_mv_file",
    (api) => api.moveFile("1", `${root}/a`, `${root}/public/b`),
    { sfile: `${root}/a`, dfile: `${root}/public/b`, rename: "false" },
  ],
  [
    "hosting_mv_file",
    (api) => api.renameFile("1", `${root}/a`, `${root}/b`),
    { sfile: `${root}/a`, dfile: `${root}/b`, rename: "true" },
  ],
  [
    "hosting_check_exists_files",
    (api) => api.checkFiles("1", root, "a.txt"),
    { contents_path: root, filename: "a.txt" },
    [{ filename: "a.txt" }],
    [{ filename: "a.txt" }],
  ],
  [
    "hosting_paste_file",
    (api) => api.pasteFile("1", "cut", { source: `${root}/a`, directory: `${root}/public`, overwrite: true }),
    { type: "cut", sfile: `${root}/a`, dfile: `${root}/public`, isOverride: "true" },
  ],
  [
    "hosting_batch_paste",
    (api) => api.pasteMarkedFiles("1", "copy", `${root}/public`, ["a", "b"]),
    { contents_path: `${root}/public`, type: "copy", skip: "a,b" },
  ],
  [
    "hosting_upload_files_exists",
    (api) => api.checkUploads("1", ["file1.zip", "file2.zip"]),
    { files: '["file1.zip","file2.zip"]' },
    [],
    [],
  ],
];

describeOperations("files", panel, client, /_get_|_exists/, [], {
  action: "hosting_operate",
  id: "1",
  operations,
});

describe("files", () => {
  it("are deleted by the vendor's words, byte for byte", async () => {
    await client().deleteFiles("1", root, ["file1.txt", "dir1"]);
    expect(panel.seen[0]?.body).toBe(
      "appid=10001&appkey=EXAMPLE-key%2F42%2B%3D&action=hosting_operate&guid=1&operate=hosting_set_batch_data&path=%2Fwww%2Fwwwroot%2Ftest&type=Delete&arr=%5B%22file1.txt%22%2C%22dir1%22%5D",
    );
  });

  it("are named in PHP's brackets where that is set", async () => {
    const api = new HostingClient({ transport: panel.transport({ encoding: "brackets" }) });
    await api.checkUploads("1", ["a", "b"]);
    expect(panel.seen[0]?.fields).toMatchObject({ "files[0]": "a", "files[1]": "b" });
  });

  it("are asked for without what nobody asked for", async () => {
    const pasted = { source: `${root}/a`, directory: root };
    await client().checkFiles("1", root);
    await client().pasteFile("1", "copy", pasted);
    await client().pasteFile("1", "copy", { ...pasted, overwrite: false });
    await client().pasteMarkedFiles("1", "copy", root);
    expect(panel.seen.map(({ fields: { guid: _id, operate: _what, ...fields } }) => fields)).toEqual([
      { contents_path: root },
      { type: "copy", sfile: `${root}/a`, dfile: root },
      { type: "copy", sfile: `${root}/a`, dfile: root, isOverride: "false" },
      { contents_path: root, type: "copy", skip: "" },
    ]);
  });

  it("may be on Windows", async () => {
    await client().renameFile("1", "D:\\wwwroot\\a", "D:\\wwwroot\\b");
    await client().deleteFile("1", "D:/wwwroot/a");
    expect(panel.seen).toHaveLength(2);
  });

  it("are unpacked without their password in any words", async () => {
    await client().unpack("1", { archive: `${root}/a.zip`, directory: root, password: "Pw-zip-secret" });
    expect(panel.seen[0]?.fields).toMatchObject({ password: "Pw-zip-secret" });
    expect(redact("Pw-zip-secret")).toBe("[secret]");
  });

  it.each([[[]], [{}], [""], [null], [undefined], ["[]"]])("may be none: %j", async (data) => {
    answer(data);
    expect(await client().listDirectory("1", root)).toEqual([]);
  });

  it("may be told of in other ways", async () => {
    answer({ "0": { filename: "a", type: "link", size: 3 }, "1": { filename: "b" } });
    expect(await client().listDirectory("1", root)).toEqual([
      { name: "a", kind: "unknown", sizeBytes: 3 },
      { name: "b" },
    ]);
  });
});

describe("the size of a directory", () => {
  it.each([
    [5120, { sizeBytes: 5120, data: 5120 }],
    ["5120", { sizeBytes: 5120, data: "5120" }],
    [{ size: 5120 }, { sizeBytes: 5120, data: { size: 5120 } }],
    [{ size: "5 KB" }, { data: { size: "5 KB" } }],
    [[], { data: [] }],
    [null, { data: null }],
    ["", { data: "" }],
  ])("may come as %j", async (data, ours) => {
    answer(data);
    expect(await client().getDirectorySize("1", root)).toEqual(ours);
  });
});

describe("an upload", () => {
  const content = Buffer.from([0, 1, 255, 13, 10, 45, 45]);

  it("is a form with the file in it", async () => {
    await client().uploadFile("1", { directory: root, name: "a.txt", content });
    const [seen] = panel.seen;
    expect(panel.seen).toHaveLength(1);
    expect(seen?.type).toMatch(/^multipart\/form-data; boundary=/);
    const parts = partsOf(seen?.bytes ?? Buffer.of(), seen?.type ?? "");
    expect([...parts].map(([name, part]) => [name, part.fileName ?? part.content.toString()])).toEqual([
      ["appid", appId],
      ["appkey", appKey],
      ["action", "hosting_operate"],
      ["guid", "1"],
      ["operate", "hosting_upload"],
      ["contents_path", root],
      ["start", "0"],
      ["file", "a.txt"],
    ]);
    expect(parts.get("file")?.content).toEqual(content);
  });

  it("may be the next part of a file", async () => {
    await client().uploadFile("1", { directory: root, name: "新.txt", content, start: 7 });
    const parts = partsOf(panel.seen[0]?.bytes ?? Buffer.of(), panel.seen[0]?.type ?? "");
    expect(parts.get("start")?.content.toString()).toBe("7");
    expect(parts.get("file")?.fileName).toBe("新.txt");
  });

  it("is sent once, whatever comes", async () => {
    const send = () => client().uploadFile("1", { directory: root, name: "a.txt", content });
    panel.answer = () => "cut off";
    await expect(send()).rejects.toThrow(UnknownOutcomeError);
    expect(panel.seen).toHaveLength(1);
    panel.answer = () => ({ code: 0, msg: "缺少必要参数" });
    await expect(send()).rejects.toThrow(RefusedError);
    for (const data of [undefined, null, "", [], {}, { unexpected: [1] }]) {
      answer(data);
      await expect(send()).resolves.toBeUndefined();
    }
  });
});

describe.each<[string, (api: HostingClient) => Promise<unknown>]>([
  ["checkFiles", (api) => api.checkFiles("1", root)],
  ["checkUploads", (api) => api.checkUploads("1", ["a"])],
])("%s", (_what, call) => {
  it.each([[[]], [{}], [""], [null], [undefined]])("may answer %j", async (data) => {
    answer(data);
    expect(await call(client())).toEqual(data);
  });
});

describeUnsent<HostingClient>(panel, client, [
  ["no path", (api) => api.deleteFile("1", "")],
  ["half a path", (api) => api.deleteFile("1", "public")],
  ["a path that leads elsewhere", (api) => api.deleteFile("1", `${root}/../other`)],
  ["a path that leads elsewhere on Windows", (api) => api.deleteFile("1", "D:\\wwwroot\\..\\other")],
  ["no files", (api) => api.deleteFiles("1", root, [])],
  ["the directory itself", (api) => api.deleteFiles("1", root, [""])],
  ["the directory itself again", (api) => api.deleteFiles("1", root, ["a", "."])],
  ["the directory above", (api) => api.deleteFiles("1", root, [".."])],
  ["a file elsewhere", (api) => api.markFiles("1", "cut", root, ["../a"])],
  ["a name that moves", (api) => api.renameFile("1", `${root}/a`, `${root}/public/a`)],
  ["two names in one", (api) => api.pasteMarkedFiles("1", "cut", root, ["a,b"])],
  ["a format of nothing", (api) => api.pack("1", { directory: root, name: "a", format: "", archive: "/a" })],
  ["a file of no name", (api) => api.uploadFile("1", { directory: root, name: "", content: Buffer.of() })],
  [
    "a part before the beginning",
    (api) => api.uploadFile("1", { directory: root, name: "a", content: Buffer.of(), start: -1 }),
  ],
  ["a prefixed id", (api) => api.deleteFile("hosting_1", root)],
]);
