import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { z } from "zod";

/** A panel's whole state in one JSON file, or in memory only when there is no file. */
export class Store<State> {
  private constructor(
    readonly state: State,
    private readonly file: string | undefined,
  ) {}

  /**
   * Loads the file when it exists; otherwise starts with a new state.
   * @throws Error when the file does not hold a state of this shape
   */
  static open<State>(file: string | undefined, schema: z.ZodType<State>, fresh: () => State): Store<State> {
    if (file === undefined || !existsSync(file)) return new Store(fresh(), file);
    try {
      return new Store(schema.parse(JSON.parse(readFileSync(file, "utf8"))), file);
    } catch (cause) {
      throw new Error(`${file} is not a state of this sandbox; delete it to start anew.`, { cause });
    }
  }

  /** Writes the state. A reader, or a process killed meanwhile, sees the old file or the new one, never a part. */
  save(): void {
    if (this.file === undefined) return;
    mkdirSync(dirname(this.file), { recursive: true });
    const part = `${this.file}.${process.pid}.part`;
    writeFileSync(part, JSON.stringify(this.state));
    renameSync(part, this.file);
  }
}
