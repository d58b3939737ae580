import { redact } from "../../core/redact";

/** A piece of a page that is HTML already. Only {@link html} makes it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a page: text and numbers, which are escaped, pieces of HTML, and nothing. */
export type Content = string | number | undefined | Html | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** The one way in which anything gets into a page: no secret does, and text stays text, in an attribute too. */
function escaped(content: Content): string {
  if (content === undefined) return "";
  if (content instanceof Html) return content.text;
  if (typeof content === "object") return content.map(escaped).join("");
  return redact(String(content)).replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}

/** HTML with everything that is put in escaped. Attributes stand in double quotation marks. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(parts.map((part, index) => part + escaped(contents[index])).join(""));
}

/** A text of this package's own, as it is: a style. */
export function verbatim(text: string): Html {
  return new Html(text);
}
