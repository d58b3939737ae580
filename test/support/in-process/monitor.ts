import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import {
  ReadResourceResponse,
  RegisterResourceResponse,
  Result,
  SupportsFeatureResponse,
  type ReadResourceRequest,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  type SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { opened, sealedForProgram, type Goal, type Properties } from "./state";

/** What becomes of a resource that the program registers. */
export type Registered =
  | { readonly result: "done"; readonly id: string; readonly outputs: Properties }
  | { readonly result: "failed" | "skipped" };

/** Who decides about the program's resources. */
export interface Registrar {
  register(goal: Goal): Promise<Registered>;
  read(goal: Goal, id: string): Promise<Registered>;
}

type Callback<T> = (error: Error | null, answer?: T) => void;

/** What of the engine's features the program may use. */
const features: ReadonlySet<string> = new Set(["secrets", "resourceReferences", "deletedWith", "aliasSpecs"]);
const stackType = "pulumi:pulumi:Stack";
const results = { done: Result.SUCCESS, failed: Result.FAIL, skipped: Result.SKIP } as const;

/** What the SDK talks to instead of the engine's resource monitor. */
export class Monitor {
  constructor(
    private readonly project: string,
    private readonly registrar: Registrar,
  ) {}

  supportsFeature(request: SupportsFeatureRequest, answer: Callback<SupportsFeatureResponse>): void {
    answer(null, new SupportsFeatureResponse().setHassupport(features.has(request.getId())));
  }

  registerResource(request: RegisterResourceRequest, answer: Callback<RegisterResourceResponse>): void {
    const urn = this.#urnOf(request);
    const response = new RegisterResourceResponse().setUrn(urn);
    if (!request.getCustom()) {
      answer(null, response.setObject(Struct.fromJavaScript({})));
      return;
    }
    try {
      refuseOthers(request);
    } catch (error) {
      answer(asError(error));
      return;
    }
    const goal = goalOf(urn, request, request.getObject());
    this.registrar.register(goal).then(
      (registered) => {
        const isDone = registered.result === "done";
        const outputs = isDone ? sealedForProgram(goal, registered.outputs) : {};
        answer(
          null,
          response
            .setResult(results[registered.result])
            .setId(isDone ? registered.id : "")
            .setObject(structOf(outputs)),
        );
      },
      (error: unknown) => {
        answer(asError(error));
      },
    );
  }

  readResource(request: ReadResourceRequest, answer: Callback<ReadResourceResponse>): void {
    const urn = this.#urnOf(request);
    const goal = goalOf(urn, request, request.getProperties());
    this.registrar.read(goal, request.getId()).then(
      (read) => {
        const outputs = read.result === "done" ? sealedForProgram(goal, read.outputs) : {};
        answer(null, new ReadResourceResponse().setUrn(urn).setProperties(structOf(outputs)));
      },
      (error: unknown) => {
        answer(asError(error));
      },
    );
  }

  registerResourceOutputs(_request: RegisterResourceOutputsRequest, answer: Callback<Empty>): void {
    answer(null, new Empty());
  }

  #urnOf(request: RegisterResourceRequest | ReadResourceRequest): string {
    const parents = request.getParent().split("::")[2] ?? "";
    const types = parents === "" || parents === stackType ? "" : `${parents}$`;
    return `urn:pulumi:dev::${this.project}::${types}${request.getType()}::${request.getName()}`;
  }
}

function structOf(properties: Properties): Struct {
  // `as`: what is in state came from JSON.
  return Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function goalOf(
  urn: string,
  request: RegisterResourceRequest | ReadResourceRequest,
  object: Struct | undefined,
): Goal {
  const given = Object.entries(object?.toJavaScript() ?? {});
  const values = given.map(([key, value]) => [key, opened(value)] as const);
  const isRegistration = "getIgnorechangesList" in request;
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    inputs: Object.fromEntries(values.map(([key, { plain }]) => [key, plain])),
    secretInputs: new Set(values.flatMap(([key, { isSecret }]) => (isSecret ? [key] : []))),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    dependencies: request.getDependenciesList(),
    ignoreChanges: isRegistration ? request.getIgnorechangesList() : [],
    deleteBeforeReplace:
      isRegistration && request.getDeletebeforereplacedefined()
        ? request.getDeletebeforereplace()
        : undefined,
  };
}

/** Options that only the engine can prove. */
function refuseOthers(request: RegisterResourceRequest): void {
  const others = {
    protect: request.getProtect() === true,
    retainOnDelete: request.getRetainondelete() === true,
    aliases: request.getAliasesList().length > 0,
    replaceOnChanges: request.getReplaceonchangesList().length > 0,
    import: request.getImportid() !== "",
    deletedWith: request.getDeletedwith() !== "",
  };
  for (const [option, isSet] of Object.entries(others)) {
    if (isSet) throw new RangeError(`the option ${option} needs the real engine`);
  }
}
