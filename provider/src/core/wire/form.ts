/*
 * How requests are written as forms. PHP reads what is nested either from brackets in the names, or from one JSON text that the panel
 * decodes itself.
 */

/** How a nested value is written: `content={"cpu":4}` or `content[cpu]=4`. */
export type Encoding = "json" | "brackets";

/** What a form can hold. A field that is `undefined` is left out; an empty text is sent. */
export type FormValue =
  string | number | undefined | readonly FormValue[] | { readonly [key: string]: FormValue };

/** What an operation is asked with, by the wire's names. */
export type Fields = Readonly<Record<string, FormValue>>;

/** A file to upload. */
export interface FilePart {
  /** The wire's name of its field. */
  readonly field: string;
  /** What the file is to be called at the other side. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** A body, and the header that says what it is. */
export interface Body {
  readonly contentType: string;
  readonly body: string | Buffer;
}

function* bracketPairs(name: string, value: FormValue): Generator<[string, string]> {
  if (value === undefined) return;
  if (typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) yield* bracketPairs(`${name}[${key}]`, inner);
  } else {
    yield [name, String(value)];
  }
}

function* jsonPairs(name: string, value: FormValue): Generator<[string, string]> {
  if (value !== undefined) yield [name, typeof value === "object" ? JSON.stringify(value) : String(value)];
}

function pairsOf(fields: Fields, encoding: Encoding): [string, string][] {
  const pairs = encoding === "json" ? jsonPairs : bracketPairs;
  return Object.entries(fields).flatMap(([name, value]) => [...pairs(name, value)]);
}

/** The fields as `application/x-www-form-urlencoded`. */
export function formBody(fields: Fields, encoding: Encoding): Body {
  return {
    contentType: "application/x-www-form-urlencoded; charset=UTF-8",
    body: new URLSearchParams(pairsOf(fields, encoding)).toString(),
  };
}

/** The fields and a file as `multipart/form-data`. */
export async function multipartBody(fields: Fields, encoding: Encoding, file: FilePart): Promise<Body> {
  const form = new FormData();
  for (const [name, value] of pairsOf(fields, encoding)) form.append(name, value);
  form.append(file.field, new Blob([file.content]), file.name);
  // The platform's own writer of forms: it chooses the boundary and quotes the names.
  const written = new Response(form);
  return {
    contentType: written.headers.get("content-type") ?? "",
    body: Buffer.from(await written.arrayBuffer()),
  };
}
