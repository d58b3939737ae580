import { hyperip, hyperipblock, vmAddip, vmFreeip, vmSetips } from "./addresses";
import { hyperbackup, hypernat, vmCdManage, vmDomain, vmExinfo, vmPortmap, vmSnapshot } from "./children";
import { vmCreate } from "./create";
import type { RstackOperation } from "./operation";
import * as power from "./power";
import * as reads from "./reads";
import { vmDelete, vmUpdate } from "./update";
import { userAdd, userDelete, userInfo, userUpdate } from "./users";

/** Every operation, by its `action`. */
export const operations: ReadonlyMap<string, RstackOperation> = new Map(
  Object.entries({
    test: reads.test,
    user_add: userAdd,
    user_update: userUpdate,
    user_delete: userDelete,
    user_info: userInfo,
    vm_create: vmCreate,
    vm_update: vmUpdate,
    vm_delete: vmDelete,
    vm_freeip: vmFreeip,
    vm_start: power.vmStart,
    vm_restart: power.vmRestart,
    vm_stop: power.vmStop,
    vm_force_restart: power.vmForceRestart,
    vm_force_stop: power.vmForceStop,
    vm_state: power.vmState,
    vm_setips: vmSetips,
    vm_setport: power.vmSetport,
    vm_console: power.vmConsole,
    vm_reload: power.vmReload,
    vm_snapshot: vmSnapshot,
    vm_resetps: power.vmResetps,
    vm_cd_manage: vmCdManage,
    vm_portmap: vmPortmap,
    vm_domain: vmDomain,
    hypernat,
    vm_addip: vmAddip,
    vm_exinfo: vmExinfo,
    area: reads.area,
    hyper: reads.hyper,
    hyperbackup,
    hyperipblock,
    hyperip,
    hyperos: reads.hyperos,
    hypernode: reads.hypernode,
    hypertask: reads.hypertask,
    vm_monitor: reads.vmMonitor,
  }),
);

/** Whether a request asks for a change. */
export const isWriting = (action: string, subaction: string | undefined): boolean =>
  operations.get(action)?.writes === true && subaction !== "list" && subaction !== "state";
