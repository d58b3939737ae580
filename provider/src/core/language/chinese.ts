import { aspects } from "./chinese/aspects";
import { collection } from "./chinese/collection";
import { flow } from "./chinese/flow";
import { general } from "./chinese/general";
import { http } from "./chinese/http";
import { operations } from "./chinese/operations";
import { order } from "./chinese/order";
import { pulumi } from "./chinese/pulumi";
import { wire } from "./chinese/wire";

export const chinese = {
  ...aspects,
  ...collection,
  ...flow,
  ...general,
  ...http,
  ...operations,
  ...order,
  ...pulumi,
  ...wire,
};
