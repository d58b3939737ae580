import js from "@eslint/js";
import globals from "globals";
import tseslint from "typescript-eslint";

/** Imports point one way: `index` and `cli` → vendors' Pulumi faces → `pulumi` → vendors' kinds → `core`. */
const direction = (files, patterns, message) => ({
  files,
  ignores: ["**/*.test.ts"],
  rules: {
    "no-restricted-imports": ["error", { patterns: [{ regex: patterns, message }] }],
  },
});
const vendors = ["zkeys", "zonkvm", "rstack", "bthost", "proxy911"];
const others = (vendor) => vendors.filter((name) => name !== vendor).join("|");

export default tseslint.config(
  { ignores: ["**/dist/", "**/node_modules/", ".reseller/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  { files: ["**/*.{js,mjs,cjs}"], languageOptions: { globals: globals.node } },
  direction(
    ["provider/src/core/**"],
    "^@pulumi/|\\.\\./(pulumi|sandbox|cli|zkeys|zonkvm|rstack|bthost|proxy911|index|vendors)",
    "`core` knows no vendor and no Pulumi.",
  ),
  direction(
    ["provider/src/pulumi/**"],
    "\\.\\./(sandbox|cli|zkeys|zonkvm|rstack|bthost|proxy911|index)",
    "`pulumi` knows no vendor.",
  ),
  direction(
    ["provider/src/sandbox/*.ts"],
    "^@pulumi/|^\\.\\./",
    "The sandbox shares no code with what it tests.",
  ),
  direction(
    ["provider/src/sandbox/*/*.ts"],
    `^@pulumi/|^\\.\\./(\\.\\./|${vendors.join("|")})`,
    "A stand-in shares no code with what it tests, nor with another stand-in.",
  ),
  ...vendors.map((vendor) =>
    direction(
      [`provider/src/${vendor}/**`],
      `\\.\\./(${others(vendor)}|sandbox|cli)/|\\.\\./(index|vendors)`,
      "A vendor knows no other vendor.",
    ),
  ),
);
