import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const processors = Math.max(2, availableParallelism());

/**
 * These stand for a program of their own: what they set in the process (the config that the typed clients read, mocks of Pulumi's
 * runtime, spies) would be met by the files behind them.
 */
const programs = [
  "provider/src/index.test.ts",
  "provider/src/*/lookups*.test.ts",
  "provider/src/*/{program,resource}.test.ts",
];

/** Programs that are run in the test's own process, each with a monitor and a plugin of its own. */
const inProcess = ["test/in-process/**/*.test.ts", "test/faults/*matrix.test.ts"];

/** To import the same modules for every file takes longer than most of the tests. */
const shared = {
  isolate: false,
  // They wait for panels and for the repetitions of a request most of the time.
  maxWorkers: 2 * processors,
  sequence: { groupOrder: 1 },
};

export default defineConfig({
  test: {
    // A busy machine may take many times as long as a quiet one.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    projects: [
      {
        extends: true,
        test: {
          name: "engine",
          include: ["test/**/*.test.ts", "provider/engine/**/*.test.ts"],
          exclude: inProcess,
          // Tests through the real engine wait for processes of their own most of the time.
          maxWorkers: processors,
        },
      },
      {
        extends: true,
        test: { name: "in-process", include: inProcess, ...shared },
      },
      {
        extends: true,
        test: { name: "unit", include: ["provider/src/**/*.test.ts"], exclude: programs, ...shared },
      },
      {
        extends: true,
        test: { name: "program", include: programs, ...shared, isolate: true },
      },
    ],
  },
});
