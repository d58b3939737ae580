/** The vendor says no. */
export class Proxy911Refusal extends Error {
  constructor(
    message: string,
    /** `3` for the key, `156` for the real name, `400` for everything else. */
    readonly code = 400,
    /** What is wrong, by parameter. */
    readonly errors: Record<string, string> = {},
  ) {
    super(message);
  }
}
