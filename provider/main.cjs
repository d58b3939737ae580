"use strict";
/*
 * What `dist/index.js` exports, each part loaded when it is first used: a program that buys of one vendor starts no other vendor's code, nor
 * a client's before it looks something up.
 */

const parts = [
  [
    () => require("./dist/core/errors.js"),
    [
      "AccountRefusedError",
      "ArgumentError",
      "BrakeError",
      "ConfigurationError",
      "DecisionNeededError",
      "NotSentError",
      "RefusedError",
      "ResellerError",
      "UnavailableError",
      "UnknownOutcomeError",
      "UnreadableReplyError",
    ],
  ],
  [() => require("./dist/proxy911/resource.js"), ["ProxyAccount", "ProxyAccountSet", "ProxyOrder"]],
  [
    () => require("./dist/rstack/resource-children.js"),
    ["HyperUser", "NatWebsite", "PortMapping", "Snapshot"],
  ],
  [() => require("./dist/rstack/resource.js"), ["HyperVm"]],
  [() => require("./dist/zkeys/resource.js"), ["BaremetalServer"]],
];

/** The lookups and the client of each vendor. */
const namespaces = {
  proxy911: () => require("./dist/proxy911/index.js"),
  rstack: () => require("./dist/rstack/index.js"),
  zkeys: () => require("./dist/zkeys/index.js"),
};

Object.defineProperty(exports, "__esModule", { value: true });
for (const [load, names] of parts)
  for (const name of names)
    Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });
for (const [name, get] of Object.entries(namespaces))
  Object.defineProperty(exports, name, { enumerable: true, get });

// Never runs: it is in the text that Node and bundlers find the names that an ES module may import.
if (exports === undefined) module.exports = require("./dist/index.js");
