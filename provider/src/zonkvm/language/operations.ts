import { hosting } from "./operations/hosting";
import { orders } from "./operations/orders";

/** What the documented operations do and take, in Chinese. */
export const operations: Readonly<Record<string, string>> = { ...orders, ...hosting };
