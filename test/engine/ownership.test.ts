import { describe, expect, test, vi } from "vitest";
import { Scene } from "../support/scene";

vi.setConfig({ testTimeout: 400_000 });

describe("a service that exists", () => {
  test("is read by `.get`, and an id that is not there is an error", async () => {
    const scene = await Scene.open();
    const { sandbox, stack } = scene;
    const id = sandbox.panel.addService();
    stack.declare({ seen: { get: id } });
    const read = await scene.up();
    expect(read.writes).toEqual([]);
    expect(read.text).toContain(`address: "${sandbox.panel.service(id)?.ip[0]?.ip ?? ""}"`);
    stack.declare({ seen: { get: "1234567890123456" } });
    const missing = await scene.watch(() => stack.up());
    expect(missing.code).not.toBe(0);
    expect(missing.text).toMatch(
      /account zkeys:\S+ has no bare-metal server 1234567890123456\. Check the id, and which account it is in/,
    );
  });
});
