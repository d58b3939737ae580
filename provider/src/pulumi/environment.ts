/** `zkeys:apiKey` → `ZKEYS_API_KEY`. */
export function environmentName(namespace: string, key: string): string {
  const snake = key.replace(/[A-Z]/g, (letter) => `_${letter}`);
  return `${namespace}_${snake}`.toUpperCase();
}
