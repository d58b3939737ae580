import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { commandLine } from "../support/command-line";
import { environmentOf, zonkvmPanel } from "../support/panels";
import { Scene } from "../support/scene";
import { cloud, hosting } from "../support/zonkvm";

const rows = z.array(z.object({ type: z.string() }));

/** A panel with a cloud server and a hosting, that does not let this account look at databases. */
async function scene() {
  const made = await Scene.inProcess(zonkvmPanel);
  made.stack.declare({
    cloud: { type: "CloudServer", args: cloud },
    hosting: { type: "WebHosting", args: hosting },
  });
  await made.up();
  made.sandbox.fault({ action: "sql_orders", kind: "refused", message: "请求错误", times: 100 });
  onTestFinished(() => {
    made.sandbox.clearFaults();
  });
  return { made, environment: environmentOf(zonkvmPanel, made.sandbox) };
}

test("what a panel does not let be listed is named, and everything else is listed all the same", async () => {
  const { environment } = await scene();
  const { code, out, error } = await commandLine(["services", "--format", "json"], environment);
  expect(code).toBe(4);
  expect(rows.parse(JSON.parse(out)).map(({ type }) => type)).toEqual(["CloudServer", "WebHosting"]);
  expect(error).toMatch(/^zonkvm, CloudDatabase could not be asked: .*请求错误/);
  const adopted = await commandLine(["adopt"], environment);
  expect(adopted.code).toBe(4);
  expect(adopted.out).toContain("new reseller.CloudServer(");
  expect(adopted.out).toContain("new reseller.zonkvm.WebHosting(");
  expect(adopted.error).toContain("zonkvm, CloudDatabase could not be asked");
});

test("an account of which nothing can be listed is one line", async () => {
  const { made, environment } = await scene();
  made.sandbox.fault({ action: "*", kind: "refused", message: "权限不足", times: 1_000 });
  const { code, error } = await commandLine(["services"], environment);
  expect(code).toBe(4);
  expect(error.trim().split("\n")).toHaveLength(1);
  expect(error).toMatch(/^zonkvm could not be asked: /);
});
