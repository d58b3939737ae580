import { speaker, type Plain } from "./speaker";
import { chinese } from "./chinese";

/** Says what this folder has to say. */
export const say = speaker(chinese);

/** A sentence of this folder that a constant may hold. */
export type Sentence = Plain<keyof typeof chinese>;
