#!/usr/bin/env node
import { messageOf, ResellerError } from "../core/errors";
import { redact } from "../core/redact";
import { exitCodes, resellerProgram } from "./program";

const output = {
  out: (text: string) => void process.stdout.write(redact(text)),
  error: (text: string) => void process.stderr.write(redact(text)),
};

void resellerProgram(output, process.env)
  .parseAsync()
  .then(() => {
    process.exitCode ??= 0;
  })
  .catch((error: unknown) => {
    if (!(error instanceof ResellerError)) throw error;
    output.error(`${messageOf(error)}\n`);
    process.exitCode = exitCodes.failed;
  });
