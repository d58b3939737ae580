import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const lazy = fileURLToPath(new URL("provider/engine/lazy.cjs", import.meta.url));
const processors = Math.max(2, availableParallelism());

/**
 * These stand for a program of their own: what they set in the process (the config that the typed clients read, mocks of Pulumi's
 * runtime, spies) would be met by the files behind them.
 */
const programs = [
  "provider/src/index.test.ts",
  "provider/src/proxy911/lookups.test.ts",
  "provider/src/*/{program,resource}.test.ts",
];

/** Programs that are run in the test's own process, each with a monitor and a plugin of its own. */
const inProcess = ["test/in-process/**/*.test.ts", "test/faults/*matrix.test.ts"];

/** The longest of those that share their workers. */
const long = ["rstack/habits.sandbox", "hyper-vm.sandbox", "proxy-account/proxy-account", "rstack-matrix"];

/** A long file that begins last is waited for alone, and how long a file takes is not known before its first run. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project, moduleId }: TestSpecification) =>
      2 * project.config.sequence.groupOrder +
      (long.some((name) => moduleId.endsWith(`${name}.test.ts`)) ? 0 : 1);
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

const shared = {
  // They wait for panels and for the repetitions of a request most of the time.
  maxWorkers: 3 * processors,
  sequence: { groupOrder: 1 },
};

export default defineConfig({
  test: {
    // A busy machine may take many times as long as a quiet one.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // To import the same modules for every file takes longer than most of the tests.
    isolate: false,
    // As in users' processes, the SDK loads what it hardly ever needs when it needs it.
    execArgv: ["--require", lazy],
    // Whatever the machine's locale is: what tests expect is said in English, in this process and in those that it starts.
    env: { RESELLER_LANGUAGE: "en" },
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "engine",
          include: ["test/**/*.test.ts", "provider/engine/**/*.test.ts"],
          exclude: inProcess,
          // Tests through the real engine wait for processes of their own a good part of the time.
          maxWorkers: processors + 1,
        },
      },
      {
        extends: true,
        test: { name: "in-process", include: inProcess, ...shared },
      },
      {
        extends: true,
        test: {
          name: "unit",
          include: ["provider/src/**/*.test.ts"],
          exclude: programs,
          setupFiles: "provider/test-support/short-pauses.ts",
          // Threads of one process start with less than processes of their own.
          pool: "threads",
          ...shared,
        },
      },
      {
        extends: true,
        test: { name: "program", include: programs, ...shared, isolate: true },
      },
    ],
  },
});
