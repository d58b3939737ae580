#!/usr/bin/env node
import { createInterface } from "node:readline/promises";
import { messageOf, ResellerError } from "../core/errors";
import { redact } from "../core/redact";
import { chooseLanguage } from "./languages";
import { exitCodes } from "./exit-codes";
import { say } from "./language/say";
import { resellerProgram } from "./program";

/** Asks for a yes; anything else is a no. */
async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} ${say("[y/N]")} `);
    return /^(?:y|yes|是)$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

let isLeft = false;
const context = {
  out: (text: string) => void process.stdout.write(redact(text)),
  error: (text: string) => void process.stderr.write(redact(text)),
  end: (code: number) => {
    process.exitCode = code;
  },
  leave: () => {
    isLeft = true;
  },
  ask: process.stdin.isTTY ? ask : undefined,
  environment: chooseLanguage(process.argv.slice(2), process.env),
};

void resellerProgram(context)
  .parseAsync()
  .then(() => {
    process.exitCode ??= 0;
    // Only when all of it is written: a pipe may take it later.
    if (isLeft) process.stdout.write("", () => process.exit());
  })
  .catch((error: unknown) => {
    if (!(error instanceof ResellerError)) throw error;
    context.error(`${messageOf(error)}\n`);
    context.end(exitCodes.failed);
  });
