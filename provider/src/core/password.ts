import { randomInt } from "node:crypto";

/** No letter that is read as another: staff and users type these. */
export const passwordAlphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** A random password of letters and digits, with one of each kind at least, which is what Windows asks for. */
export function randomPassword(length = 20): string {
  const password = Array.from(
    { length },
    () => passwordAlphabet[randomInt(passwordAlphabet.length)] ?? "",
  ).join("");
  const isMixed = /[a-z]/.test(password) && /[A-Z]/.test(password) && /\d/.test(password);
  return isMixed ? password : randomPassword(length);
}

/** The password that the arguments give. */
export function givenPassword(
  { passwordArgument = "password" }: { readonly passwordArgument?: string },
  wanted: object,
): string | undefined {
  const given: unknown = Reflect.get(wanted, passwordArgument);
  return typeof given === "string" ? given : undefined;
}
