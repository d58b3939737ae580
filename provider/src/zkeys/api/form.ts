/** What a form can hold. A field that is `undefined` is left out; an empty text is sent. */
export type FormValue =
  string | number | undefined | readonly FormValue[] | { readonly [key: string]: FormValue };

/** Turns fields into a body of type `application/x-www-form-urlencoded`. */
export type FormEncoder = (fields: Readonly<Record<string, FormValue>>) => string;

function* pairs(name: string, value: FormValue): Generator<[string, string]> {
  if (value === undefined) return;
  if (typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) yield* pairs(`${name}[${key}]`, inner);
  } else {
    yield [name, String(value)];
  }
}

/** Each nested value as one JSON text: `param=[{"item":"bandwidth"}]`. */
export const encodeFormWithJson: FormEncoder = (fields) =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]): [string, string][] => {
      if (value === undefined) return [];
      return [[name, typeof value === "object" ? JSON.stringify(value) : String(value)]];
    }),
  ).toString();

/** PHP's own notation for nested values: `param[0][item]=bandwidth`. */
export const encodeForm: FormEncoder = (fields) =>
  new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [...pairs(name, value)])).toString();
