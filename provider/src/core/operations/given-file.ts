/** The content of a file that was given in place of a value. */
export class GivenFile {
  constructor(
    readonly name: string,
    readonly content: Uint8Array,
  ) {}

  /** As text, without the end of its last line. */
  get text(): string {
    return Buffer.from(this.content)
      .toString("utf8")
      .replace(/\r?\n$/, "");
  }
}
