"use strict";
// A dynamic resource that does nothing, and weighs as much in state and has as many properties as it is told to.
const outputsFor = ({ __more = 0 }) =>
  Object.fromEntries(Array.from({ length: __more }, (_, number) => [`output${number}`, "as ours"]));

module.exports = {
  check: async (_olds, news) => ({ inputs: news }),
  diff: async () => ({ changes: false }),
  create: async (inputs) => ({ id: inputs.name, outs: { ...inputs, ...outputsFor(inputs) } }),
  read: async (id, props) => ({ id, props }),
  update: async (_id, _olds, news) => ({ outs: news }),
  delete: async () => undefined,
};
