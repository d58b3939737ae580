import { test, vi } from "vitest";
import { nightOf } from "../support/nightly";
import { Scene } from "../support/scene";

vi.setConfig({ testTimeout: 600_000 });

test("the engine goes on with the others' renewals where one fails by itself", async () => {
  await nightOf(await Scene.open(), false);
});
