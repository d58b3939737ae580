import { readFileSync, writeFileSync } from "node:fs";
import { Argument, Command } from "commander";
import { configured, sayFailures, seenSideBySide, type Asked } from "./accounts";
import { catalogFile, hasWords, offerColumns, offersIn, type CatalogFile } from "./catalog";
import { catalogChanges, changeColumns } from "./catalog-changes";
import { exitCodes } from "./exit-codes";
import { accountsHelp, formatOption, projectOptions, vendorNames, type Context } from "./options";
import { printed, type Format } from "./print";
import { ConfigurationError, messageOf } from "../core/errors";
import { say } from "./language/say";

interface Options extends Pick<Asked, "cwd" | "stack"> {
  readonly out?: string;
  readonly since?: string;
  readonly format: Format;
}

function fileAt(path: string, vendor: string): CatalogFile {
  let read: CatalogFile;
  try {
    read = catalogFile.parse(JSON.parse(readFileSync(path, "utf8")), { reportInput: true });
  } catch (error) {
    throw new ConfigurationError(
      say("{path} is not a catalogue: {reason}", { path, reason: messageOf(error) }),
      {
        advice: say("Write one with `--out`"),
      },
    );
  }
  if (read.vendor === vendor) return read;
  throw new ConfigurationError(
    say("{path} is the catalogue of {vendor}, not of {wanted}", {
      path,
      vendor: read.vendor,
      wanted: vendor,
    }),
  );
}

async function run(
  vendor: string,
  words: readonly string[],
  options: Options,
  { out, error, end, environment }: Context,
): Promise<void> {
  const { since, format } = options;
  const before = since === undefined ? undefined : fileAt(since, vendor);
  const accounts = await configured({ ...options, vendor: [vendor] }, environment);
  const { seen, failures } = await seenSideBySide(accounts, async (one) => {
    const account = one.open();
    return offersIn(one.name, account.currency, (await one.vendor.offers?.(account)) ?? {});
  });
  const all = seen.flat();
  const missing = new Set(failures.map(({ account }) => account));
  if (options.out !== undefined && missing.size === 0) {
    const file: CatalogFile = { vendor, at: new Date().toISOString(), offers: all };
    writeFileSync(options.out, `${JSON.stringify(file, undefined, 1)}\n`);
  }
  const asked = all.filter((one) => hasWords(one, words));
  const changes =
    before === undefined
      ? []
      : catalogChanges(
          // Of an account that could not be asked nothing is gone.
          before.offers.filter((one) => hasWords(one, words) && !missing.has(one.account)),
          asked,
        );
  out(
    `${before === undefined ? printed(asked, offerColumns, format) : printed(changes, changeColumns, format)}\n`,
  );
  sayFailures(failures, error);
  if (options.out !== undefined && missing.size > 0)
    error(say("{file} was not written: it would not be whole\n", { file: options.out }));
  if (failures.length > 0) end(exitCodes.notAsked);
  else if (changes.length > 0) end(exitCodes.found);
}

/** `reseller catalog` */
export function catalogCommand(context: Context): Command {
  const command = new Command("catalog")
    .description(
      say(
        "list what a vendor's accounts may choose from: zones, lines, products, images, stock, prices; or what changed since",
      ),
    )
    .addArgument(new Argument("<vendor>", say("whose")).choices(vendorNames))
    .argument("[words...]", say("only what has all these words, anywhere in it"))
    .addOption(formatOption())
    .option("--out <file>", say("write all of it to this file too"))
    .option(
      "--since <file>",
      say("print what is new, gone, dearer, cheaper, sold out since that file was written"),
    );
  return projectOptions(command)
    .addHelpText("after", accountsHelp())
    .action((vendor: string, words: readonly string[], options: Options) =>
      run(vendor, words, options, context),
    );
}
