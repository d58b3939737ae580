import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const lazy = join(__dirname, "lazy.cjs");

/** What a program prints that was started like one of a stack. */
function printed(program: string): string {
  return execFileSync(process.execPath, ["--require", lazy, "-e", program], {
    cwd: __dirname,
    encoding: "utf8",
  });
}

const isLoaded =
  "Object.keys(require.cache).some((file) => /typescript.lib|arborist|js-yaml|execa|fdir|normalize-package|opentelemetry.sdk/.test(file))";

test("what serves the serialization of functions is loaded when a function is serialized, and works", () => {
  const resources = `const pulumi = require("@pulumi/pulumi");
    new pulumi.Config("a"); pulumi.output(1).apply((one) => one + 1);
    console.log(${isLoaded});`;
  expect(printed(resources)).toBe("false\n");
  const functions = `const pulumi = require("@pulumi/pulumi");
    const answer = 42;
    pulumi.runtime.serializeFunction(() => answer).then(({ text }) => console.log(/42/.test(text), ${isLoaded}));`;
  expect(printed(functions)).toBe("true true\n");
});

test("a package that is not there is missed at once", () => {
  expect(printed('try { require("@npmcli/nothing") } catch ({ code }) { console.log(code) }')).toBe(
    "MODULE_NOT_FOUND\n",
  );
});
