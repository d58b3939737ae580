import { z } from "zod";
import { language } from "./language";

const chinese = z.locales.zhCN().localeError;

/**
 * For a parse whose faults a person reads: zod's own words in the language of this process, where a schema says nothing itself. zod's global
 * config is left alone, because a program may use the same zod for its own.
 */
export const inOurLanguage = {
  error: (issue: z.core.$ZodRawIssue) => (language() === "zh" ? chinese(issue) : undefined),
};
