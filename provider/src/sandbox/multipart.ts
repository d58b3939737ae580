import { FormError } from "./form";

/** A part of a `multipart/form-data` body. */
export interface Part {
  name: string;
  /** Only files have one. */
  filename?: string;
  text: string;
  /** The content as it came, a character for each byte. */
  bytes: string;
}

/** The boundary that a `Content-Type` names; nothing when it names none. */
export function boundaryOf(contentType: string): string | undefined {
  const found = /boundary=(?:"(?<quoted>[^"]+)"|(?<plain>[^;\s]+))/i.exec(contentType)?.groups;
  return found?.quoted ?? found?.plain;
}

/** The text that bytes are, of which each is a character. */
export const textOf = (bytes: string): string => Buffer.from(bytes, "latin1").toString("utf8");
/** The reverse. */
export const bytesOf = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/**
 * The parts of a body, in the order sent.
 * @throws FormError for a body that does not keep to the boundary, and for a part without a name
 */
export function multipartParts(body: Buffer, boundary: string): Part[] {
  const pieces = `\r\n${body.toString("latin1")}`.split(`\r\n--${boundary}`);
  const [preamble, ...rest] = pieces;
  const last = rest.pop();
  if (preamble !== "" || last?.startsWith("--") !== true) throw new FormError("boundary");
  return rest.map((piece) => {
    const [, rawHead = "", bytes = ""] = /^\r\n([\s\S]*?)\r\n\r\n([\s\S]*)$/.exec(piece) ?? [];
    const [head, text] = [textOf(rawHead), textOf(bytes)];
    const name = /[;\s]name="([^"]*)"/i.exec(head)?.[1];
    if (name === undefined || name === "") throw new FormError("Content-Disposition");
    const filename = /[;\s]filename="([^"]*)"/i.exec(head)?.[1];
    return filename === undefined ? { name, text, bytes } : { name, filename, text, bytes };
  });
}
