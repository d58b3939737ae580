import { z } from "zod";
import { nameFor, type Found } from "./adopt";
import { say } from "./language/say";
import { spokenIn } from "../core/language/language";

/** Words that name nothing in a program, and the names that it has already. */
const taken: ReadonlySet<string> = new Set([
  ...["await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do"],
  ...[
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
  ],
  ...["in", "instanceof", "interface", "let", "new", "null", "package", "private", "protected", "public"],
  ...[
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
  ],
  ...["with", "yield", "arguments", "eval", "undefined", "pulumi", "reseller", "config"],
]);

/** Kinds that are exported by themselves too; all others by their vendor. */
const vendorless: ReadonlySet<string> = new Set([
  ...["BaremetalServer", "BtHost", "CloudServer", "HyperVm", "LeaseServer", "ProxyAccount"],
]);

const classOf = ({ vendor, type }: { readonly vendor: string; readonly type: string }): string =>
  vendorless.has(type) ? `reseller.${type}` : `reseller.${vendor}.${type}`;

/** The words of a text that a name can be made of. Letters of all languages may stand in one. */
const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");

function camel(words: readonly string[]): string {
  return words.reduce((name, word, index) => {
    const isAbbreviation = word === word.toUpperCase();
    const first = word.slice(0, 1);
    const own =
      index > 0
        ? `${first.toUpperCase()}${word.slice(1)}`
        : isAbbreviation
          ? word.toLowerCase()
          : `${first.toLowerCase()}${word.slice(1)}`;
    // Numbers stay apart.
    return `${name}${/\d$/.test(name) && /^\d/.test(own) ? "_" : ""}${own}`;
  }, "");
}

/** Gives names, each once. */
class Names {
  readonly #variables = new Set<string>();
  readonly #resources = new Set<string>();

  /** The name of a resource, and of the variable that holds it. */
  next(found: Found): { readonly resource: string; readonly variable: string } {
    const words = wordsOf(nameFor(found));
    // A name of digits, such as an address, says what it is of first.
    const isNamed = /^\p{L}/u.test(words[0] ?? "");
    const own = isNamed ? words : [...wordsOf(spokenIn("en", found.kind.title)), ...words];
    for (let count = 1; ; count += 1) {
      const numbered = count === 1 ? own : [...own, String(count)];
      const variable = camel(numbered);
      const resource = numbered.join("-").toLowerCase();
      if (taken.has(variable) || this.#variables.has(variable) || this.#resources.has(resource)) continue;
      this.#variables.add(variable);
      this.#resources.add(resource);
      return { resource, variable };
    }
  }
}

/** A value as the text of a program. */
function literal(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const [open, close, parts] = Array.isArray(value)
    ? ["[", "]", value.map((one) => literal(one, inner))]
    : [
        "{",
        "}",
        Object.entries(value)
          .filter(([, one]) => one !== undefined)
          .map(
            ([key, one]) =>
              `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${literal(one, inner)}`,
          ),
      ];
  if (parts.length === 0) return `${open}${close}`;
  const pad = open === "{" ? " " : "";
  const line = `${open}${pad}${parts.join(", ")}${pad}${close}`;
  if (line.length <= 80 && !line.includes("\n")) return line;
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join("")}${indent}${close}`;
}

/** A value that the program takes from its stack's config. */
export interface Placeholder {
  readonly key: string;
  readonly isSecret: boolean;
}

/** How a required argument that nothing tells is read from the config: by what it must be. */
function placeholder(
  { kind }: Found,
  argument: string,
  key: string,
): { readonly text: string; readonly isSecret: boolean } {
  const shape: Readonly<Record<string, z.core.$ZodType>> = kind.arguments.shape;
  const schema = shape[argument];
  const isSecret = kind.secretArguments.includes(argument);
  const takes = (value: unknown) => schema !== undefined && z.safeParse(schema, value).success;
  const form =
    takes(1) || takes(0) ? "Number" : takes(true) ? "Boolean" : takes({}) || takes([]) ? "Object" : "";
  return { text: `config.require${isSecret ? "Secret" : ""}${form}(${JSON.stringify(key)})`, isSecret };
}

/** What is said above a declaration. */
function headOf({ observed, kind }: Found): string {
  const { serviceId, status, expiresAt } = observed;
  const what = { title: kind.title(), id: serviceId, status };
  return expiresAt === undefined
    ? say("// {title} {id}, {status}", what)
    : say("// {title} {id}, {status}, paid until {expiresAt}", { ...what, expiresAt });
}

/** A program, and what its stack's config must have. */
export interface Program {
  readonly text: string;
  readonly placeholders: readonly Placeholder[];
  readonly declared: number;
  /** What is not declared, and why. */
  readonly left: readonly string[];
}

/** The text of a program that takes these over, and changes nothing. */
export function programOf(all: readonly Found[]): Program {
  const names = new Names();
  const placeholders: Placeholder[] = [];
  const left: string[] = [];
  const parts: string[] = [];
  for (const found of all) {
    const { kind, account, observed, declaration } = found;
    if (declaration.obstacle !== undefined) {
      left.push(
        say("{type} {id}: {reason}", {
          type: kind.type,
          id: observed.serviceId,
          reason: declaration.obstacle,
        }),
      );
      continue;
    }
    const { resource, variable } = names.next(found);
    const given = {
      ...("adopt" in kind.arguments.shape ? { adopt: observed.serviceId } : {}),
      ...(account.alias === "default" ? {} : { account: account.alias }),
      ...declaration.arguments,
    };
    const lines = Object.entries(given).map(([key, value]) => `  ${key}: ${literal(value, "  ")},`);
    for (const argument of declaration.open) {
      const key = camel([variable, argument]);
      const { text, isSecret } = placeholder(found, argument, key);
      placeholders.push({ key, isSecret });
      lines.push(`  ${argument}: ${text},`);
    }
    parts.push(
      `${headOf(found)}\nexport const ${variable} = new ${classOf(kind)}(${JSON.stringify(resource)}, {\n${lines.join("\n")}\n});`,
    );
  }
  const config = placeholders.length === 0 ? [] : ["const config = new pulumi.Config();"];
  const imports = [
    ...(placeholders.length === 0 ? [] : ['import * as pulumi from "@pulumi/pulumi";']),
    'import * as reseller from "pulumi-reseller";',
  ].join("\n");
  const words = say(
    "// What was there already: it is taken over, and nothing is bought or changed. What is adopted is left alone when it\n// leaves the program, unless `onDelete` says otherwise; what belongs to it (a domain, a rule, a snapshot) is deleted then.",
  );
  const notes = left.map((one) => say("// Not declared: {what}", { what: one }));
  const text = [imports, words, ...config, ...parts, ...(notes.length === 0 ? [] : [notes.join("\n")])].join(
    "\n\n",
  );
  return { text: `${text}\n`, placeholders, declared: parts.length, left };
}
