import { openWithStatus } from "./envelope";
import { fullPath, guidText, ofOrder, stamp, type Some } from "./operations-values";
import { isIP } from "node:net";
import { ArgumentError } from "../../core/errors";
import { say } from "../language/say";
import {
  anyText,
  needed,
  oneOf,
  optional,
  password,
  text,
  through,
  whole,
} from "../../core/operations/values";

/* The 14 things that `sql_operate` does with a database, by `operate` without `sql_`. */

const address = through(text, (property, value) => {
  if (isIP(value) !== 0) return value;
  throw new ArgumentError([
    { property, reason: say("must be an IP address, is {given}", { given: JSON.stringify(value) }) },
  ]);
});
const coupon_id = optional("id of a coupon", whole(1));

export const sqlOperate: Some = {
  edit_name: ofOrder("changes", "changes the name that the database has in the panel", {
    name: needed("the new name", text),
  }),
  reissue: ofOrder("destroys", "makes the database anew; whether its data stay, the vendor does not say"),
  get_access: { ...ofOrder("reads", "tells from where it may be reached"), open: openWithStatus },
  set_access: ofOrder("changes", "sets from where it may be reached", {
    dataAccess: needed(
      "% everywhere, 127.0.0.1 this machine, ip the addresses of access",
      oneOf("%", "127.0.0.1", "ip"),
    ),
    access: optional("with dataAccess=ip: the addresses, a line each", anyText),
    address: optional("one more address", address),
  }),
  reset_password: ofOrder("changes", "sets the password", { password: needed("the new password", password) }),
  backup_list: ofOrder("reads", "lists the backups"),
  to_backup: { ...ofOrder("changes", "begins a backup; three at the most"), open: openWithStatus },
  del_backup: ofOrder("destroys", "deletes a backup", { bak_guid: needed("id of the backup", whole(1)) }),
  get_backup_size: { ...ofOrder("reads", "tells how far the backup is"), open: openWithStatus },
  input_backup: {
    ...ofOrder("destroys", "loads a backup into the database, over what is there", {
      file: needed("full path of the backup on the node", fullPath),
    }),
    open: openWithStatus,
  },
  get_import_size: { ...ofOrder("reads", "tells how far the import is"), open: openWithStatus },
  refund: ofOrder("destroys", "gives the database back and deletes it"),
  renew: ofOrder("spends", "prolongs the database to a date", {
    newEndTimeStr: needed("the new end: 2026-07-01 10:00:00", stamp),
    renewLength: optional("how many months that is", whole(1)),
    coupon_id,
  }),
  upgrade: ofOrder("spends", "changes the product", {
    new_product_guid: needed("guid of the new product", guidText),
    coupon_id,
  }),
};
