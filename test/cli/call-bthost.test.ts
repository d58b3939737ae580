import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { Caller } from "../support/call";
import { bthostPanel } from "../support/panels";

const withId = z.looseObject({ id: z.coerce.string() });
const built = z.looseObject({ site: withId, sql: withId, ftp: withId });

test("every operation of BThost is called by its name", async () => {
  const panel = await bthostPanel.start(bthostPanel.quick);
  onTestFinished(() => panel.close());
  panel.panel.setHabits({ spoilsAddresses: false });
  const caller = new Caller(bthostPanel, panel);
  const call = (name: string, parameters = {}): Promise<unknown> => caller.call(name, parameters);
  for (const name of ["index", "plans_list", "ippools_list", "domainpools_list", "sort_list"])
    await call(name);
  await call("plans_info", { id: 1 });
  await call("ipaddress_list", { ippools_id: 1 });
  await call("ipaddress_info", { id: 1 });
  await call("domain_list", { domainpools_id: 1 });
  await call("domain_info", { id: 1 });

  await call("sort_create", { name: "shops" });
  const sorts = z
    .array(z.looseObject({ id: z.coerce.string(), name: z.string() }))
    .parse(await call("sort_list"));
  const sort = sorts.find(({ name }) => name === "shops")?.id;
  await call("sort_edit", { id: sort, name: "markets" });
  await call("sort_delete", { id: sort });

  const user = { username: "owner1", password: "SecretWord77", nickname: "Owner" };
  const { id: userId } = withId.parse(await call("user_create", user));
  await call("user_edit", { user_id: userId, info: { nickname: "Other" } });
  expect(await call("user_list", { group_id: 1 })).not.toEqual([]);
  expect(await call("user_info", { id: userId })).toMatchObject({ nickname: "Other" });
  expect(await call("host_login", { account: "owner1", password: "SecretWord77" })).toEqual({
    location: "/",
  });

  const host = built.parse(
    await call("host_build", { username: "web1", plans_id: 1, endtime: "2037-01-01", user_id: userId }),
  );
  await call("host_build", {
    username: "web2",
    endtime: "2037-01-01",
    pack: { domainpools_id: 1, ftp: 1, sql: "none", site_max: 200 },
  });
  const { id } = host.site;
  expect(panel.ledger().hosts).toHaveLength(2);
  expect(await call("host_list", { user_id: userId })).toMatchObject([{ bt_name: "web1.bty5.com" }]);
  for (const name of ["host_info", "host_status", "host_resource", "host_sync"]) await call(name, { id });
  await call("host_domain", { id, domain: "www.example.com" });
  await call("host_bindip", { id, ip_id: 2 });
  await call("host_unbindip", { id, ip_id: 2 });
  await call("host_update", { id, plan_id: 2 });
  await call("host_edit", { id, site_max: 300 });
  await call("host_endtime", { id, endtime: "2037-02-01" });
  await call("host_notice", { id, text: "shop" });
  await call("host_speed", { id, perserver: 300, limit_rate: 512 });
  await call("host_speedoff", { id });
  await call("host_pass", { id, type: "all", password: "OtherWord88" });
  for (const name of ["host_locked", "host_stop", "host_start"]) await call(name, { id });
  await call("host_push", { host_id: id, user_id: 1 });
  await call("sql_info", { sql_id: host.sql.id });
  await call("sql_pass", { sql_id: host.sql.id, password: "ThirdWord99" });
  await call("ftp_info", { ftp_id: host.ftp.id });
  await call("ftp_pass", { ftp_id: host.ftp.id, password: "FourthWord11" });
  await call("ftp_status", { ftp_id: host.ftp.id, status: "hidden" });
  await call("host_recycle", { id });
  await call("host_recovery", { id });
  await call("user_del", { user_id: userId, delete: 1 });
  // The vendor calls it suspended, and so does its stand-in, whatever it is asked with.
  await caller.refused("sql_build", { id }, /接口停用/);
  caller.insistOnSecrecy(panel.accessToken, "SecretWord77", "OtherWord88", "ThirdWord99", "FourthWord11");
  await caller.insistOnAll(47);
});
