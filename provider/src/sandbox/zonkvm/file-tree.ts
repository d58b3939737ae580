import { posix } from "node:path";
import { ZonkvmRefusal } from "./refusal";
import { rootOf } from "./shown";
import type { FileNode } from "./site";
import type { Place } from "./site-operation";

/* The files of a site: full path → file or directory. Nothing outside the site's directory can be reached. */

export const noFile = new ZonkvmRefusal("文件或目录不存在");
export const exists = new ZonkvmRefusal("文件或目录已存在");

/** @throws ZonkvmRefusal for a path that is not in the site's directory */
export function inside({ hosting }: Place, path: string): string {
  const [root, clean] = [rootOf(hosting), posix.normalize(path).replace(/(?<=.)\/$/, "")];
  if (clean !== root && !clean.startsWith(`${root}/`)) throw new ZonkvmRefusal("路径不在站点目录内");
  return clean;
}

/** A path below a directory of the site; the name may not lead out of it. */
export const below = (place: Place, directory: string, name: string): string =>
  inside(place, `${directoryAt(place, directory)}/${name}`);

/** @throws ZonkvmRefusal unless there is such a file */
export function fileAt(place: Place, path: string): FileNode {
  const node = place.site.files[inside(place, path)];
  if (node?.type !== "file") throw noFile;
  return node;
}

/** @returns the path as it is kept */
export function directoryAt(place: Place, path: string): string {
  const clean = inside(place, path);
  if (place.site.files[clean]?.type !== "dir") throw noFile;
  return clean;
}

/** Makes a file or directory whose directory is there, or a file anew. */
export function writeFile(place: Place, path: string, bytes: string): void {
  put(place, path, { type: "file", bytes, at: place.panel.stamp() });
}

export function put(place: Place, path: string, node: FileNode): void {
  const clean = inside(place, path);
  directoryAt(place, posix.dirname(clean));
  if (place.site.files[clean] !== undefined && place.site.files[clean].type !== node.type) throw exists;
  place.site.files[clean] = node;
}

/** The paths of a file, or of a directory and everything in it, in order. */
export function treeAt(place: Place, path: string): string[] {
  const clean = inside(place, path);
  if (place.site.files[clean] === undefined) throw noFile;
  return Object.keys(place.site.files)
    .filter((one) => one === clean || one.startsWith(`${clean}/`))
    .sort();
}

/** @throws ZonkvmRefusal for the site's directory itself */
export function removeTree(place: Place, path: string): void {
  const gone = new Set(treeAt(place, path));
  if (gone.has(rootOf(place.hosting))) throw new ZonkvmRefusal("站点目录不能删除");
  place.site.files = Object.fromEntries(Object.entries(place.site.files).filter(([one]) => !gone.has(one)));
}

/** Copies a file or directory to a path that is free, or is overwritten whole. */
export function copyTree(place: Place, from: string, to: string): void {
  const [source, target] = [inside(place, from), inside(place, to)];
  if (target === source || target.startsWith(`${source}/`)) throw exists;
  directoryAt(place, posix.dirname(target));
  const copies = treeAt(place, source).map((path): [string, FileNode | undefined] => [
    `${target}${path.slice(source.length)}`,
    place.site.files[path],
  ]);
  if (place.site.files[target] !== undefined) removeTree(place, target);
  for (const [path, node] of copies) if (node !== undefined) place.site.files[path] = { ...node };
}

export const sizeOf = (node: FileNode): number => (node.type === "dir" ? 4096 : node.bytes.length);
