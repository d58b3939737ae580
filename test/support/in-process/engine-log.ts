import { createRequire } from "node:module";
import type * as Grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogSeverity, type LogRequest } from "@pulumi/pulumi/proto/engine_pb";

// `as`: a module that is found at run time has no type of its own. It is the one that `@pulumi/pulumi` itself uses.
const grpc = createRequire(require.resolve("@pulumi/pulumi"))("@grpc/grpc-js") as typeof Grpc;

/** Words that the plugin wants beside a resource. */
export interface Words {
  readonly urn: string;
  readonly text: string;
  readonly severity: "info" | "warning" | "error";
  /** Whether they are shown only while the resource is worked on. */
  readonly isProgress: boolean;
}

/** Where the engine listens for the words of its plugins. */
export class EngineLog {
  /** Takes what is said. */
  listener: (words: Words) => void = () => undefined;

  private constructor(
    private readonly server: Grpc.Server,
    readonly address: string,
  ) {}

  static async open(): Promise<EngineLog> {
    const server = new grpc.Server();
    const log: Grpc.handleUnaryCall<LogRequest, Empty> = ({ request }, answer) => {
      opened.listener(wordsOf(request));
      answer(null, new Empty());
    };
    server.addService({ log: EngineService.log }, { log });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    const opened = new EngineLog(server, `127.0.0.1:${port}`);
    return opened;
  }

  close(): void {
    this.server.forceShutdown();
  }
}

function wordsOf(request: LogRequest): Words {
  const severity = request.getSeverity();
  return {
    urn: request.getUrn(),
    text: request.getMessage(),
    severity:
      severity === LogSeverity.ERROR ? "error" : severity === LogSeverity.WARNING ? "warning" : "info",
    isProgress: request.getEphemeral(),
  };
}
