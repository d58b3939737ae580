import type { Outcome, Stack } from "../stack";
import { InProcessStack } from "./stack";

/** Previews in this process what the engine has saved: what our code says of it, for a hundredth of the time. */
export async function previewHere(stack: Stack, ...flags: string[]): Promise<Outcome> {
  const here = new InProcessStack(undefined, {}, { environment: stack.environment });
  try {
    here.continueFrom(await stack.revealed());
    here.declare(stack.declared);
    return await here.preview(...flags);
  } finally {
    here.remove();
  }
}
