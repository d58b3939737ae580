"use strict";

/** The packages of a Pulumi project, and who installs them. `info` is always the protocol's `ProgramInfo`. */

const fs = require("node:fs");
const path = require("node:path");

/** The `runtime.options` of Pulumi.yaml. */
const runtimeOptions = (info) => info.getOptions()?.toJavaScript() ?? {};

/** The nearest folder from `directory` upwards for which `test` holds. */
function upwards(directory, test) {
  for (let folder = path.resolve(directory); ; folder = path.dirname(folder)) {
    if (test(folder)) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}

const has = (...parts) => fs.existsSync(path.join(...parts));
const readManifest = (folder) => JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));

/** The manifests of the packages that the project depends on, found the way Node finds them (hoisted, linked, pnpm). */
function dependencies(info, transitive) {
  const root = [info.getProgramDirectory(), info.getRootDirectory()].find((folder) =>
    has(folder, "package.json"),
  );
  if (root === undefined) return [];
  const found = new Map();
  const visit = (folder, names) => {
    for (const name of names) {
      const parent = upwards(folder, (candidate) => has(candidate, "node_modules", name, "package.json"));
      if (parent === undefined) continue;
      const real = fs.realpathSync(path.join(parent, "node_modules", name));
      if (found.has(real)) continue;
      const manifest = readManifest(real);
      found.set(real, manifest);
      if (transitive) visit(real, Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }));
    }
  };
  const manifest = readManifest(root);
  visit(root, Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }));
  return [...found.values()];
}

/** The provider plugins that the project's packages ask for in their `pulumi` section. */
function requiredPlugins(info) {
  return dependencies(info, true).flatMap(({ name, version, pulumi }) => {
    const pluginName =
      pulumi?.name || (name?.startsWith("@pulumi/") ? name.slice("@pulumi/".length) : undefined);
    if (!pulumi?.resource || !pluginName) return [];
    const { server = "", parameterization } = pulumi;
    return {
      name: pluginName,
      version: `v${pulumi.version || version}`.replace(/^vv/, "v"),
      server,
      parameterization,
    };
  });
}

/** Looked for in this order. */
const LOCK_FILES = {
  "pnpm-lock.yaml": "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "package-lock.json": "npm",
};

/** The program that installs the project's packages: as Pulumi.yaml says, or by the nearest lock file, or npm. */
function packageManager(info) {
  const chosen = runtimeOptions(info).packagemanager;
  if (chosen && chosen !== "auto") return chosen;
  const locks = Object.keys(LOCK_FILES);
  const folder = upwards(info.getProgramDirectory(), (candidate) =>
    locks.some((lock) => has(candidate, lock)),
  );
  return (folder && LOCK_FILES[locks.find((lock) => has(folder, lock))]) ?? "npm";
}

/** What to do where a folder's packages cannot be found. */
function installAdvice(directory) {
  const isPlugAndPlay = upwards(directory, (folder) => has(folder, ".pnp.cjs")) !== undefined;
  return isPlugAndPlay
    ? "Yarn Plug'n'Play keeps packages where Pulumi does not look: set `nodeLinker: node-modules` in .yarnrc.yml and run `yarn install`"
    : "run `npm install` (or yarn, pnpm) there first";
}

module.exports = { dependencies, installAdvice, packageManager, requiredPlugins, runtimeOptions };
