import { anyPassword, fileName, fullPath, ofOrder, type Some } from "./operations-values";
import { directoryOf } from "./site-files";
import { say } from "../language/say";
import {
  anyText,
  bit,
  file,
  listOf,
  needed,
  oneOf,
  optional,
  text,
  whole,
} from "../../core/operations/values";

/* What `hosting_operate` does with the directories and files of a site. */

const path = needed("full path", fullPath);
const contents_path = needed("full path of the directory", fullPath);
const copyOrCut = needed("copy or cut, as the files were marked", oneOf("copy", "cut"));
const yesOrNo = oneOf("true", "false");

const placeOf = (path: unknown): string => (typeof path === "string" ? directoryOf(path) : "");

const settings: Some = {
  get_dir_binding: ofOrder("reads", "reads which domains are bound to directories"),
  get_dir_user_ini_switch: ofOrder("reads", "reads three switches of the site"),
  get_user_ini: ofOrder("reads", "reads the same three switches in detail"),
  set_dir_user_ini: ofOrder("changes", "keeps scripts inside the site's directory, or does not", {
    status: needed("1 does, 0 does not", bit),
  }),
  set_run_path: ofOrder("changes", "sets which directory is served", {
    runPath: needed("the directory: /public", fullPath),
  }),
  get_rewrite_list: ofOrder("reads", "lists the sets of rewrite rules that are ready"),
  get_file_body: ofOrder("reads", "reads a file of rewrite rules", {
    rewrite: needed("name such as wordpress, or full path", text),
    path: optional("full path of a file of one's own", fullPath),
  }),
  save_file_body: ofOrder("changes", "saves rewrite rules, or any file of the site", {
    file_type: needed("0 rewrite rules by their name, 1 a file by its full path", oneOf("0", "1")),
    path: needed("name of the rules, or full path", text),
    text: needed("the content", anyText),
  }),
  web_get_index: ofOrder("reads", "reads the default files"),
  web_set_index: ofOrder("changes", "sets the default files", {
    indexText: needed("files, with commas between them; the first that is there counts", text),
  }),
};

const files: Some = {
  create_file: ofOrder("changes", "makes an empty file", { path }),
  create_dir: ofOrder("changes", "makes a directory", { path }),
  get_dir_new: ofOrder("reads", "lists a directory", { path }),
  get_dir_size: ofOrder("reads", "tells how much is in a directory", { path }),
  zip: ofOrder("changes", "packs a file or a directory", {
    filename: needed("what to pack", fileName),
    path: needed("full path of the directory in which it lies", fullPath),
    z_type: needed("zip, tar.gz, …", text),
    dfile: needed("full path of the archive to make", fullPath),
  }),
  unzip: ofOrder("changes", "unpacks an archive", {
    path: needed("full path of the directory to unpack into", fullPath),
    dfile: needed("full path of the archive", fullPath),
    password: needed("its password, empty for none", anyPassword),
  }),
  delete_file: ofOrder("destroys", "deletes a file, or a directory with all that is in it", { path }),
  set_batch_data: ofOrder("destroys", "deletes files of a directory, or marks them to be pasted", {
    path: needed("full path of the directory", fullPath),
    type: needed("Delete, Copy or Cut", oneOf("Delete", "Copy", "Cut")),
    arr: needed("names of the files, as a JSON list", listOf(fileName)),
  }),
  mv_file: {
    ...ofOrder("changes", "moves or renames a file or a directory", {
      sfile: needed("full path", fullPath),
      dfile: needed("the new full path", fullPath),
      rename: needed("true renames in the directory, false moves", yesOrNo),
    }),
    check: ({ sfile, dfile, rename }) =>
      rename === "true" && placeOf(sfile) !== placeOf(dfile)
        ? [{ property: "dfile", reason: say("must be in the same directory") }]
        : [],
  },
  check_exists_files: ofOrder("reads", "tells which files are in a directory", {
    contents_path,
    filename: optional("the file that is asked for; all without it", fileName),
  }),
  paste_file: ofOrder("changes", "pastes one of the marked files", {
    type: copyOrCut,
    sfile: needed("full path of the marked file", fullPath),
    dfile: needed("full path of the directory to put it in", fullPath),
    isOverride: optional("true overwrites, false skips", yesOrNo),
  }),
  batch_paste: ofOrder("changes", "pastes all marked files", {
    contents_path,
    type: copyOrCut,
    skip: needed("names that are there and stay, with commas between them; may be empty", anyText),
  }),
  upload_files_exists: ofOrder("reads", "tells whether files are there that are about to be uploaded", {
    files: needed("names of the files, as a JSON list", listOf(fileName)),
  }),
  upload: ofOrder("changes", "uploads a file, or the next part of one", {
    contents_path,
    start: needed("bytes of it that are there already; 0 at first", whole(0)),
    file: needed("the file: --param file=@path", file),
  }),
};

export const siteFileOperations: Some = { ...settings, ...files };
