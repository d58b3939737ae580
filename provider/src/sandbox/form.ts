/** A decoded form: text, or what PHP makes of `name[key]`: a list when the keys count up from 0, else a map. */
export type FormValue = string | FormValue[] | { [key: string]: FormValue };

/** A body that is not a form, or that says something twice. */
export class FormError extends Error {}

/**
 * The names and values of a form body in the order sent, decoded.
 * @throws FormError for a broken escape
 */
export function formFields(body: string): [name: string, value: string][] {
  if (body === "") return [];
  return body.split("&").map((field) => {
    const [name = "", ...rest] = field.split("=");
    try {
      return [decode(name), decode(rest.join("="))];
    } catch {
      throw new FormError(field.slice(0, 40));
    }
  });
}

const decode = (text: string): string => decodeURIComponent(text.replaceAll("+", " "));

type Branch = Map<string, string | Branch>;

/**
 * Fields as one tree, by PHP's brackets: `param[0][item]=ip` is `{ param: [{ item: "ip" }] }`.
 * @throws FormError for a name that is no such path, and for one that is used twice
 */
export function formTree(fields: [name: string, value: string][]): Record<string, FormValue> {
  const root: Branch = new Map();
  for (const [name, value] of fields) {
    if (!/^\w+(\[\w+\])*$/.test(name)) throw new FormError(name);
    const path = name.replaceAll("]", "").split("[");
    const last = path.pop() ?? "";
    let branch = root;
    for (const key of path) {
      const next = branch.get(key) ?? new Map<string, string | Branch>();
      if (typeof next === "string") throw new FormError(name);
      branch.set(key, next);
      branch = next;
    }
    if (branch.has(last)) throw new FormError(name);
    branch.set(last, value);
  }
  return Object.fromEntries([...root].map(([name, value]) => [name, collapse(value)]));
}

function collapse(value: string | Branch): FormValue {
  if (typeof value === "string") return value;
  const entries = [...value].map(([key, inner]): [string, FormValue] => [key, collapse(inner)]);
  return entries.every(([key], index) => key === String(index))
    ? entries.map(([, inner]) => inner)
    : Object.fromEntries(entries);
}
