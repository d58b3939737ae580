import { z } from "zod";
import { reading } from "./operation";
import { tradeNo } from "./params";
import { Proxy911Refusal } from "./refusal";

/** Announced in the document as not open yet. */
export const userInfo = reading(
  z.strictObject({}),
  (panel) => {
    if (!panel.manners.userInfoOpen) throw new Proxy911Refusal("接口未开放");
    const { id, email, phone, balance, status, is_real_name, created_at } = panel.state.user;
    return { id, email, phone, balance: Number(balance), status, is_real_name, created_at };
  },
  "newer",
);

export const paymentGroups = reading(
  z.strictObject({ trade_no: tradeNo.optional() }),
  (panel, params) => {
    if (params.trade_no !== undefined) panel.order(params.trade_no);
    return { list: panel.state.paymentGroups };
  },
  "newer",
);

export const giftRatio = reading(
  z.strictObject({}),
  (panel) => ({ list: panel.state.giftRatios }),
  "activity",
);
