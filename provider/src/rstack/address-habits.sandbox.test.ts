import { describeHabits, onlyFilters } from "../../test-support/rstack-habits";

// Apart from the others: a list without addresses is read again and again, which is waited for.
describeHabits([
  ["has no addresses in its list of addresses", { leavesOut: { hyper: onlyFilters, hyperip: ["ip"] } }],
]);
