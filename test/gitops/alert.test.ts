import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const scripts = join(__dirname, "..", "..", "examples", "gitops", "scripts");

/** A night in which a renewal fails and something ends soon: what is asked of the robot. */
function night(webhook: string | undefined, endsSoon: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), "reseller-alert-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  cpSync(scripts, join(folder, "scripts"), { recursive: true });
  mkdirSync(join(folder, "bin"));
  const programs = {
    pulumi: 'case "$1" in up) echo "    error: web: is gone"; exit 255 ;; esac',
    npx: 'case "$2" in expiring) cat "$FOLDER/soon"; exit 2 ;; esac',
    curl: 'cat > "$FOLDER/asked"; for last; do :; done; echo "$last" > "$FOLDER/address"',
  };
  for (const [name, text] of Object.entries(programs))
    writeFileSync(join(folder, "bin", name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  writeFileSync(join(folder, "soon"), endsSoon);
  const env = {
    PATH: [join(folder, "bin"), process.env.PATH].join(delimiter),
    ...{ FOLDER: folder, STACK: "prod" },
    ...(webhook === undefined ? {} : { ALERT_WEBHOOK: webhook }),
  };
  const { status, stdout } = spawnSync(join(folder, "scripts", "nightly.sh"), { env, encoding: "utf8" });
  expect(status, stdout).not.toBe(0);
  expect(stdout).not.toContain("could not be sent");
  if (!existsSync(join(folder, "asked"))) return undefined;
  expect(readFileSync(join(folder, "address"), "utf8").trim()).toBe(webhook);
  return JSON.parse(readFileSync(join(folder, "asked"), "utf8"));
}

const soon = 'web "一号" ends in 3 days';

test.each([
  "https://oapi.dingtalk.com/robot/send?access_token=x",
  "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x",
])("what a night could not do is told to the group's robot: %s", (webhook) => {
  expect(night(webhook, soon)).toEqual({
    msgtype: "text",
    text: {
      content: expect.stringMatching(
        /^reseller: the night of prod needs you\n +error: web: is gone\n## What ends soon\nweb "一号" ends in 3 days/,
      ) as string,
    },
  });
});

test("Feishu has a form of its own, no robot is asked without an address, and long nights are cut", () => {
  const webhook = "https://open.feishu.cn/open-apis/bot/v2/hook/x";
  expect(night(webhook, soon)).toMatchObject({ msg_type: "text", content: {} });
  expect(night(undefined, soon)).toBeUndefined();
  const long = night("https://qyapi.weixin.qq.com/x", "很长\n".repeat(2_000));
  expect(Buffer.byteLength(JSON.stringify(long))).toBeLessThan(2_400);
});
