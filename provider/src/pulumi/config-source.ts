/** Reads one key of the stack's config, such as `zkeys:endpoint`. */
export interface ConfigSource {
  (key: string): string | undefined;
  /** All keys that the config has, where that can be told. */
  readonly keys?: () => readonly string[];
}
