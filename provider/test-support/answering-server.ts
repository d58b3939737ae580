import * as http from "node:http";
import type { AddressInfo } from "node:net";

/** What to answer: a text is sent as it is, anything else as JSON. */
export type Answer = string | object;

/** An answer of another status than 200. */
export class WithStatus {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {}
}

/** A server that keeps what it is asked, and answers what a test wants. */
export class AnsweringServer<Seen> {
  seen: Seen[] = [];
  answer: (request: Seen) => Answer;
  readonly #usual: Answer;
  #isHeld = false;
  readonly #server: http.Server;

  /**
   * @param seenOf what a test wants to see of a request.
   * @param usual what is answered unless a test wants something else.
   */
  constructor(seenOf: (request: http.IncomingMessage, bytes: Buffer) => Seen, usual: Answer) {
    this.#usual = usual;
    this.answer = () => usual;
    this.#server = http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request
        .on("data", (chunk: Buffer) => chunks.push(chunk))
        .on("end", () => {
          const seen = seenOf(request, Buffer.concat(chunks));
          this.seen.push(seen);
          if (this.#isHeld) return;
          const answer = this.answer(seen);
          const { status, body } = answer instanceof WithStatus ? answer : { status: 200, body: answer };
          response.statusCode = status;
          response.end(typeof body === "string" ? body : JSON.stringify(body));
        });
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Forgets what was asked, and answers as usual from now on. */
  reset(): void {
    this.seen = [];
    this.answer = () => this.#usual;
    this.#isHeld = false;
  }

  /** Answers nothing any more. */
  hold(): void {
    this.#isHeld = true;
  }

  get site(): string {
    // A server that listens on a port has an address of this form.
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }
}
