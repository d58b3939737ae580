import { hostOf } from "./hosts";
import { command } from "./operation";
import { badRequest, BthostRefusal, noAddress, noHost, noValidHost } from "./refusal";
import type { Binding } from "./rows";
import { addressesOf, addressShown } from "./shown";

/** Neither the host's review nor its number of domains counts. */
export const hostDomain = command((panel, { body }) => {
  const [id, domain] = [body.integer("id"), body.text("domain") ?? ""];
  if (id === 0 || domain === "" || domain === "0") throw badRequest;
  const host = panel.liveHosts().find((one) => one.id === id);
  if (host === undefined) throw noValidHost;
  const dir = body.text("dirs") ?? "/";
  const status = ["", "0"].includes(body.text("is_audit") ?? "0") ? 1 : 0;
  if (host.sub_bind !== 1 && dir !== "/") throw new BthostRefusal("绑定的目录错误");
  const refused = status === 1 ? panel.sites.addDomain(host.bt_id, domain, dir) : undefined;
  if (refused !== undefined) throw new BthostRefusal(refused);
  const binding: Binding = {
    id: panel.nextId("binding"),
    ...{ domain, vhost_id: id, domain_id: null, dir, status },
    ...panel.stamps(),
  };
  panel.state.bindings.push(binding);
  panel.note(id, "domain", "api", domain);
  const { createtime, updatetime } = binding;
  const reply = { vhost_id: id, domain, dir, status, createtime, updatetime };
  return { msg: "添加成功", data: { ...reply, id: String(binding.id), audit_text: "", status_text: "" } };
});

export const hostBindip = command((panel, { body }) => {
  const ipId = body.integer("ip_id");
  if (ipId === 0) throw badRequest;
  const host = hostOf(panel, body, badRequest);
  if (!panel.state.ipAddresses.some((one) => one.id === ipId)) throw noAddress;
  if (host.ips.includes(ipId)) throw new BthostRefusal("已绑定");
  panel.touch(host, { ips: [...host.ips, panel.habits.spoilsAddresses ? 0 : ipId] });
  return { msg: "绑定成功", data: addressesOf(panel, host).map(addressShown) };
});

export const hostUnbindip = command((panel, { body }) => {
  const ipId = body.integer("ip_id");
  const host = hostOf(panel, body, noHost);
  if (!panel.state.ipAddresses.some((one) => one.id === ipId)) throw noAddress;
  const place = host.ips.indexOf(ipId);
  if (place === -1) throw new BthostRefusal("未绑定该IP");
  const left = panel.habits.spoilsAddresses
    ? host.ips.slice(0, place)
    : host.ips.filter((one) => one !== ipId);
  panel.touch(host, { ips: left });
  return { msg: "已解除绑定", data: addressesOf(panel, host).map(addressShown) };
});
