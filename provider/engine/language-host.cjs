"use strict";

/**
 * A Node language host for the Pulumi engine: what the engine starts as `pulumi-language-nodejs` to run a stack's
 * program. It stands in where the engine was built from its Go module, which does not bring the official one.
 *
 * It speaks the protocol through the files that the project's own `@pulumi/pulumi` publishes, and needs nothing else:
 * a copy of this folder's .cjs files works wherever it lies. What is not implemented is answered with UNIMPLEMENTED.
 *
 * Started as `language-host.cjs [--tracing <address>] [other flags] <engine address>`; prints its port.
 */

const { spawn } = require("node:child_process");
const { createRequire } = require("node:module");
const path = require("node:path");
const { setTimeout: sleep } = require("node:timers/promises");
const {
  dependencies,
  installAdvice,
  packageManager,
  requiredPlugins,
  runtimeOptions,
} = require("./packages.cjs");

/**
 * Loaded into the program first. Some releases of Node never end when they are to colour a stack that passes through
 * this SDK's sources, which the SDK asks for when a program throws (nodejs/node#64011): errors are shown plain.
 */
const PLAIN_ERRORS = `data:text/javascript,${encodeURIComponent(`
  import util from "node:util";
  const { inspect } = util;
  const plain = (value, options) => (value instanceof Error && options?.colors ? { ...options, colors: false } : options);
  util.inspect = Object.assign((value, options, ...more) => inspect(value, plain(value, options), ...more), inspect);
`)}`;
/** What a program is started with: in one word each, because the SDK takes a bare `--import` for a loader of the user's, and steps back. */
const PRELOADED = [`--require=${path.join(__dirname, "lazy.cjs")}`, `--import=${PLAIN_ERRORS}`];
/** The program's exit code for "the user has already been told": the engine then adds nothing. */
const EXIT_CODE_BAIL = 32;
/** How long a cancelled program may clean up. The engine itself kills this host after 5 s. */
const GRACE_MS = 3_000;
/** How often to look whether the engine is still there. */
const ENGINE_WATCH_MS = 1_000;
/** The engine's own limit. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

const flags = process.argv.slice(2);
const tracing = flags.includes("--tracing") ? flags[flags.indexOf("--tracing") + 1] : undefined;
let engineAddress = flags.at(-1);

const sdk = projectSdk();
const grpc = sdk("@grpc/grpc-js");
const { Empty } = sdk("google-protobuf/google/protobuf/empty_pb.js");
const language = sdk("./proto/language_pb.js");
const { LanguageRuntimeService } = sdk("./proto/language_grpc_pb.js");
const plugin = sdk("./proto/plugin_pb.js");

/** `require` as seen from the project's `@pulumi/pulumi`: under pnpm only that folder sees gRPC and protobuf. */
function projectSdk() {
  try {
    return createRequire(resolveFrom(process.cwd(), "@pulumi/pulumi/package.json"));
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

function resolveFrom(directory, request) {
  try {
    return createRequire(path.join(directory, "package.json")).resolve(request);
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    throw new Error(`@pulumi/pulumi is not installed in ${directory}: ${installAdvice(directory)}`, {
      cause: error,
    });
  }
}

// ---- processes -----------------------------------------------------------------------------------------------

/** What this host has started and not yet seen the end of. */
const running = new Set();

/** Each child leads a process group of its own, so that what it starts can be ended with it. */
function start(command, args, options) {
  const child = spawn(command, args, { ...options, detached: process.platform !== "win32" });
  const ended = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal }));
  });
  running.add(child);
  return { child, ended: ended.finally(() => running.delete(child)) };
}

/** Sends a signal to a child's group. False when nobody is left in it. */
function signal(child, name) {
  try {
    return process.kill(process.platform === "win32" ? child.pid : -child.pid, name);
  } catch {
    return false;
  }
}

/** Ends a child with all that it has started: asks first, then kills. */
async function end(child) {
  for (const [name, patienceMs] of [
    ["SIGINT", GRACE_MS],
    ["SIGKILL", 1_000],
  ]) {
    if (!signal(child, name)) return;
    for (const deadline = Date.now() + patienceMs; signal(child, 0) && Date.now() < deadline;)
      await sleep(20);
  }
}

const endAll = () => Promise.all([...running].map(end));

// ---- the program ---------------------------------------------------------------------------------------------

/** Splits the `nodeargs` option like a shell would: at spaces, but for what is quoted. */
const words = (text) =>
  (text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"),
  );

function programArguments(request) {
  const info = request.getInfo();
  const named = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": info.getRootDirectory(),
    stack: request.getStack(),
    pwd: info.getProgramDirectory(),
    parallel: String(request.getParallel()),
    tracing,
  };
  return [
    ...Object.entries(named).flatMap(([name, value]) => (value ? [`--${name}`, value] : [])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info.getEntryPoint(),
    ...request.getArgsList(),
  ];
}

function programEnvironment(request) {
  const { typescript = true, tsconfig } = runtimeOptions(request.getInfo());
  return {
    ...process.env,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    ...(typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
    ...(tsconfig ? { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig } : {}),
  };
}

async function run(request) {
  if (request.getAttachDebugger()) {
    const status = grpc.status.UNIMPLEMENTED;
    throw Object.assign(new Error("attaching a debugger needs the official Node language host"), { status });
  }
  const info = request.getInfo();
  const runner = resolveFrom(info.getProgramDirectory(), "@pulumi/pulumi/cmd/run");
  const nodeArguments = [...PRELOADED, ...words(runtimeOptions(info).nodeargs ?? "")];
  const { code, signal: by } = await start(
    process.execPath,
    [...nodeArguments, runner, ...programArguments(request)],
    { env: programEnvironment(request), stdio: ["ignore", "inherit", "inherit"] },
  ).ended;
  const response = new language.RunResponse();
  if (code === EXIT_CODE_BAIL) response.setBail(true);
  else if (code !== 0) {
    response.setError(by ? `Program was ended by ${by}` : `Program exited with non-zero exit code: ${code}`);
  }
  return response;
}

// ---- the service ---------------------------------------------------------------------------------------------

const describe = (message, { name, version, server }) => {
  message.setName(name);
  message.setKind("resource");
  message.setVersion(version);
  message.setServer(server);
  return message;
};

function packageDependency(required) {
  const message = describe(new plugin.PackageDependency(), required);
  if (required.parameterization) {
    const { name, version, value } = required.parameterization;
    const parameterization = new plugin.PackageParameterization();
    parameterization.setName(name);
    parameterization.setVersion(version);
    parameterization.setValue(Buffer.from(value, "base64"));
    message.setParameterization(parameterization);
  }
  return message;
}

/** A call with one answer: `answer` returns it or throws. */
const unary = (answer) => async (call, callback) => {
  try {
    callback(null, await answer(call.request));
  } catch (error) {
    callback({ code: error.status ?? grpc.status.UNKNOWN, details: error.message });
  }
};

/** Sends what a child prints to whoever called for it. */
function passOutput(child, call, Response) {
  for (const [stream, set] of [
    [child.stdout, "setStdout"],
    [child.stderr, "setStderr"],
  ]) {
    stream.on("data", (chunk) => {
      const response = new Response();
      response[set](chunk);
      call.write(response);
    });
  }
}

const service = {
  handshake: unary((request) => {
    engineAddress = request.getEngineAddress();
    return new language.LanguageHandshakeResponse();
  }),

  getPluginInfo: unary(() => {
    const info = new plugin.PluginInfo();
    info.setVersion(sdk("./package.json").version);
    return info;
  }),

  getRequiredPackages: unary((request) => {
    const response = new language.GetRequiredPackagesResponse();
    response.setPackagesList(requiredPlugins(request.getInfo()).map(packageDependency));
    return response;
  }),

  getRequiredPlugins: unary((request) => {
    const response = new language.GetRequiredPluginsResponse();
    const required = requiredPlugins(request.getInfo());
    response.setPluginsList(required.map((one) => describe(new plugin.PluginDependency(), one)));
    return response;
  }),

  getProgramDependencies: unary((request) => {
    const found = dependencies(request.getInfo(), request.getTransitivedependencies());
    const response = new language.GetProgramDependenciesResponse();
    response.setDependenciesList(
      found.map(({ name, version }) => {
        const dependency = new language.DependencyInfo();
        dependency.setName(name);
        dependency.setVersion(version);
        return dependency;
      }),
    );
    return response;
  }),

  about: unary((request) => {
    const response = new language.AboutResponse();
    response.setExecutable(process.execPath);
    response.setVersion(process.version);
    response.getMetadataMap().set("packagemanager", packageManager(request.getInfo()));
    return response;
  }),

  run: unary(run),

  installDependencies: async (call) => {
    const info = call.request.getInfo();
    const manager = packageManager(info);
    const { child, ended } = start(manager, ["install"], {
      cwd: info.getProgramDirectory(),
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    passOutput(child, call, language.InstallDependenciesResponse);
    const outcome = await ended.then(
      ({ code, signal: by }) => (code === 0 ? undefined : `\`${manager} install\` failed (${by ?? code})`),
      (error) => `\`${manager} install\` could not be started: ${error.message}`,
    );
    if (outcome === undefined) call.end();
    else call.emit("error", { code: grpc.status.UNKNOWN, details: outcome });
  },

  /** A policy pack: the only plugin that this host runs. */
  runPlugin: async (call) => {
    const { request } = call;
    const folder = request.getInfo().getProgramDirectory();
    try {
      if (request.getKind() !== "analyzer") {
        const status = grpc.status.UNIMPLEMENTED;
        throw Object.assign(
          new Error("running a provider from sources needs the official Node language host"),
          {
            status,
          },
        );
      }
      const runner = resolveFrom(folder, "@pulumi/pulumi/cmd/run-policy-pack");
      const variables = request.getEnvList().map((one) => one.split(/=(.*)/s).slice(0, 2));
      const { child, ended } = start(
        process.execPath,
        [...PRELOADED, runner, ...request.getArgsList(), folder],
        {
          // The pack reads its own name and version from where it runs.
          cwd: folder,
          env: { ...process.env, ...Object.fromEntries(variables) },
          stdio: ["ignore", "pipe", "pipe"],
        },
      );
      passOutput(child, call, language.RunPluginResponse);
      call.on("cancelled", () => void end(child));
      const { code } = await ended;
      const response = new language.RunPluginResponse();
      response.setExitcode(code ?? 1);
      call.write(response);
      call.end();
    } catch (error) {
      call.emit("error", { code: error.status ?? grpc.status.UNKNOWN, details: error.message });
    }
  },

  cancel: unary(() => {
    void endAll();
    return new Empty();
  }),
};

// ---- start and end -------------------------------------------------------------------------------------------

async function shutDown() {
  await endAll();
  process.exit(0);
}
process.on("SIGINT", shutDown);
process.on("SIGTERM", shutDown);

// An engine that was killed cannot say so: its orphan gets another parent.
const engineProcess = process.ppid;
setInterval(() => {
  if (process.ppid !== engineProcess) void shutDown();
}, ENGINE_WATCH_MS);

const server = new grpc.Server({
  "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
  "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
});
server.addService(LanguageRuntimeService, service);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(String(port));
});
