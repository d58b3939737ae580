/**
 * The one place where secrets are taken out of text. Everything that leaves the process in words (messages, logs,
 * errors, the journal, URLs) goes through {@link redact}; everything secret that enters it goes through
 * {@link registerSecret} first.
 */

const mask = "[secret]";

/** Shorter values, in bytes of UTF-8, are ordinary words and numbers too often: hiding them would garble every message. */
const shortestSecretBytes = 4;

/**
 * Parameters that are secret whatever their value: signatures and keys that a vendor or a library may quote back. A colon with
 * a space behind it is our own prose: `password: must be a string`.
 */
const secretParameter =
  /\b((?:api_)?sign(?:ature)?|api_?key|app_?key|(?:access_?|vnc)?token|(?:login_?|vm)?pass(?:word\d?|wd)?)(["']?\s*=\s*["']?|["']\s*:\s*["']?|:(?=\S)["']?)(?!\\*["']?\[secret\])[^\s"'&,;})\]]+/gi;

/**
 * Every form of every secret, by its first two characters. The longest comes first, so that a secret inside another one does
 * not leave the rest of it standing.
 */
const known = new Map<string, string[]>();
const startLength = 2;
/** In characters. */
let longestForm = 0;

const isLongEnough = (text: string): boolean => Buffer.byteLength(text, "utf8") >= shortestSecretBytes;

/** As PHP writes it in JSON: other letters than ASCII by their number, slashes with a backslash. */
function phpJson(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("/", "\\/");
}

/** As a page quotes it. */
function html(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#039;",
  };
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}

/** The forms in which a secret can show: as it is, in base64, in a URL or a form, and quoted in JSON or in a page. */
function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret, "utf8").toString("base64");
  const plain = [
    secret,
    base64,
    base64.replace(/=+$/, ""),
    Buffer.from(secret, "utf8").toString("base64url"),
  ];
  const encoded = plain.flatMap((form) => [
    encodeURIComponent(form),
    new URLSearchParams({ v: form }).toString().slice(2),
    JSON.stringify(form).slice(1, -1),
    phpJson(form),
    html(form),
  ]);
  return [...plain, ...encoded];
}

/** Remembers a value that must never be shown. Values under four bytes are ignored; a name of two Chinese letters has six. */
export function registerSecret(secret: string | null | undefined): void {
  if (secret === null || secret === undefined || !isLongEnough(secret)) return;
  if (known.get(secret.slice(0, startLength))?.includes(secret) === true) return;
  for (const form of new Set(formsOf(secret))) if (isLongEnough(form)) remember(form);
}

function remember(form: string): void {
  longestForm = Math.max(longestForm, form.length);
  const start = form.slice(0, startLength);
  const others = known.get(start) ?? [];
  if (!others.includes(form))
    known.set(
      start,
      [...others, form].sort((a, b) => b.length - a.length),
    );
}

/** No regular expression: a thousand proxy accounts register a thousand passwords, with a message after each. */
function withoutKnown(text: string): string {
  let shown = "";
  let from = 0;
  for (let at = 0; at + startLength <= text.length; at += 1) {
    const secret = known.get(text.slice(at, at + startLength))?.find((form) => text.startsWith(form, at));
    if (secret === undefined) continue;
    shown += text.slice(from, at) + mask;
    from = at + secret.length;
    at = from - 1;
  }
  return shown + text.slice(from);
}

/** The text without any registered secret and without the values of parameters that are secret by name. */
export function redact(text: string): string {
  return withoutKnown(text).replace(secretParameter, `$1$2${mask}`);
}

/** Names under which panels write what is secret. */
const secretName = /pass|pwd|psw|secret|token|(?:^|_|app|api|private)key$|^sign|signature/i;

/** The same for a value of JSON, which stays JSON: of what stands under a secret name, nothing but whether it is empty is shown. */
export function redactJson(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => redactJson(one, name));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [redact(key), redactJson(one, key)]));
  if (secretName.test(name)) return value === null || value === "" ? "" : mask;
  return typeof value === "string" ? redact(value) : value;
}

/** What stands for text that was cut away. */
const ellipsis = "…";

/**
 * The beginning of a text that comes from elsewhere, for a message: without secrets, in one line, cut to a length. The one place
 * where text is cut, because a secret that is cut first is not recognised any more.
 */
export function excerpt(text: string, mostCharacters: number): string {
  const shown = redact(redact(withoutBrokenSecret(text)).replace(/\s+/g, " ").trim());
  const letters = Array.from(shown);
  return letters.length <= mostCharacters ? shown : `${letters.slice(0, mostCharacters).join("")}${ellipsis}`;
}

/** So much of a secret, in characters, is too much. */
const longestTrace = 5;

/** A text that came cut may end in the middle of a secret. */
function withoutBrokenSecret(text: string): string {
  const from = Math.max(0, text.length - longestForm);
  for (let at = from; at < text.length - longestTrace; at += 1) {
    const rest = text.slice(at);
    if (known.get(rest.slice(0, startLength))?.some((form) => form.startsWith(rest)) === true)
      return text.slice(0, at) + mask;
  }
  return text;
}
