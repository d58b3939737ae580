import * as accounts from "./accounts";
import * as bindings from "./bindings";
import { hostBuild } from "./build";
import * as catalog from "./catalog";
import * as hosts from "./hosts";
import type { BthostOperation } from "./operation";
import * as states from "./states";
import * as users from "./users";

/** Every operation, by its name: those of the document in its order, then those that only the server has. */
export const operations: ReadonlyMap<string, BthostOperation> = new Map(
  Object.entries({
    sql_build: accounts.sqlBuild,
    sql_info: accounts.sqlInfo,
    sql_pass: accounts.sqlPass,
    sort_edit: catalog.sortEdit,
    sort_create: catalog.sortCreate,
    sort_delete: catalog.sortDelete,
    sort_list: catalog.sortList,
    user_create: users.userCreate,
    user_edit: users.userEdit,
    host_login: hosts.hostLogin,
    user_del: users.userDel,
    user_list: users.userList,
    user_info: users.userInfo,
    ftp_pass: accounts.ftpPass,
    ftp_info: accounts.ftpInfo,
    ftp_status: accounts.ftpStatus,
    host_domain: bindings.hostDomain,
    host_build: hostBuild,
    host_update: hosts.hostUpdate,
    host_edit: hosts.hostEdit,
    host_info: hosts.hostInfo,
    host_status: states.hostStatus,
    host_list: hosts.hostList,
    host_bindip: bindings.hostBindip,
    host_unbindip: bindings.hostUnbindip,
    host_push: hosts.hostPush,
    host_recycle: states.hostRecycle,
    host_recovery: states.hostRecovery,
    host_speedoff: hosts.hostSpeedoff,
    host_speed: hosts.hostSpeed,
    host_endtime: hosts.hostEndtime,
    host_notice: hosts.hostNotice,
    host_resource: states.hostResource,
    host_pass: hosts.hostPass,
    host_sync: states.hostSync,
    host_locked: states.hostLocked,
    host_stop: states.hostStop,
    host_start: states.hostStart,
    ipaddress_info: catalog.ipaddressInfo,
    ipaddress_list: catalog.ipaddressList,
    ippools_list: catalog.ippoolsList,
    index: catalog.index,
    domainpools_list: catalog.domainpoolsList,
    domain_list: catalog.domainList,
    domain_info: catalog.domainInfo,
    plans_info: catalog.plansInfo,
    plans_list: catalog.plansList,
    php_list: catalog.phpList,
    deployment_list: catalog.deploymentList,
    server_status: catalog.serverStatus,
  }),
);

/** Whether a request asks for a change. */
export const isWriting = (action: string): boolean => operations.get(action)?.writes === true;
