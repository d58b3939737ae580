import { siteOperations } from "./operations-site";
import { siteFileOperations } from "./operations-site-files";
import { guidText, ofOrder, stamp, type Some } from "./operations-values";
import { atLeastOne } from "../../core/operations/check";
import { needed, optional, password, text, whole } from "../../core/operations/values";

/* The 67 things that `hosting_operate` does with a hosting, by `operate` without `hosting_`. */

const coupon_id = optional("id of a coupon", whole(1));

const basics: Some = {
  stop: ofOrder("changes", "suspends the site"),
  start: ofOrder("changes", "resumes the site"),
  edit_name: ofOrder("changes", "changes the name that the hosting has in the panel", {
    name: needed("the new name", text),
  }),
  edit_pwd: ofOrder("changes", "sets the FTP password", {
    ftp_password: needed("the new password", password),
  }),
  set_php_version: ofOrder("changes", "sets the version of PHP", {
    version: needed("php81, php74, …", text),
  }),
};

const orders: Some = {
  refund: ofOrder("destroys", "gives the hosting back and deletes it with all that is in it"),
  resume_after_renew: ofOrder(
    "changes",
    "puts a hosting that had expired and was renewed back into operation",
  ),
  renew: ofOrder("spends", "prolongs the hosting to a date", {
    newEndTimeStr: needed("the new end: 2026-07-01 10:00:00", stamp),
    renewLength: optional("how many months that is", whole(1)),
    coupon_id,
  }),
  upgrade: {
    ...ofOrder("spends", "raises the traffic or changes the product", {
      flow: optional("GB of traffic a month", whole(1)),
      new_product_guid: optional("guid of the new product", guidText),
      coupon_id,
    }),
    check: atLeastOne("flow", "new_product_guid"),
  },
  add_database: ofOrder("changes", "adds the database that comes free", {
    db_password: needed("password of the database", password),
    db_type: optional("kind; mysql", text),
  }),
};

export const hostingOperate: Some = { ...basics, ...siteOperations, ...siteFileOperations, ...orders };
