import { general } from "./chinese/general";
import { plan } from "./chinese/plan";
import { report } from "./chinese/report";

export const chinese = { ...general, ...plan, ...report };
