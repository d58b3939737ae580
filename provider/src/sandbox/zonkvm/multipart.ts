import { FormError } from "../form";

/** A part of a `multipart/form-data` body. */
export interface Part {
  name: string;
  /** Only files have one. */
  filename?: string;
  text: string;
}

/** The boundary that a `Content-Type` names; nothing when it names none. */
export function boundaryOf(contentType: string): string | undefined {
  const found = /boundary=(?:"(?<quoted>[^"]+)"|(?<plain>[^;\s]+))/i.exec(contentType)?.groups;
  return found?.quoted ?? found?.plain;
}

/**
 * The parts of a body, in the order sent.
 * @throws FormError for a body that does not keep to the boundary, and for a part without a name
 */
export function multipartParts(body: string, boundary: string): Part[] {
  const pieces = `\r\n${body}`.split(`\r\n--${boundary}`);
  const [preamble, ...rest] = pieces;
  const last = rest.pop();
  if (preamble !== "" || last?.startsWith("--") !== true) throw new FormError("boundary");
  return rest.map((piece) => {
    const [, head = "", text = ""] = /^\r\n([\s\S]*?)\r\n\r\n([\s\S]*)$/.exec(piece) ?? [];
    const name = /[;\s]name="([^"]*)"/i.exec(head)?.[1];
    if (name === undefined || name === "") throw new FormError("Content-Disposition");
    const filename = /[;\s]filename="([^"]*)"/i.exec(head)?.[1];
    return filename === undefined ? { name, text } : { name, filename, text };
  });
}
