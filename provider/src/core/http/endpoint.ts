import { z } from "zod";
import { say } from "../language/say";

/** The config key `endpoint` of a vendor. */
export const endpointSetting = z.url({
  protocol: /^https?$/,
  error: () => say("is not a URL, such as https://panel.example.com"),
});

/** The URL of a vendor's API: a bare site root gets the vendor's standard path. */
export function apiUrl(endpoint: string, standardPath: string): string {
  const url = new URL(endpoint);
  if (url.pathname === "/" && url.search === "") url.pathname = standardPath;
  return url.href;
}

/**
 * Tells an account from every other one, whatever it is called in the config: where it is, and who.
 * @param panelName a lasting name for the panel, in place of its address.
 */
export function accountKeyOf(
  vendor: string,
  url: string,
  panelName: string | undefined,
  user?: string,
): string {
  const { host, pathname } = new URL(url);
  const place = panelName ?? (pathname === "/" ? host : `${host}${pathname}`);
  return `${vendor}://${place}${user === undefined ? "" : `#${user}`}`;
}
