import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZonkvmSandbox, type ZonkvmSandbox } from "./sandbox";
import { openSite } from "./caller";

let sandbox: ZonkvmSandbox;
let site: Awaited<ReturnType<typeof openSite>>;
beforeEach(async () => {
  sandbox = await startZonkvmSandbox({ openingSeconds: 0, busySeconds: 100 });
  site = await openSite(sandbox);
});
afterEach(() => sandbox.close());

describe("settings", () => {
  it("are there from the start and can be set", async () => {
    const switches = async () =>
      JSON.parse(
        ((await site.seen("hosting_get_dir_user_ini_switch")) as { userini: string }).userini,
      ) as unknown;
    expect(await switches()).toEqual({ open_basedir: 1, log_access: 0, password_access: 0 });
    await site.operate("hosting_set_dir_user_ini", { status: "0" });
    expect(await switches()).toMatchObject({ open_basedir: 0 });
    expect(await site.seen("hosting_get_user_ini")).toMatchObject({ open_basedir: 0 });
    await site.operate("hosting_set_run_path", { runPath: "/public" });
    await site.operate("hosting_web_set_index", { indexText: "default.html,index.php" });
    expect(await site.seen("hosting_web_get_index")).toEqual({ index: "default.html,index.php" });
    expect(await site.seen("hosting_get_index", { name: "get_index", s: "get_index" })).toMatchObject({
      runPath: "/public",
      index: "default.html,index.php",
    });
    expect(await site.said("hosting_set_run_path", { runPath: "/../etc" })).toBe("缺少必要参数（runPath）");
  });

  it("have built-in rewrite rules, which can be saved anew", async () => {
    expect(await site.seen("hosting_get_rewrite_list")).toContainEqual({ name: "laravel", title: "Laravel" });
    expect(await site.seen("hosting_get_file_body", { rewrite: "wordpress" })).toHaveProperty("data");
    await site.operate("hosting_save_file_body", { file_type: "0", path: "wordpress", text: "# mine" });
    expect(await site.seen("hosting_get_file_body", { rewrite: "wordpress" })).toMatchObject({
      data: "# mine",
    });
    expect(await site.said("hosting_get_file_body", { rewrite: "none" })).toBe("文件不存在");
  });
});

describe("files", () => {
  const root = "/www/wwwroot/web1";
  const list = async (path = root) =>
    ((await site.seen("hosting_get_dir_new", { path })) as { filename: string }[]).map(
      ({ filename }) => filename,
    );

  it("are made, read, moved and deleted inside the site only", async () => {
    expect(await list()).toEqual(["index.html"]);
    await site.operate("hosting_create_dir", { path: `${root}/public` });
    await site.operate("hosting_create_file", { path: `${root}/public/a.php` });
    expect(await site.said("hosting_create_file", { path: `${root}/public/a.php` })).toBe("文件或目录已存在");
    expect(await site.said("hosting_create_file", { path: `${root}/none/a.php` })).toBe("文件或目录不存在");
    expect(await site.said("hosting_create_file", { path: `${root}/../web2/a.php` })).toBe(
      "路径不在站点目录内",
    );
    await site.operate("hosting_save_file_body", {
      file_type: "1",
      path: `${root}/public/a.php`,
      text: "<?php",
    });
    expect(
      await site.seen("hosting_get_file_body", { rewrite: "a", path: `${root}/public/a.php` }),
    ).toMatchObject({
      data: "<?php",
    });
    expect(await site.seen("hosting_get_dir_size", { path: `${root}/public` })).toEqual({ size: "5" });
    const move = { sfile: `${root}/public/a.php`, dfile: `${root}/b.php` };
    expect(await site.said("hosting_mv_file", { ...move, rename: "true" })).toBe("缺少必要参数（dfile）");
    await site.operate("hosting_mv_file", { ...move, rename: "false" });
    expect(await list()).toEqual(["index.html", "public", "b.php"]);
    await site.operate("hosting_delete_file", { path: `${root}/public` });
    expect(await list()).toEqual(["index.html", "b.php"]);
    expect(await site.said("hosting_delete_file", { path: root })).toBe("站点目录不能删除");
    expect(await site.seen("hosting_check_exists_files", { contents_path: root, filename: "b.php" })).toEqual(
      [{ filename: "b.php" }],
    );
    expect(await site.seen("hosting_upload_files_exists", { files: '["b.php","c.php"]' })).toEqual([
      { filename: "b.php", exists: 1 },
      { filename: "c.php", exists: 0 },
    ]);
  });

  it("are marked first and pasted then", async () => {
    await site.operate("hosting_create_dir", { path: `${root}/to` });
    const paste = { type: "copy", sfile: `${root}/index.html`, dfile: `${root}/to` };
    expect(await site.said("hosting_paste_file", paste)).toBe("请先标记文件");
    await site.operate("hosting_set_batch_data", { path: root, type: "Copy", arr: '["index.html"]' });
    await site.operate("hosting_paste_file", paste);
    expect(await list(`${root}/to`)).toEqual(["index.html"]);
    await site.operate("hosting_create_dir", { path: `${root}/more` });
    await site.operate("hosting_set_batch_data", { path: root, type: "Cut", arr: '["index.html","to"]' });
    await site.operate("hosting_batch_paste", {
      contents_path: `${root}/more`,
      type: "cut",
      skip: "index.html",
    });
    expect(await list()).toEqual(["index.html", "more"]);
    expect(await list(`${root}/more/to`)).toEqual(["index.html"]);
    await site.operate("hosting_set_batch_data", { path: root, type: "Delete", arr: '["more"]' });
    expect(await list()).toEqual(["index.html"]);
    expect(await site.said("hosting_set_batch_data", { path: root, type: "delete", arr: '["x"]' })).toBe(
      "缺少必要参数（type）",
    );
  });

  it("are packed and unpacked", async () => {
    await site.operate("hosting_create_dir", { path: `${root}/src` });
    await site.operate("hosting_create_file", { path: `${root}/src/a.php` });
    const pack = { filename: "src", path: root, z_type: "zip", dfile: `${root}/src.zip` };
    expect(await site.said("hosting_zip", { ...pack, z_type: "tar.gz" })).toBe("缺少必要参数（dfile）");
    await site.operate("hosting_zip", pack);
    await site.operate("hosting_delete_file", { path: `${root}/src` });
    await site.operate("hosting_unzip", { path: root, dfile: `${root}/src.zip`, password: "" });
    expect(await list(`${root}/src`)).toEqual(["a.php"]);
    expect(await site.said("hosting_unzip", { path: root, dfile: `${root}/index.html`, password: "" })).toBe(
      "不是有效的压缩包",
    );
  });

  it("are uploaded in chunks, as multipart", async () => {
    const upload = async (text: string, start: number): Promise<unknown> => {
      const body = new FormData();
      const fields = {
        appid: sandbox.appId,
        appkey: sandbox.appKey,
        action: "hosting_operate",
        guid: site.guid,
        operate: "hosting_upload",
        contents_path: root,
        start: String(start),
      };
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      body.append("file", new Blob([text]), "a.txt");
      return (await fetch(`${sandbox.url}/api/same/index`, { method: "POST", body })).json();
    };
    expect(await upload("hello ", 0)).toMatchObject({ code: 1 });
    expect(await upload("world", 5)).toMatchObject({ code: 0, msg: "缺少必要参数（start）" });
    expect(await upload("world", 6)).toMatchObject({ code: 1 });
    expect(await site.seen("hosting_get_file_body", { rewrite: "a", path: `${root}/a.txt` })).toMatchObject({
      data: "hello world",
    });
  });
});
