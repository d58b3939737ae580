import { dayField, idField } from "./fields";
import { aboveZero } from "./host-forms";
import { bit, text, through, whole } from "../../core/operations/values";

/* What the panel's parameters can be, by the same checks as in its client. */

/** An id: 0 and anything behind digits would be read as something else. */
export const id = through(text, idField);

/** The id of a category, of which 0 is the built-in one. */
export const category = through(text, (property, value) =>
  value === "0" ? value : idField(property, value),
);

export const day = through(text, dayField);

/** A number of which 0 would count as not given. */
export const positive = through(whole(0), aboveZero);

/** A yes: a no would count as not given. */
export const yes = through(bit, aboveZero);
