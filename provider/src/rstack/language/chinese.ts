import { api } from "./chinese/api";
import { general } from "./chinese/general";
import { hyperVm } from "./chinese/hyper-vm";

export const chinese = { ...api, ...general, ...hyperVm };
