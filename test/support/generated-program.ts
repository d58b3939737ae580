import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import type { Program } from "./in-process/program";

const repository = join(__dirname, "..", "..");

/** The program of a text of TypeScript: what it exports are its outputs. */
export function programIn(text: string): Program {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  return (sdk, exported) => {
    const modules: Readonly<Record<string, unknown>> = { "@pulumi/pulumi": sdk, "pulumi-reseller": exported };
    const made: Record<string, unknown> = {};
    // The text is our own: it is what is tested.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    new Function("require", "exports", outputText)((name: string) => modules[name], made);
    // The program is over when everything that it exports is known.
    const resources = Object.entries(made).filter(([, one]) => typeof one === "object" && one !== null);
    return Object.fromEntries(
      resources.map(([key, one]) => [
        key,
        typeof one === "object" && one !== null && "id" in one ? one.id : null,
      ]),
    );
  };
}

/** What the compiler says of texts of TypeScript that import the package. */
export function faultsOfTypes(texts: readonly string[]): string[] {
  const folder = mkdtempSync(join(repository, "test", ".generated-"));
  try {
    const files = texts.map((text, index) => {
      const file = join(folder, `program-${index}.ts`);
      writeFileSync(file, text);
      return file;
    });
    const { config } = ts.readConfigFile(join(repository, "tsconfig.json"), (path) =>
      ts.sys.readFile(path),
    ) as {
      readonly config: unknown;
    };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repository);
    const program = ts.createProgram(files, {
      ...options,
      noEmit: true,
      composite: false,
      incremental: false,
      baseUrl: repository,
      paths: { "pulumi-reseller": ["provider/src/index.ts"] },
    });
    return files
      .flatMap((file) => {
        const source = program.getSourceFile(file);
        return [...program.getSemanticDiagnostics(source), ...program.getSyntacticDiagnostics(source)];
      })
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
