import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["provider/src/**/*.test.ts", "provider/engine/**/*.test.ts", "test/**/*.test.ts"],
    // A busy machine may take many times as long as a quiet one.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Tests through the real engine wait for processes of their own most of the time.
    maxWorkers: Math.max(2, availableParallelism()),
  },
});
