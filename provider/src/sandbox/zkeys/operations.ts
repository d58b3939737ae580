import { create } from "./create";
import { degrade, degradeCancel, degradeIpList } from "./degrade";
import type { Operation } from "./operation";
import { install, restart, setpass, start, stop } from "./power";
import { reads } from "./reads";
import { refund, renew } from "./term";
import { upgrade } from "./upgrade";

/** Every operation, by its `action`. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    ...reads,
    create,
    upgrade,
    degrade_ip_list: degradeIpList,
    degrade,
    degrade_cancel: degradeCancel,
    stop,
    start,
    restart,
    renew,
    setpass,
    install,
    refund,
  }),
);

/** Names of the operations that change something. */
export const writing: ReadonlySet<string> = new Set(
  [...operations].filter(([, operation]) => operation.writes).map(([action]) => action),
);
