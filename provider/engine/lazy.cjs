"use strict";

/**
 * Loads what `@pulumi/pulumi` requires when it starts, and a program of resources never uses, when it is first used. That is most of the
 * time that each process of a command takes to start. Required before anything else is.
 */

const Module = require("node:module");

const packages = new Set([
  // For the serialization of functions.
  "typescript",
  "@npmcli/arborist",
  "fdir",
  "js-yaml",
  "normalize-package-data",
  // For the Automation API.
  "execa",
  "tmp",
  // For `--tracing`.
  "@opentelemetry/exporter-zipkin",
  "@opentelemetry/instrumentation",
  "@opentelemetry/instrumentation-grpc",
  "@opentelemetry/resources",
  "@opentelemetry/sdk-trace-base",
  "@opentelemetry/sdk-trace-node",
]);
const isOfSdk = ({ filename = "" }) => /[\\/]@pulumi[\\/]pulumi[\\/]/.test(filename ?? "");

const load = Module._load;
Module._load = function (request, parent, isMain) {
  if (!packages.has(request) || !isOfSdk(parent ?? {})) return load.call(this, request, parent, isMain);
  // A package that is not there is looked for at once: its caller may have something else in its place.
  Module._resolveFilename(request, parent, isMain);
  let loaded;
  const whole = () => (loaded ??= load.call(this, request, parent, isMain));
  return new Proxy(function () {}, {
    // Else the caller would copy all of it.
    get: (_, key) => (key === "__esModule" ? true : key === "default" ? whole() : whole()[key]),
    has: (_, key) => key in whole(),
    apply: (_, self, args) => Reflect.apply(whole(), self, args),
    construct: (_, args) => Reflect.construct(whole(), args),
  });
};
