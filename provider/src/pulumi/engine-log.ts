import { createRequire } from "node:module";
import { connect } from "node:net";
import type * as Grpc from "@grpc/grpc-js";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { say } from "../core/language/say";
import { redact } from "../core/redact";
import type { Voice } from "../core/run";

/** The gRPC library that `@pulumi/pulumi` itself uses: under pnpm it is not ours to import. */
function grpcOfPulumi(): typeof Grpc {
  // `as`: a module that is found at run time has no type of its own.
  return createRequire(require.resolve("@pulumi/pulumi"))("@grpc/grpc-js") as typeof Grpc;
}

/** A message that is not delivered within this time is given up: the work is more important. */
const deliveryTimeoutMs = 2_000;

const severities = {
  info: LogSeverity.INFO,
  progress: LogSeverity.INFO,
  warning: LogSeverity.WARNING,
  error: LogSeverity.ERROR,
};

/** Puts words beside a resource in the engine's own display. Everything is redacted here. */
export class EngineLog implements Voice {
  readonly #address: string | undefined;
  readonly #client: EngineClient | undefined;
  readonly #grpc = grpcOfPulumi();
  #delivered: Promise<void> = Promise.resolve();
  /** The resources of which the last that was said is what is under way. */
  readonly #underWay = new Set<string>();

  /** @param address where the engine listens: the plugin's first argument. Without one nothing is shown. */
  constructor(address: string | undefined) {
    if (address === undefined || address === "") return;
    this.#address = address;
    this.#client = new EngineClient(address, this.#grpc.credentials.createInsecure());
  }

  say(urn: string, words: string, kind: Parameters<Voice["say"]>[2]): void {
    const client = this.#client;
    if (client === undefined) return;
    if (kind === "progress") this.#underWay.add(urn);
    else this.#underWay.delete(urn);
    const request = new LogRequest();
    request.setUrn(urn);
    request.setMessage(redact(words));
    request.setSeverity(severities[kind]);
    request.setEphemeral(kind === "progress");
    this.#delivered = this.#delivered.then(
      () =>
        new Promise((resolve) => {
          const deadline = new Date(Date.now() + deliveryTimeoutMs);
          client.log(request, new this.#grpc.Metadata(), { deadline }, () => {
            resolve();
          });
        }),
    );
  }

  /** Says that nothing is under way any more: the engine keeps the last words beside the line of what is done. */
  conclude(urn: string): void {
    if (!this.#underWay.has(urn)) return;
    this.say(urn, say("done"), "progress");
    this.#underWay.delete(urn);
  }

  /** Asks for a connection anew each time: one that was made earlier does not tell that the engine was killed since. */
  isHeard(): Promise<boolean> {
    if (this.#address === undefined) return Promise.resolve(true);
    const { hostname, port } = new URL(`tcp://${this.#address}`);
    return new Promise((resolve) => {
      const socket = connect({ host: hostname, port: Number(port) });
      const answer = (isThere: boolean) => () => {
        socket.destroy();
        resolve(isThere);
      };
      socket.once("connect", answer(true)).once("error", answer(false));
    });
  }

  /** Resolves when everything said so far has been delivered or given up. */
  async flush(): Promise<void> {
    await this.#delivered;
  }
}
