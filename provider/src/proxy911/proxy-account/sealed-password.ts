import { passwordAlphabet } from "../../core/password";
import type { Proxy911Session } from "../session";

/** The most that a sibling brand with the same API takes; this vendor states no length. */
export const passwordLength = 16;

/**
 * The password of an account for which none is given. A kill leaves accounts that no state knows, and the list shows passwords:
 * so the password is the mark. It is made from the token of the resource and the username, with the customer's key: the same
 * resource always makes the same one. Who has the key can list all passwords anyway; nobody else can make one.
 */
export function sealedPassword(session: Proxy911Session, token: string, username: string): string {
  const digest = session.seal(["pulumi-reseller password", token, username].join("\n"));
  let rest = BigInt(`0x${digest.toString("hex")}`);
  const size = BigInt(passwordAlphabet.length);
  return Array.from({ length: passwordLength }, () => {
    const letter = passwordAlphabet[Number(rest % size)] ?? "";
    rest /= size;
    return letter;
  }).join("");
}
