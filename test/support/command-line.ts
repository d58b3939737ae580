import { vi } from "vitest";
import { setLanguage } from "../../provider/src/core/language/language";
import { messageOf, ResellerError } from "../../provider/src/core/errors";
import { redact } from "../../provider/src/core/redact";
import { exitCodes } from "../../provider/src/cli/exit-codes";
import { chooseLanguage } from "../../provider/src/cli/languages";
import type { Context } from "../../provider/src/cli/options";
import { resellerProgram } from "../../provider/src/cli/program";

/** Ends a command where the process would end: commander does that when it is told what it does not know. */
class Exit extends Error {
  constructor(readonly code: number) {
    super(`the process would end with ${code}`);
  }
}

/** What a command printed, and how it ended. */
export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/**
 * Runs the command line in this process, for what does not end it by itself.
 * @param more what takes the place of a part of its surroundings.
 */
export async function commandLine(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  more: Partial<Context> = {},
): Promise<Printed> {
  const printed = { code: exitCodes.done as number, out: "", error: "" };
  const context: Context = {
    out: (text) => void (printed.out += redact(text)),
    error: (text) => void (printed.error += redact(text)),
    end: (code) => void (printed.code = code),
    environment: chooseLanguage(args, environment),
    ...more,
  };
  const exit = vi.spyOn(process, "exit").mockImplementation((code) => {
    throw new Exit(Number(code ?? 0));
  });
  try {
    await resellerProgram(context).parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof Exit) {
      context.end(error.code);
      return printed;
    }
    if (!(error instanceof ResellerError)) throw error;
    context.error(`${messageOf(error)}\n`);
    context.end(exitCodes.failed);
  } finally {
    exit.mockRestore();
    setLanguage(undefined);
  }
  return printed;
}
