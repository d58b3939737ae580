import { vi } from "vitest";
import type { Proxy911Sandbox, ZonkvmSandbox, ZonkvmSandboxOptions } from "../../provider/src/sandbox";
import { proxy911Panel, zonkvmPanel } from "../support/panels";
import { describeUntraceable } from "../support/untraceable";
import { idc, lease } from "../support/zonkvm";

/*
 * Of these orders nothing of ours comes back: what a fault leaves open only a person can settle. So they are not repeated and not found
 * again; the promise is that nothing is ordered twice, and that the way on is named.
 */

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

describeUntraceable<Proxy911Sandbox, object>({
  kind: proxy911Panel,
  options: {},
  type: "ProxyOrder",
  action: "order/create",
  args: { packageId: 101, paymentMethodId: 1 },
  madeOf: (sandbox) => sandbox.ledger().orders.map(({ trade_no }) => trade_no),
  balanceAfter: "985.00",
  secretOf: ({ appKey }) => appKey,
});

const zonkvm = {
  kind: zonkvmPanel,
  options: { openingSeconds: 0.05 } satisfies ZonkvmSandboxOptions,
  action: "create_order",
  madeOf: (sandbox: ZonkvmSandbox) => sandbox.ledger().services.map(({ id }) => String(id)),
  secretOf: ({ appKey }: ZonkvmSandbox) => appKey,
};
describeUntraceable({ ...zonkvm, type: "LeaseServer", args: lease, balanceAfter: "9450.00" });
describeUntraceable({ ...zonkvm, type: "IdcServer", args: idc, balanceAfter: "9200.00" });
