export interface Engine {
  /** The path of the program. */
  pulumi: string;
  source: "user" | "cached" | "downloaded" | "built";
  /** Such as `3.256.0`. */
  version: string;
}

export function ensureEngine(options?: { log?: (line: string) => void }): Promise<Engine>;
