/*
 * What Pulumi's dynamic provider writes of an error of `check`, `diff`, `read` and `delete` to its own stderr, besides answering with it: the
 * engine shows the answer beside the resource, and would show this beside the stack once more.
 */

/** What is written of the errors that the engine says itself. */
const written = new Set<string>();

/** Has an error left out of what this process prints: the engine says it. */
export function saidByEngine(error: Error): void {
  written.add(`${String(error)}: ${error.stack ?? ""}`);
}

/** From now on this process prints no errors that the engine says. For the process of the plugin alone. */
export function leaveErrorsToEngine(): void {
  const print = console.error.bind(console);
  console.error = (...words: unknown[]) => {
    if (words.length !== 1 || typeof words[0] !== "string" || !written.delete(words[0])) print(...words);
  };
}
