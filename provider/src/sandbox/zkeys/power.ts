import { z } from "zod";
import { refuseImage } from "./create";
import { operation } from "./operation";
import { sealed } from "./panel";
import { guid, partitionSize, password } from "./params";
import { Refusal } from "./refusal";

const target = z.strictObject({ guid });

/** Powers off. */
export const stop = operation(
  target,
  (panel, params) => {
    panel.occupy(panel.idle(params.guid), "6", { run_status: "-1" });
    return [];
  },
  { writes: true, textCode: true },
);

/** Powers on a service that is off. */
export const start = operation(
  target,
  (panel, params) => {
    const service = panel.idle(params.guid);
    if (service.row.run_status !== "-1") throw new Refusal("关机状态下才能开机");
    panel.occupy(service, "5", { run_status: "1" });
    return [];
  },
  { writes: true, refusalData: null },
);

/** Restarts a service that is running. */
export const restart = operation(
  target,
  (panel, params) => {
    const service = panel.idle(params.guid);
    if (service.row.run_status !== "1") throw new Refusal("业务未运行，不能重启");
    panel.occupy(service, "1", {});
    return [];
  },
  { writes: true, refusalData: [] },
);

/** Sets a new password on a service that is off. */
export const setpass = operation(
  z.strictObject({ guid, loginPassword: password }),
  (panel, params) => {
    const service = panel.idle(params.guid);
    if (service.row.run_status !== "-1") throw new Refusal("关机状态下才能重置密码");
    panel.occupy(service, "3", { login_password: sealed(params.guid, params.loginPassword) });
    return [];
  },
  { writes: true, textCode: true, refusalData: {} },
);

/** Installs an image anew; the machine runs afterwards. */
export const install = operation(
  z.strictObject({
    guid,
    systemGuid: guid,
    loginPassword: password,
    system_partition_size: partitionSize("-1", "0"),
    installType: z.enum(["install", "replace"]),
    install_mode: z.literal("1"),
  }),
  (panel, params) => {
    const service = panel.idle(params.guid);
    const { row } = service;
    const system = panel.system(params.systemGuid);
    refuseImage(system, panel.line(row.line_guid), "install");
    const size = params.system_partition_size;
    const custom = size !== "-1" && size !== "0";
    if (custom && panel.product(row.product_guid).system_partition_support !== "1") {
      throw new Refusal("机型不支持系统分区");
    }
    const otherKind = system.class_guid !== panel.system(row.system_guid).class_guid;
    const type = otherKind || size !== "0" ? "replace" : "install";
    if (params.installType !== type) throw new Refusal(`重装类型错误，应为${type}`);
    panel.occupy(service, "2", {
      run_status: "1",
      system_id: system.id,
      system_guid: system.guid,
      login_name: system.login_name,
      login_password: sealed(params.guid, params.loginPassword),
      system_partition_size: size,
    });
    return [];
  },
  { writes: true, refusalData: [] },
);
