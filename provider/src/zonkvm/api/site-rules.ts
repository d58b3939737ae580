import type { FormValue } from "../../core/wire/form";
import { openWithStatus } from "./envelope";
import { filled, whole } from "./forms";
import { rows } from "./scalars";
import { SiteDomainsClient } from "./site-domains";
import { joined, onOff } from "./site-forms";
import {
  fileText,
  fileTextOf,
  proxy,
  redirect,
  type FileText,
  type Proxy,
  type Redirect,
  type RedirectKind,
} from "./wire-site";

/** A reverse proxy as it is to be: the vendor asks for all of it, at a change too. */
export interface ProxySettings {
  /** No other has it. Nothing changes it. */
  readonly name: string;
  readonly enabled: boolean;
  /** The directory to pass on: `/api`. */
  readonly directory: string;
  /** Whether only that directory is passed on (高级功能-开启代理目录). */
  readonly directoryEnabled: boolean;
  /** `https://api.example.com`. */
  readonly targetUrl: string;
  /** The domain to ask the target for: `api.example.com`. */
  readonly targetDomain: string;
  readonly caching: boolean;
  readonly cacheHours: number;
  /** What to replace in the text of replies. Default: nothing. */
  readonly replacements?: readonly { readonly from: string; readonly to: string }[] | undefined;
}

/** A redirect as it is to be: the vendor asks for all of it, at a change too. */
export interface RedirectSettings {
  readonly enabled: boolean;
  /** `proxy` is the vendor's 正向代理. */
  readonly kind: RedirectKind;
  readonly matches: "domain" | "path";
  /** What it matches, by `domain`: at least one. */
  readonly domains?: readonly string[] | undefined;
  /** What it matches, by `path`: `/old`. */
  readonly path?: string | undefined;
  /** Whether what stands behind the match is kept. */
  readonly keepsPath: boolean;
  /** `https://new.example.com`. */
  readonly targetUrl: string;
}

/** What only a change can set. */
export interface RedirectChange extends RedirectSettings {
  /** Where a redirect by path leads to. */
  readonly targetPath?: string | undefined;
  /** Whether it has an error page of its own. */
  readonly errorPage?: boolean | undefined;
}

const proxies = rows(proxy);
const redirects = rows(redirect);

function proxyData(settings: ProxySettings): FormValue {
  const replacements = (settings.replacements ?? []).map(({ from, to }) => ({ sub1: from, sub2: to }));
  return {
    cache: onOff(settings.caching),
    proxyname: filled("name", settings.name),
    cachetime: whole("cacheHours", settings.cacheHours, 0),
    proxydir: filled("directory", settings.directory),
    proxysite: filled("targetUrl", settings.targetUrl),
    todomain: filled("targetDomain", settings.targetDomain),
    advanced: onOff(settings.directoryEnabled),
    // A text even inside the object.
    subfilter: JSON.stringify(replacements),
    type: onOff(settings.enabled),
  };
}

const redirectCodes = { proxy: 0, permanent: 301, temporary: 302 } as const;

function redirectPost(settings: RedirectSettings) {
  const { matches, domains = [], path = "" } = settings;
  const redirectdomain = joined("domains", domains, ",");
  return {
    redirectdomain: matches === "domain" ? filled("domains", redirectdomain) : redirectdomain,
    redirectpath: matches === "path" ? filled("path", path) : path,
    redirecttype: redirectCodes[settings.kind],
    type: onOff(settings.enabled),
    domainorpath: matches,
    holdpath: onOff(settings.keepsPath),
    tourl: filled("targetUrl", settings.targetUrl),
  };
}

/** Reverse proxies and redirects of a site: a part of what {@link HostingClient} can do. */
export abstract class SiteRulesClient extends SiteDomainsClient {
  /** All reverse proxies (`hosting_get_proxy_list`). */
  async listProxies(id: string): Promise<Proxy[]> {
    return this.look("get_proxy_list", id, {}, proxies);
  }

  /** Makes a reverse proxy (`hosting_create_proxy`). */
  async createProxy(id: string, settings: ProxySettings): Promise<void> {
    await this.change("create_proxy", id, { proxyData: proxyData(settings) });
  }

  /** Changes the reverse proxy of this name (`hosting_modify_proxy`). */
  async modifyProxy(id: string, settings: ProxySettings): Promise<void> {
    await this.change("modify_proxy", id, { proxyData: proxyData(settings) });
  }

  /** Deletes a reverse proxy (`hosting_delete_proxy`). */
  async deleteProxy(id: string, name: string): Promise<void> {
    await this.change("delete_proxy", id, { proxyname: filled("name", name) });
  }

  /** The configuration file of a reverse proxy (`hosting_get_proxy_file`). */
  async getProxyFile(id: string, name: string): Promise<FileText> {
    const fields = { proxyname: filled("name", name) };
    return this.look("get_proxy_file", id, fields, fileText, openWithStatus);
  }

  /** All redirects (`hosting_get_redirect_list`). */
  async listRedirects(id: string): Promise<Redirect[]> {
    return this.look("get_redirect_list", id, {}, redirects);
  }

  /** Makes a redirect (`hosting_create_redirect`). The panel chooses its name: {@link listRedirects} tells. Sent twice, there are two. */
  async createRedirect(id: string, settings: RedirectSettings): Promise<void> {
    await this.change("create_redirect", id, { post: redirectPost(settings) });
  }

  /** Changes the redirect of this name (`hosting_modify_redirect`). */
  async modifyRedirect(id: string, name: string, settings: RedirectChange): Promise<void> {
    const { targetPath, errorPage } = settings;
    await this.change("modify_redirect", id, {
      post: {
        ...redirectPost(settings),
        redirectname: filled("name", name),
        topath: targetPath,
        errorpage: errorPage === undefined ? undefined : onOff(errorPage),
      },
    });
  }

  /** Deletes a redirect (`hosting_delete_redirect`). */
  async deleteRedirect(id: string, name: string): Promise<void> {
    await this.change("delete_redirect", id, { redirectname: filled("name", name) });
  }

  /** The configuration file of a redirect (`hosting_get_redirect_file`). */
  async getRedirectFile(id: string, name: string): Promise<FileText> {
    const fields = { redirectname: filled("name", name) };
    return fileTextOf(await this.lookOpened("get_redirect_file", id, fields));
  }

  /**
   * Saves the configuration file of a redirect (`hosting_save_redirect_file`).
   * @param nameOrPath the redirect's name, or the full path of the file.
   */
  async saveRedirectFile(id: string, nameOrPath: string, text: string): Promise<void> {
    await this.change("save_redirect_file", id, { path: filled("nameOrPath", nameOrPath), text });
  }
}
