import { posix } from "node:path";
import { z } from "zod";
import * as files from "./file-tree";
import { bytesOf, textOf } from "../multipart";
import { anyText, integer, json, optional, text } from "./params";
import { malformed, ZonkvmRefusal } from "./refusal";
import { rootOf } from "./shown";
import { FileNode } from "./site";
import { siteCommand, siteQuery, type Place } from "./site-operation";

/* The file manager of a site. */

const OnePath = z.strictObject({ path: text });

/** Makes what is not there yet. */
function create(place: Place, path: string, node: FileNode): void {
  if (place.site.files[files.inside(place, path)] !== undefined) throw files.exists;
  files.put(place, path, node);
}

export const hostingCreateFile = siteCommand(OnePath, (place, { path }) => {
  create(place, path, { type: "file", bytes: "", at: place.panel.stamp() });
});

export const hostingCreateDir = siteCommand(OnePath, (place, { path }) => {
  create(place, path, { type: "dir", bytes: "", at: place.panel.stamp() });
});

/** The paths right below a directory. */
const children = (place: Place, directory: string): string[] =>
  Object.keys(place.site.files).filter((path) => posix.dirname(path) === directory);

export const hostingGetDirNew = siteQuery(OnePath, (place, { path }) =>
  children(place, files.directoryAt(place, path)).flatMap((child) => {
    const node = place.site.files[child];
    if (node === undefined) return [];
    const filename = posix.basename(child);
    return [{ filename, type: node.type, size: String(files.sizeOf(node)), modify_time: node.at }];
  }),
);

export const hostingGetDirSize = siteQuery(OnePath, (place, { path }) => {
  const nodes = files.treeAt(place, files.directoryAt(place, path)).map((one) => place.site.files[one]);
  const size = nodes.reduce((sum, node) => sum + (node?.type === "file" ? files.sizeOf(node) : 0), 0);
  return { size: String(size) };
});

/** What an archive holds: paths from the directory that it was made in. */
const Archive = z.record(z.string(), FileNode);

export const hostingZip = siteCommand(
  z.strictObject({ filename: text, path: text, z_type: z.enum(["zip", "tar.gz"]), dfile: text }),
  (place, { filename, path, z_type, dfile }) => {
    if (!dfile.endsWith(`.${z_type}`)) throw malformed("dfile");
    const source = files.below(place, path, filename);
    const inner = files
      .treeAt(place, source)
      .map((one) => [one.slice(posix.dirname(source).length), place.site.files[one]]);
    files.writeFile(place, dfile, bytesOf(JSON.stringify(Object.fromEntries(inner))));
  },
);

/** By the words of the document: `path` is where to, `dfile` the archive. */
export const hostingUnzip = siteCommand(
  z.strictObject({ path: text, dfile: text, password: anyText }),
  (place, { path, dfile }) => {
    const target = files.directoryAt(place, path);
    let entries: z.infer<typeof Archive>;
    try {
      entries = Archive.parse(JSON.parse(textOf(files.fileAt(place, dfile).bytes)));
    } catch (error) {
      if (error instanceof ZonkvmRefusal) throw error;
      throw new ZonkvmRefusal("不是有效的压缩包");
    }
    for (const [relative, node] of Object.entries(entries)) files.put(place, `${target}${relative}`, node);
  },
);

export const hostingDeleteFile = siteCommand(OnePath, (place, { path }) => {
  files.removeTree(place, path);
});

const names = json(z.array(text).min(1));

export const hostingSetBatchData = siteCommand(
  z.strictObject({ path: text, type: z.enum(["Delete", "Copy", "Cut"]), arr: names }),
  (place, { path, type, arr }) => {
    const paths = arr.map((name) => files.below(place, path, name));
    if (paths.some((one) => place.site.files[one] === undefined)) throw files.noFile;
    if (type !== "Delete") place.site.marked = { type: type === "Copy" ? "copy" : "cut", paths };
    else for (const one of paths) files.removeTree(place, one);
  },
);

/** Copies to a place, and takes away the original when it is cut. */
function paste(place: Place, type: "copy" | "cut", from: string, to: string): void {
  files.copyTree(place, from, to);
  if (type === "cut") files.removeTree(place, from);
}

export const hostingMvFile = siteCommand(
  z.strictObject({ sfile: text, dfile: text, rename: z.enum(["true", "false"]) }),
  (place, { sfile, dfile, rename }) => {
    const [from, to] = [files.inside(place, sfile), files.inside(place, dfile)];
    if (rename === "true" && posix.dirname(from) !== posix.dirname(to)) throw malformed("dfile");
    if (place.site.files[to] !== undefined) throw files.exists;
    paste(place, "cut", from, to);
  },
);

export const hostingCheckExistsFiles = siteQuery(
  z.strictObject({ contents_path: text, filename: optional(text) }),
  (place, { contents_path, filename }) =>
    children(place, files.directoryAt(place, contents_path))
      .map((path) => ({ filename: posix.basename(path) }))
      .filter((one) => filename === undefined || one.filename === filename),
);

const kind = z.enum(["copy", "cut"]);

/** @throws ZonkvmRefusal unless something was marked for this */
function marked({ site }: Place, type: "copy" | "cut"): string[] {
  if (site.marked?.type !== type) throw new ZonkvmRefusal("请先标记文件");
  return site.marked.paths;
}

export const hostingPasteFile = siteCommand(
  z.strictObject({ type: kind, sfile: text, dfile: text, isOverride: optional(z.enum(["true", "false"])) }),
  (place, { type, sfile, dfile, isOverride }) => {
    const source = files.inside(place, sfile);
    if (!marked(place, type).includes(source)) throw new ZonkvmRefusal("请先标记文件");
    const target = files.below(place, dfile, posix.basename(source));
    if (place.site.files[target] !== undefined && isOverride !== "true") return;
    paste(place, type, source, target);
  },
);

export const hostingBatchPaste = siteCommand(
  z.strictObject({ contents_path: text, type: kind, skip: anyText }),
  (place, { contents_path, type, skip }) => {
    const skipped = skip.split(",");
    for (const source of marked(place, type)) {
      const name = posix.basename(source);
      if (!skipped.includes(name)) paste(place, type, source, files.below(place, contents_path, name));
    }
    place.site.marked = null;
  },
);

/** The document names no directory: the site's own is meant. */
export const hostingUploadFilesExists = siteQuery(
  z.strictObject({ files: names }),
  (place, { files: asked }) =>
    asked.map((filename) => ({
      filename,
      exists: place.site.files[`${rootOf(place.hosting)}/${filename}`] !== undefined ? 1 : 0,
    })),
);

export const hostingUpload = siteCommand(
  z.strictObject({
    contents_path: text,
    start: integer(0, 1e9),
    file: z.object({ filename: z.string().regex(/^[^/\\]+$/), bytes: anyText }),
  }),
  (place, { contents_path, start, file }) => {
    const path = files.below(place, contents_path, file.filename);
    const before = start === 0 ? "" : files.fileAt(place, path).bytes;
    if (before.length !== start) throw malformed("start");
    files.writeFile(place, path, before + file.bytes);
  },
);
