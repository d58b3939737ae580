import { api } from "./chinese/api";
import { cloudDatabase } from "./chinese/cloud-database";
import { cloudServer } from "./chinese/cloud-server";
import { general } from "./chinese/general";
import { machine } from "./chinese/machine";
import { physical } from "./chinese/physical";
import { web } from "./chinese/web";
import { webHosting } from "./chinese/web-hosting";

export const chinese = {
  ...api,
  ...cloudDatabase,
  ...cloudServer,
  ...general,
  ...machine,
  ...physical,
  ...web,
  ...webHosting,
};
