import {
  buyer,
  disks,
  guidText,
  loginPassword,
  term,
  type Some,
  type Value,
  type ZonkvmOperation,
} from "./operations-values";
import type { Parameters } from "../../core/operations/operation";
import { needed, neededObject, optional, password, text, whole } from "../../core/operations/values";
import type { FormValue } from "../../core/wire/form";

/* What `create_order` buys, by `obj_type`. */

const bandwidth = needed("Mbit/s", whole(0));
const defense = needed("Gbit/s of defense", whole(0));
const ip_num = optional("addresses; 1", whole(0));
const product_guid = needed("guid of the product", guidText);
const system_guid = needed("guid of the image", guidText);

function buys(what: string, content: Parameters<FormValue>, beside: Parameters<Value>): ZonkvmOperation {
  const holds = { ...content, ...term };
  const takes = { ...buyer, content: neededObject("the sizes, as one JSON object", holds), ...beside };
  return { effect: "spends", words: `buys ${what}`, takes };
}

/** The account that comes with a hosting or a database. */
const named = (what: string): Parameters<Value> => ({
  prefix: needed(`what the name of the ${what} begins with`, text),
  pwd: needed(`password of the ${what}`, password),
  product_guid,
});

export const createOrder: Some = {
  create_server: buys(
    "a cloud server",
    {
      cpu: needed("CPU cores", whole(1)),
      ram: needed("GB of memory", whole(1)),
      bandwidth,
      harddisksValues: needed("GB of each disk: 40,80", disks),
      defense,
      ip_num,
      loginPassword,
    },
    { system_guid },
  ),
  create_lease: buys(
    "a physical server",
    { bandwidth, defense, ip_num, loginPassword },
    { product_guid, system_guid },
  ),
  create_idc: buys(
    "a place in colocation",
    { bandwidth, power: needed("name of the power supply: 0.5A/220V", text), defense, ipnum: ip_num },
    { product_guid },
  ),
  create_hosting: buys(
    "a hosting",
    {
      program: needed("php, asp, …", text),
      program_version: needed("php81, asp_net, …", text),
      db: needed("mysql, sqlserver, …", text),
      code: needed("utf8, gbk, …", text),
      flow: optional("GB of traffic a month; the product's without it", whole(1)),
    },
    named("FTP account"),
  ),
  create_database: buys(
    "a database",
    {
      db: needed("MB of the database, as the product has it", text),
      code: needed("utf8mb4, utf8, gbk, …", text),
    },
    named("database"),
  ),
};
