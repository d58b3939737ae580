import { filled } from "./forms";
import { rows } from "./scalars";
import { fileNameField, joined, onOff, pathField } from "./site-forms";
import { SiteGuardClient } from "./site-guard";
import {
  fileTextOf,
  indexFiles,
  rewriteTemplate,
  siteSummary,
  siteSwitches,
  type FileText,
  type RewriteTemplate,
  type SiteSummary,
  type SiteSwitches,
} from "./wire-site";

const templates = rows(rewriteTemplate);

/** How a site is served: its directories, default files and rewrite rules: a part of what {@link HostingClient} can do. */
export abstract class SiteSettingsClient extends SiteGuardClient {
  /** A site in short (`hosting_get_index` with `get_index`). */
  async getSiteSummary(id: string): Promise<SiteSummary> {
    return this.look("get_index", id, { name: "get_index", s: "get_index" }, siteSummary);
  }

  /** The default files, the first that is there counts (`hosting_web_get_index`). */
  async getIndexFiles(id: string): Promise<string[]> {
    return this.look("web_get_index", id, {}, indexFiles);
  }

  /** Sets the default files (`hosting_web_set_index`). @param files the first that is there counts. */
  async setIndexFiles(id: string, files: readonly string[]): Promise<void> {
    const indexText = filled("files", joined("files", files, ","));
    await this.change("web_set_index", id, { indexText });
  }

  /** Sets which of the site's directories is served (`hosting_set_run_path`). @param path `/public`; `/` is the site's own. */
  async setRunPath(id: string, path: string): Promise<void> {
    await this.change("set_run_path", id, { runPath: pathField("path", path) });
  }

  /** Domains that are bound to directories (`hosting_get_dir_binding`). As it came: the vendor documents no reply. */
  async getDirectoryBindings(id: string): Promise<unknown> {
    return (await this.lookOpened("get_dir_binding", id)).data;
  }

  /** Three switches of the site (`hosting_get_dir_user_ini_switch`). */
  async getSwitches(id: string): Promise<SiteSwitches> {
    return this.look("get_dir_user_ini_switch", id, {}, siteSwitches);
  }

  /** The same three switches in detail (`hosting_get_user_ini`). As it came: the vendor documents no reply. */
  async getUserIni(id: string): Promise<unknown> {
    return (await this.lookOpened("get_user_ini", id)).data;
  }

  /** Keeps scripts inside the site's directory, or does not (防跨站; `hosting_set_dir_user_ini`). {@link getSwitches} shows it. */
  async setOpenBasedir(id: string, enabled: boolean): Promise<void> {
    await this.change("set_dir_user_ini", id, { status: onOff(enabled) });
  }

  /** The sets of rewrite rules that the panel has ready (`hosting_get_rewrite_list`). */
  async listRewriteTemplates(id: string): Promise<RewriteTemplate[]> {
    return this.look("get_rewrite_list", id, {}, templates);
  }

  /**
   * The text of a file of rewrite rules (`hosting_get_file_body`).
   * @param nameOrPath a name such as `wordpress`, or a full path.
   * @param path of a file of one's own, full. Default: one that the panel has ready, or the site's.
   */
  async readRewriteFile(id: string, nameOrPath: string, path?: string): Promise<FileText> {
    const fields = {
      rewrite: filled("nameOrPath", nameOrPath),
      path: path === undefined ? undefined : pathField("path", path),
    };
    return fileTextOf(await this.lookOpened("get_file_body", id, fields));
  }

  /** Saves rewrite rules where the panel keeps them (`hosting_save_file_body` with `file_type` 0). @param name of the rules. */
  async saveRewriteFile(id: string, name: string, text: string): Promise<void> {
    await this.change("save_file_body", id, { file_type: 0, path: fileNameField("name", name), text });
  }

  /** Saves any file of the site (`hosting_save_file_body` with `file_type` 1). @param path full. */
  async saveFile(id: string, path: string, text: string): Promise<void> {
    await this.change("save_file_body", id, { file_type: 1, path: pathField("path", path), text });
  }
}
