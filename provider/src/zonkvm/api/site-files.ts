import { ArgumentError } from "../../core/errors";
import { registerSecret } from "../../core/redact";
import { filled, whole } from "./forms";
import { rows } from "./scalars";
import { fileNameField, fileNamesField, joined, pathField } from "./site-forms";
import { SiteSettingsClient } from "./site-settings";
import {
  createDirectoryEntrySchema,
  directorySizeOf,
  type DirectoryEntry,
  type DirectorySize,
} from "./wire-site";
import { say } from "../language/say";

/** What is done with files that are marked: the original stays, or goes. */
export type Pasting = "copy" | "cut";

/** What is to be packed, and where to. */
export interface Packing {
  /** The directory in which it lies, full. */
  readonly directory: string;
  /** A file or directory in it. */
  readonly name: string;
  /** `zip`, `tar.gz`, and others that the vendor does not list. */
  readonly format: string;
  /** The archive to make, full. */
  readonly archive: string;
}

/** What is to be unpacked, and where to. By the vendor's words; what it calls them contradicts these: try it on something harmless. */
export interface Unpacking {
  /** Full. */
  readonly archive: string;
  /** The directory to unpack into, full. */
  readonly directory: string;
  /** Default: none. */
  readonly password?: string | undefined;
}

/** A file that was marked, and where it goes. */
export interface Pasted {
  /** Full. */
  readonly source: string;
  /** The directory to put it in, full. */
  readonly directory: string;
  /** Whether it takes the place of a file that is there. Default: as the panel does, which the vendor does not say. */
  readonly overwrite?: boolean | undefined;
}

/** A file to upload, or a part of one. */
export interface Upload {
  /** The directory to put it in, full. */
  readonly directory: string;
  readonly name: string;
  readonly content: Uint8Array;
  /** How many bytes of the file are there already. Default 0: the file is whole, or this is its first part. */
  readonly start?: number | undefined;
}

const marks = { copy: "Copy", cut: "Cut" } as const;

/** What of a path is before its last name. */
export const directoryOf = (path: string): string => path.replace(/[^/\\]+[/\\]?$/, "");

/** Files of a site: a part of what {@link HostingClient} can do. Nothing says that one is done but the lists. */
export abstract class SiteFilesClient extends SiteSettingsClient {
  /** Makes an empty file (`hosting_create_file`). @param path full. */
  async createFile(id: string, path: string): Promise<void> {
    await this.change("create_file", id, { path: pathField("path", path) });
  }

  /** Makes a directory (`hosting_create_dir`). @param path full. */
  async createDirectory(id: string, path: string): Promise<void> {
    await this.change("create_dir", id, { path: pathField("path", path) });
  }

  /** What is in a directory (`hosting_get_dir_new`). @param path full. */
  async listDirectory(id: string, path: string): Promise<DirectoryEntry[]> {
    const entries = rows(createDirectoryEntrySchema(this.timeZone));
    return this.look("get_dir_new", id, { path: pathField("path", path) }, entries);
  }

  /** How much is in a directory (`hosting_get_dir_size`). @param path full. */
  async getDirectorySize(id: string, path: string): Promise<DirectorySize> {
    const fields = { path: pathField("path", path) };
    return directorySizeOf(await this.lookOpened("get_dir_size", id, fields));
  }

  /** Packs a file or a directory (`hosting_zip`). */
  async pack(id: string, { directory, name, format, archive }: Packing): Promise<void> {
    await this.change("zip", id, {
      filename: fileNameField("name", name),
      path: pathField("directory", directory),
      z_type: filled("format", format),
      dfile: pathField("archive", archive),
    });
  }

  /** Unpacks an archive (`hosting_unzip`). */
  async unpack(id: string, { archive, directory, password = "" }: Unpacking): Promise<void> {
    registerSecret(password);
    await this.change("unzip", id, {
      path: pathField("directory", directory),
      dfile: pathField("archive", archive),
      password,
    });
  }

  /** Deletes a file, or a directory with all that is in it (`hosting_delete_file`). @param path full. */
  async deleteFile(id: string, path: string): Promise<void> {
    await this.change("delete_file", id, { path: pathField("path", path) });
  }

  /** Deletes files and directories out of a directory (`hosting_set_batch_data` with `Delete`). @param directory full. */
  async deleteFiles(id: string, directory: string, names: readonly string[]): Promise<void> {
    await this.#batch(id, "Delete", directory, names);
  }

  /**
   * Marks files and directories of a directory to be pasted (`hosting_set_batch_data` with `Copy` or `Cut`). The panel remembers it.
   * @param directory full.
   */
  async markFiles(id: string, how: Pasting, directory: string, names: readonly string[]): Promise<void> {
    await this.#batch(id, marks[how], directory, names);
  }

  /** Puts a file or directory elsewhere (`hosting_mv_file`). @param from full. @param to full, with its name. */
  async moveFile(id: string, from: string, to: string): Promise<void> {
    await this.#move(id, from, to, "false");
  }

  /** Gives a file or directory another name in its directory (`hosting_mv_file`). @param from full. @param to full. */
  async renameFile(id: string, from: string, to: string): Promise<void> {
    if (directoryOf(from) !== directoryOf(to))
      throw new ArgumentError([{ property: "to", reason: say("must be in the same directory") }]);
    await this.#move(id, from, to, "true");
  }

  /**
   * Which files are in a directory (`hosting_check_exists_files`). As it came: the vendor documents no reply.
   * @param directory full.
   * @param name of the file that is asked for. Default: all.
   */
  async checkFiles(id: string, directory: string, name?: string): Promise<unknown> {
    const fields = {
      contents_path: pathField("directory", directory),
      filename: name === undefined ? undefined : fileNameField("name", name),
    };
    return (await this.lookOpened("check_exists_files", id, fields)).data;
  }

  /** Pastes one of the files that were marked (`hosting_paste_file`). @param how as it was marked. */
  async pasteFile(id: string, how: Pasting, { source, directory, overwrite }: Pasted): Promise<void> {
    await this.change("paste_file", id, {
      type: how,
      sfile: pathField("source", source),
      dfile: pathField("directory", directory),
      // Words, where every other switch is a number.
      isOverride: overwrite === undefined ? undefined : String(overwrite),
    });
  }

  /**
   * Pastes all files that were marked (`hosting_batch_paste`).
   * @param how as they were marked.
   * @param directory to put them in, full.
   * @param skipped names of files that are there and stay as they are.
   */
  async pasteMarkedFiles(
    id: string,
    how: Pasting,
    directory: string,
    skipped: readonly string[] = [],
  ): Promise<void> {
    await this.change("batch_paste", id, {
      contents_path: pathField("directory", directory),
      type: how,
      skip: joined("skipped", skipped, ","),
    });
  }

  /**
   * Whether files are there that are about to be uploaded (`hosting_upload_files_exists`). As it came: the vendor documents no reply, nor
   * in which directory it looks.
   */
  async checkUploads(id: string, names: readonly string[]): Promise<unknown> {
    const fields = { files: fileNamesField("names", names) };
    return (await this.lookOpened("upload_files_exists", id, fields)).data;
  }

  /** Uploads a file, or the next part of one (`hosting_upload`). */
  async uploadFile(id: string, { directory, name, content, start = 0 }: Upload): Promise<void> {
    const fields = { contents_path: pathField("directory", directory), start: whole("start", start, 0) };
    const file = { field: "file", name: fileNameField("name", name), content };
    await this.changeWithFile("upload", id, fields, file);
  }

  async #batch(id: string, type: string, directory: string, names: readonly string[]): Promise<void> {
    const fields = { path: pathField("directory", directory), type, arr: fileNamesField("names", names) };
    await this.change("set_batch_data", id, fields);
  }

  async #move(id: string, from: string, to: string, rename: "true" | "false"): Promise<void> {
    const fields = { sfile: pathField("from", from), dfile: pathField("to", to), rename };
    await this.change("mv_file", id, fields);
  }
}
