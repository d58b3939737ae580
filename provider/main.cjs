"use strict";
/*
 * What `dist/index.js` exports, each part loaded when it is first used: a program that buys of one vendor starts no other vendor's code, nor
 * a client's before it looks something up.
 */

const errors = () => require("./dist/core/errors.js");
const errorNames = [
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
];

/**
 * A vendor's namespace: its resources need little, its lookups and its client nearly everything.
 * @param resources loads its resources, which are part of it.
 * @param whole loads all of it.
 */
function namespaceOf(resources, whole) {
  const has = (exported, key) => Object.prototype.hasOwnProperty.call(exported, key);
  return new Proxy(
    {},
    {
      get: (_, key) => (has(resources(), key) ? resources()[key] : whole()[key]),
      has: (_, key) => key in whole(),
      ownKeys: () => Reflect.ownKeys(whole()),
      getOwnPropertyDescriptor(_, key) {
        const exported = whole();
        if (!has(exported, key)) return undefined;
        // What a proxy tells of a key that its target has not must be open to change.
        return {
          value: exported[key],
          enumerable: key !== "__esModule",
          configurable: true,
          writable: false,
        };
      },
      set: () => false,
      defineProperty: () => false,
      deleteProperty: () => false,
    },
  );
}

const bthost = namespaceOf(
  () => require("./dist/bthost/resources.js"),
  () => require("./dist/bthost/index.js"),
);
const proxy911 = namespaceOf(
  () => require("./dist/proxy911/resources.js"),
  () => require("./dist/proxy911/index.js"),
);
const rstack = namespaceOf(
  () => require("./dist/rstack/resources.js"),
  () => require("./dist/rstack/index.js"),
);
const zkeys = namespaceOf(
  () => require("./dist/zkeys/resources.js"),
  () => require("./dist/zkeys/index.js"),
);

const zonkvm = namespaceOf(
  () => require("./dist/zonkvm/resources.js"),
  () => require("./dist/zonkvm/index.js"),
);

Object.defineProperty(exports, "__esModule", { value: true });
const offer = (name, get) => Object.defineProperty(exports, name, { enumerable: true, get });
for (const name of errorNames) offer(name, () => errors()[name]);
for (const [name, namespace] of Object.entries({ bthost, proxy911, rstack, zkeys, zonkvm }))
  offer(name, () => namespace);
for (const [name, namespace] of Object.entries({
  BaremetalServer: zkeys,
  BtHost: bthost,
  CloudServer: zonkvm,
  HyperVm: rstack,
  LeaseServer: zonkvm,
  ProxyAccount: proxy911,
}))
  offer(name, () => namespace[name]);

// Never runs: it is in the text that Node and bundlers find the names that an ES module may import.
if (exports === undefined) module.exports = require("./dist/index.js");
