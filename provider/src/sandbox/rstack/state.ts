import { z } from "zod";
import { areas, images, ips, nodes, pools } from "./offer";
import { AreaRow, Event, ImageRow, IpRow, NatRow, Node, PoolRow, SnapshotRow, Task, User, Vm } from "./rows";

/** Everything that a controller remembers. */
export const RstackState = z.object({
  schema: z.literal("rstack-sandbox-1"),
  apiKey: z.string(),
  clockOffsetMs: z.number(),
  /** Last id given out. */
  sequence: z.number(),
  /** Which node of its area the last VM went to, so that the next goes elsewhere. */
  rotation: z.number(),
  areas: z.array(AreaRow),
  nodes: z.array(Node),
  images: z.array(ImageRow),
  pools: z.array(PoolRow),
  ips: z.array(IpRow),
  users: z.array(User),
  vms: z.array(Vm),
  tasks: z.array(Task),
  snapshots: z.array(SnapshotRow),
  natRules: z.array(NatRow),
  events: z.array(Event),
  /** Snapshots and backups of a VM whose quota is -1. */
  groupQuota: z.number(),
  /** Why every call is refused, if it is. */
  blocked: z.string().nullable(),
  /** Why the next installation fails, if it does. */
  nextInstallFails: z.string().nullable(),
});
export type RstackState = z.infer<typeof RstackState>;

/** A controller as it is installed: areas, nodes, images, addresses, and one user `8080`. */
export const freshState = (apiKey: string): RstackState => ({
  schema: "rstack-sandbox-1",
  apiKey,
  clockOffsetMs: 0,
  sequence: 340,
  rotation: 0,
  ...structuredClone({ areas, nodes, images, pools, ips }),
  users: [
    {
      row: {
        id: "188",
        userid: "8080",
        username: "agent",
        name: "Agent",
        email: "agent@example.com",
        phone: "",
        vcount: "0",
        utype: "0",
        status: "0",
        remark: "",
        mail_verified: "0",
        mobile_verified: "0",
        cvdate: "",
        rvcount: "0",
        reg_ip: "",
        login_ip: "",
      },
      password: "Agent-Password-1",
    },
  ],
  vms: [],
  tasks: [],
  snapshots: [],
  natRules: [],
  events: [],
  groupQuota: 2,
  blocked: null,
  nextInstallFails: null,
});
