import { z } from "zod";
import { fileAt, writeFile } from "./file-tree";
import { bytesOf, textOf } from "../multipart";
import { anyText, integer, optional, text } from "./params";
import { ZonkvmRefusal } from "./refusal";
import { Nothing, siteCommand, siteQuery } from "./site-operation";

/* The site's directories, rewrite rules and default files. */

export const hostingGetDirBinding = siteQuery(Nothing, ({ site }) => ({
  binding: [],
  dirs: Object.entries(site.files)
    .filter(([, node]) => node.type === "dir")
    .map(([path]) => path),
}));

const switches = (openBasedir: number) => ({ open_basedir: openBasedir, log_access: 0, password_access: 0 });

export const hostingGetDirUserIniSwitch = siteQuery(
  Nothing,
  ({ site }) => ({ userini: JSON.stringify(switches(site.openBasedir)) }),
  "获取成功",
);

export const hostingGetUserIni = siteQuery(Nothing, ({ site, hosting }) => ({
  ...switches(site.openBasedir),
  runPath: { runPath: site.runPath, dirs: ["/"] },
  userini: site.openBasedir === 1 ? `open_basedir=/www/wwwroot/${hosting.ftpName}/:/tmp/` : "",
}));

export const hostingSetDirUserIni = siteCommand(
  z.strictObject({ status: integer(0, 1) }),
  ({ site }, { status }) => {
    site.openBasedir = status;
  },
);

export const hostingSetRunPath = siteCommand(
  z.strictObject({ runPath: z.string().regex(/^\/(?!.*\.\.)\S*$/) }),
  ({ site }, { runPath }) => {
    site.runPath = runPath;
  },
);

const templates: ReadonlyMap<string, { title: string; text: string }> = new Map(
  Object.entries({
    thinkphp: { title: "ThinkPHP", text: "location / { rewrite ^(.*)$ /index.php?s=$1 last; }" },
    laravel: {
      title: "Laravel",
      text: "location / { try_files $uri $uri/ /index.php$is_args$query_string; }",
    },
    wordpress: { title: "WordPress", text: "location / { try_files $uri $uri/ /index.php?$args; }" },
    ecshop: { title: "ECShop", text: 'rewrite "^/index\\.html" /index.php last;' },
  }),
);

export const hostingGetRewriteList = siteQuery(Nothing, () =>
  [...templates].map(([name, { title }]) => ({ name, title })),
);

/** Where a rule's own text is kept among the saved ones; the site's redirects have theirs there too. */
const rewriteKey = (name: string): string => `rewrite/${name.replace(/^.*\//, "").replace(/\.conf$/, "")}`;

export const hostingGetFileBody = siteQuery(
  z.strictObject({ rewrite: text, path: optional(text) }),
  (place, { rewrite, path }) => {
    const { site } = place;
    if (path !== undefined) return { data: textOf(fileAt(place, path).bytes), status: true };
    const own = site.ruleFiles[rewriteKey(rewrite)];
    const file = site.files[rewrite];
    const body = own ?? templates.get(rewrite)?.text ?? (file && textOf(file.bytes));
    if (body === undefined) throw new ZonkvmRefusal("文件不存在");
    return { data: body, status: true };
  },
);

export const hostingSaveFileBody = siteCommand(
  z.strictObject({ file_type: integer(0, 1), path: text, text: anyText }),
  (place, { file_type, path, text: body }) => {
    if (file_type === 0) place.site.ruleFiles[rewriteKey(path)] = body;
    else writeFile(place, path, bytesOf(body));
  },
);

export const hostingWebGetIndex = siteQuery(Nothing, ({ site }) => ({ index: site.index }));

export const hostingWebSetIndex = siteCommand(
  z.strictObject({ indexText: z.string().regex(/^[\w-]+\.\w+(,[\w-]+\.\w+)*$/) }),
  ({ site }, { indexText }) => {
    site.index = indexText;
  },
);
