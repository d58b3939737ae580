import { AccountRefusedError, RefusedError, UnavailableError, UnreadableReplyError } from "../core/errors";

/**
 * What only adds to what is known, or `undefined` where the controller refuses it or answers something that cannot be read: the
 * vendor does not say what is in the rows of most lists.
 */
export async function unlessUnsaid<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AccountRefusedError) throw error;
    // A read is repeated before it is given up.
    const isUnsaid = [RefusedError, UnreadableReplyError, UnavailableError].some(
      (kind) => error instanceof kind,
    );
    if (isUnsaid) return undefined;
    throw error;
  }
}
