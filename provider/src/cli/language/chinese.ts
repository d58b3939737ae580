import { commander } from "./chinese/commander";
import { general } from "./chinese/general";
import { help } from "./chinese/help";
import { plan } from "./chinese/plan";
import { report } from "./chinese/report";
import { sandbox } from "./chinese/sandbox";
import { tables } from "./chinese/tables";

export const chinese = { ...commander, ...general, ...help, ...plan, ...report, ...sandbox, ...tables };
