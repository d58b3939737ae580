import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const program = join(__dirname, "..", "..", "provider", "engine", "language-host.cjs");

/** A command of the engine starts the language host twice, which is a fifth of its cost: this one serves all commands of a stack. */
export class LanguageHost {
  #printed = "";

  private constructor(
    readonly port: string,
    /** What it was started with: its programs have the same. */
    readonly environment: string,
    private readonly process: ChildProcess,
  ) {}

  static async start(folder: string, environment: NodeJS.ProcessEnv): Promise<LanguageHost> {
    // It ends by itself when the process that started it, here this one, is gone.
    const child = spawn(process.execPath, [program, "127.0.0.1:0"], {
      cwd: folder,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [first] = await Promise.race([once(child.stdout, "data"), once(child, "exit").then(() => [""])]);
    const port = /^\d+/.exec(String(first))?.[0];
    if (port === undefined) throw new Error(`the language host did not start in ${folder}`);
    const host = new LanguageHost(port, JSON.stringify(environment), child);
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (host.#printed += chunk.toString("utf8")));
    return host;
  }

  /** What programs have printed since it was asked last: the engine sees the output only of a host that it has started. */
  takePrinted(): string {
    const printed = this.#printed;
    this.#printed = "";
    return printed;
  }

  end(): void {
    this.process.kill();
  }
}
