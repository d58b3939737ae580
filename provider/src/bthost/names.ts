/** Seconds since 1970 in five letters, again after a year: what is made anew must not have a name of before. */
const lastLetters = 5;

/** What the names that this resource gives begin with: 50 bits of its token, in letters that a panel takes as the name of a database. */
export function nameRoot(token: string): string {
  return `r${token.replace(/^rs-/, "").slice(0, 10)}`;
}

/**
 * A name of its own for a host. A host of before may still lie in the recycle bin, and its purge takes the files at the path that its name
 * gives: so no two are the same.
 * @param before the name of the host that it replaces.
 */
export function newName(token: string, now: Date, before?: string): string {
  const seconds = Math.floor(now.getTime() / 1_000);
  const nameAt = (time: number) =>
    `${nameRoot(token)}${time.toString(32).slice(-lastLetters).padStart(lastLetters, "0")}`;
  const name = nameAt(seconds);
  return name === before ? nameAt(seconds + 1) : name;
}

/** Whether a name was made by {@link newName} of this token. */
export function isNameOf(name: string, token: string): boolean {
  const root = nameRoot(token);
  return token !== "" && name.length === root.length + lastLetters && name.startsWith(root);
}
