export function ensurePlugins(folder: string): void;
