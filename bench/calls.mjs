/** What `check` and `diff` cost per resource, how many requests a fleet costs, and what it weighs in state. */

import {
  createAll,
  inputsOf,
  newPlugin,
  print,
  provider,
  sideBySide,
  startZkeysSandbox,
} from "./support/plugin.mjs";

const bytes = (value) => Buffer.byteLength(JSON.stringify(value));

for (const count of [1, 100, 1_000]) {
  const sandbox = await startZkeysSandbox({ balance: "10000000.00", openingSeconds: 0.2, busySeconds: 0.05 });
  const requests = () => sandbox.requests.length;
  try {
    const state = await createAll(sandbox, count);
    print(`create of ${count}`, { requests: requests(), orders: sandbox.ledger().orders.length });

    const preview = newPlugin(sandbox);
    let before = requests();
    await preview.check(state[0].inputs, inputsOf(0));
    const loading = requests() - before;
    before = requests();
    const start = process.hrtime.bigint();
    const checked = [];
    for (const { inputs } of state) {
      const number = Number(/web(\d+)$/.exec(inputs.__urn)[1]);
      checked.push((await preview.check(inputs, inputsOf(number))).inputs);
    }
    const middle = process.hrtime.bigint();
    let changed = 0;
    for (const [index, { id, outputs }] of state.entries()) {
      if ((await preview.diff(id, outputs, checked[index])).changes !== false) changed += 1;
    }
    const end = process.hrtime.bigint();
    print(`unchanged preview of ${count}`, {
      "microseconds a check": Number((middle - start) / 1_000n / BigInt(count)),
      "microseconds a diff": Number((end - middle) / 1_000n / BigInt(count)),
      "requests to load": loading,
      "requests after that": requests() - before,
      changed,
    });

    before = requests();
    const refresh = newPlugin(sandbox);
    await sideBySide(state, ({ id, outputs }) => refresh.read(id, outputs));
    print(`refresh of ${count}`, { requests: requests() - before });

    const [first] = state;
    print(`state of ${count}`, {
      "bytes of __provider": Buffer.byteLength(provider),
      "bytes of inputs": bytes(first.inputs),
      "bytes of outputs": bytes(first.outputs),
    });
  } finally {
    await sandbox.close();
  }
}
