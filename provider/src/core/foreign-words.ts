import type { z } from "zod";
import { clauses } from "./language/lists";
import { say } from "./language/say";
import type { Sentence } from "./language/say";
import { faultsIn } from "./zod-faults";

/** What Node says of a file, by its code. */
const ofFiles: Readonly<Record<string, Sentence>> = {
  ENOENT: "it is not there, or its folder is not",
  EACCES: "this user may not do that with it",
  EPERM: "this user may not do that with it",
  EISDIR: "it is a folder",
  ENOTDIR: "what should be its folder is a file",
  EEXIST: "it is there already",
  ENOSPC: "the disk is full",
  EROFS: "the disk is read-only",
};

function isOfZod(error: Error): error is z.ZodError {
  return error.name === "ZodError" && "issues" in error && Array.isArray(error.issues);
}

/** What an error of Node or of zod means that only its authors would say so: in our own words, or nothing where it is none of these. */
export function ownWordsOf(error: Error): string | undefined {
  if (isOfZod(error)) {
    const faults = faultsIn(error, say("is not known here"));
    return clauses(
      faults.map(({ property, reason }) =>
        property === "" ? reason : say("{property}: {reason}", { property, reason }),
      ),
    );
  }
  // What is wrong with its letters only the parser can tell.
  if (error instanceof SyntaxError && error.message.includes("JSON"))
    return say("it is not JSON ({words})", { words: error.message });
  if (!("syscall" in error && "path" in error && "code" in error)) return undefined;
  const words = ofFiles[String(error.code)];
  return words === undefined ? undefined : `${say(words)} (${String(error.code)}, ${String(error.path)})`;
}
