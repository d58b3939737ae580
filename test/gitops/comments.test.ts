import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";

const scripts = join(__dirname, "..", "..", "examples", "gitops", "scripts");
const marker = "<!-- reseller plan of shop/prod -->";
const hasJq = spawnSync("jq", ["--version"]).status === 0;

/** What asks the forge: it gives the comments that there are, and notes what is asked of it. */
const forge = `#!/bin/sh
case "$*" in
  *--input*|*--data*) { echo "$@"; cat; } >> "$FORGE/asked" ;;
  *) cat "$FORGE/comments.json" ;;
esac
`;

/** Runs a script beside a plan, where the forge has these comments; gives the address and the body that it is asked to write. */
function comment(
  script: string,
  comments: readonly object[],
): { readonly asked: string; readonly body: unknown } {
  const folder = mkdtempSync(join(tmpdir(), "reseller-comments-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  cpSync(scripts, join(folder, "scripts"), { recursive: true });
  writeFileSync(join(folder, "plan.md"), `**shop/prod: buy 1**\n\n"quoted" $(not run)\n\n${marker}\n`);
  writeFileSync(join(folder, "comments.json"), JSON.stringify(comments));
  mkdirSync(join(folder, "bin"));
  for (const name of ["gh", "curl"]) writeFileSync(join(folder, "bin", name), forge, { mode: 0o755 });
  const env = {
    PATH: [join(folder, "bin"), process.env.PATH].join(delimiter),
    ...{ FORGE: folder, STACK: "prod", GITHUB_REPOSITORY: "acme/shop", PR: "7" },
    ...{
      CI_API_V4_URL: "https://git.example/api/v4",
      CI_PROJECT_ID: "3",
      CI_MERGE_REQUEST_IID: "7",
      GITLAB_TOKEN: "x",
    },
  };
  const { status, stderr } = spawnSync(join(folder, "scripts", script), { env, encoding: "utf8" });
  expect(status, stderr).toBe(0);
  const [asked = "", ...body] = readFileSync(join(folder, "asked"), "utf8").split("\n");
  return { asked, body: JSON.parse(body.join("\n")) };
}

describe.skipIf(!hasJq)("the comment of a plan", () => {
  const others = [
    { id: 4, body: "Looks good" },
    { id: 5, body: "<!-- reseller plan of shop/dev -->" },
  ];
  test.each([
    [
      "comment-github.sh",
      "POST repos/acme/shop/issues/7/comments",
      "PATCH repos/acme/shop/issues/comments/6",
    ],
    [
      "comment-gitlab.sh",
      "POST https://git.example/api/v4/projects/3/merge_requests/7/notes",
      "PUT https://git.example/api/v4/projects/3/merge_requests/7/notes/6",
    ],
  ])("is one for each stack, and stays in its place: %s", (script, made, changed) => {
    const first = comment(script, others);
    expect(first.asked).toContain(made);
    expect(first.asked).not.toContain("/6");
    expect(first.body).toEqual({ body: `**shop/prod: buy 1**\n\n"quoted" $(not run)\n\n${marker}\n` });
    const second = comment(script, [...others, { id: 6, body: `**before**\n\n${marker}` }]);
    expect(second.asked).toContain(changed);
  });
});
