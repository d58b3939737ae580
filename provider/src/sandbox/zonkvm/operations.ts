import type { FormValue } from "../form";
import { createServer, serverUpgrade } from "./cloud";
import * as hosting from "./hosting";
import * as machines from "./machines";
import type { ZonkvmOperation } from "./operation";
import { getSecurityPolicy, serverAddHardpolicy, serverDelHardpolicy } from "./policies";
import { createIdc, createLease, idcUpgrade, leaseUpgrade } from "./rack";
import {
  catalogQuery,
  chartQuery,
  getPhpVersion,
  hostingGetSoftFind,
  machineList,
  orderQuery,
  webList,
} from "./reads";
import { refundOf } from "./refund";
import { refused } from "./refusal";
import { siteOperations } from "./site-operations";
import * as sql from "./sql";
import { createDatabase } from "./sql-create";
import { idcRenew, leaseRenew, serverRenew } from "./renew";

type Table = ReadonlyMap<string, ZonkvmOperation>;
const table = (operations: Record<string, ZonkvmOperation>): Table => new Map(Object.entries(operations));

const catalog = table({
  getzones: catalogQuery("zones"),
  getsystems: catalogQuery("systems"),
  getlines: catalogQuery("cloudLines"),
  getproduct: catalogQuery("packages"),
  lease_lines: catalogQuery("leaseLines"),
  lease_harddisk: catalogQuery("disks"),
  lease_product: catalogQuery("leaseProducts"),
  idc_lines: catalogQuery("idcLines"),
  idc_product: catalogQuery("idcProducts"),
  hosting_lines: catalogQuery("hostingLines"),
  hosting_product: catalogQuery("hostingProducts"),
  sql_product: catalogQuery("sqlProducts"),
});

const cloud = table({
  getserver: orderQuery("server"),
  getservers: machineList("server"),
  server_start: machines.power("server", "start"),
  server_stop: machines.power("server", "stop"),
  server_restart: machines.restart("server"),
  server_install: machines.serverInstall,
  server_upgrade: serverUpgrade,
  server_renew: serverRenew,
  server_getvncurl: machines.vncUrl("server"),
  server_setpsw: machines.setPassword("server"),
  server_setvnc: machines.serverSetvnc,
  get_server_chart: chartQuery("server", "获取成功"),
  get_security_policy: getSecurityPolicy,
  server_add_hardpolicy: serverAddHardpolicy,
  server_del_hardpolicy: serverDelHardpolicy,
  server_refund: refundOf("server"),
});

const lease = table({
  getlease: orderQuery("lease"),
  lease_orders: machineList("lease"),
  lease_start: machines.power("lease", "start"),
  lease_stop: machines.power("lease", "stop"),
  lease_restart: machines.restart("lease"),
  lease_install: machines.leaseInstall,
  lease_setpsw: machines.setPassword("lease"),
  lease_upgrade: leaseUpgrade,
  lease_renew: leaseRenew,
  lease_getvncurl: machines.vncUrl("lease"),
  get_lease_chart: chartQuery("lease", "获取成功"),
  lease_refund: refundOf("lease"),
});

const idc = table({
  getidc: orderQuery("idc"),
  idc_orders: machineList("idc"),
  idc_start: machines.power("idc", "start"),
  idc_stop: machines.power("idc", "stop"),
  idc_restart: machines.restart("idc"),
  idc_install: machines.idcInstall,
  idc_setpsw: machines.setPassword("idc"),
  idc_upgrade: idcUpgrade,
  idc_renew: idcRenew,
  idc_refund: refundOf("idc"),
  idc_getvncurl: machines.vncUrl("idc"),
  get_idc_chart: chartQuery("idc", "操作成功"),
});

const web = table({
  gethosting: orderQuery("hosting"),
  hosting_orders: webList("hosting"),
  get_php_version: getPhpVersion,
  hosting_get_soft_find: hostingGetSoftFind,
  getsql: orderQuery("sql"),
  sql_orders: webList("sql"),
});

const operations: Table = new Map([...catalog, ...cloud, ...lease, ...idc, ...web]);

const hostingOperations = table({
  ...siteOperations,
  hosting_stop: hosting.hostingStop,
  hosting_start: hosting.hostingStart,
  hosting_edit_name: hosting.hostingEditName,
  hosting_edit_pwd: hosting.hostingEditPwd,
  hosting_set_php_version: hosting.hostingSetPhpVersion,
  hosting_refund: refundOf("hosting"),
  hosting_resume_after_renew: hosting.hostingResumeAfterRenew,
  hosting_renew: hosting.hostingRenew,
  hosting_upgrade: hosting.hostingUpgrade,
  hosting_add_database: hosting.hostingAddDatabase,
});

const sqlOperations = table({
  sql_edit_name: sql.sqlEditName,
  sql_reissue: sql.sqlReissue,
  sql_get_access: sql.sqlGetAccess,
  sql_set_access: sql.sqlSetAccess,
  sql_reset_password: sql.sqlResetPassword,
  sql_backup_list: sql.sqlBackupList,
  sql_to_backup: sql.sqlToBackup,
  sql_del_backup: sql.sqlDelBackup,
  sql_get_backup_size: sql.sqlGetBackupSize,
  sql_input_backup: sql.sqlInputBackup,
  sql_get_import_size: sql.sqlGetImportSize,
  sql_refund: refundOf("sql"),
  sql_renew: sql.sqlRenew,
  sql_upgrade: sql.sqlUpgrade,
});

/** Operations that another parameter chooses among, and those choices. */
const selectors: ReadonlyMap<string, { by: string; among: Table }> = new Map(
  Object.entries({
    create_order: {
      by: "obj_type",
      among: table({
        create_server: createServer,
        create_lease: createLease,
        create_idc: createIdc,
        create_hosting: hosting.createHosting,
        create_database: createDatabase,
      }),
    },
    hosting_operate: { by: "operate", among: hostingOperations },
    sql_operate: { by: "operate", among: sqlOperations },
  }),
);

/**
 * The operation that a request names, and its own parameters.
 * @throws ZonkvmRefusal when there is none
 */
export function operationOf(
  action: string,
  params: Record<string, FormValue>,
): { operation: ZonkvmOperation; own: Record<string, FormValue> } {
  const selector = selectors.get(action);
  if (selector === undefined) {
    const operation = operations.get(action);
    if (operation === undefined) throw refused.unknownAction;
    return { operation, own: params };
  }
  const { [selector.by]: choice = "", ...own } = params;
  if (choice === "") throw refused.missing;
  const operation = typeof choice === "string" ? selector.among.get(choice) : undefined;
  if (operation === undefined) throw refused.unknownAction;
  return { operation, own };
}

/** Whether a request asks for a change. */
export function isWriting(action: string, params: Record<string, string>): boolean {
  const selector = selectors.get(action);
  const operation =
    selector === undefined ? operations.get(action) : selector.among.get(params[selector.by] ?? "");
  return operation?.writes === true;
}
