/** The options of `npm start`. */

import { parseArgs } from "node:util";
import { beside, say } from "./words.mjs";

export function usage() {
  const lines = {
    "--bandwidth 20": say("upgrade (or book a decrease to) so many Mbps"),
    "--defense 10": say("the same, Gbps of DDoS defense"),
    '--system "Ubuntu 22.04 x64"': say("another image: refused without --allow-reinstall"),
    "--allow-reinstall": say("consent to erase the disks"),
    "--renew-until 2027-06-30": say("renew until that day"),
    "--days 20": say("let so many days pass in the sandbox first"),
    "--preview": say("only preview"),
    "--destroy": say("give the server back"),
    "--reset": say("forget the sandbox and the stack, and begin anew"),
    "--folder DIR": say("keep everything in this folder, not in .reseller/quickstart"),
    "--help": "",
  };
  return ["npm start -- [options]", "", ...beside(lines, 30)].join("\n");
}

export function readOptions(args) {
  try {
    return parseArgs({
      args,
      options: {
        bandwidth: { type: "string" },
        defense: { type: "string" },
        system: { type: "string" },
        "allow-reinstall": { type: "boolean" },
        "renew-until": { type: "string" },
        days: { type: "string" },
        preview: { type: "boolean" },
        destroy: { type: "boolean" },
        reset: { type: "boolean" },
        folder: { type: "string" },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new Error(`${error.message}\n\n${usage()}`, { cause: error });
  }
}

/** The options that change the stack, and the keys of its config. */
const keys = { bandwidth: "bandwidth", defense: "defense", system: "system", "renew-until": "renewUntil" };

/** The options that change the stack, as `pulumi config set-all` takes them. */
export function configChanges(options) {
  const wanted = Object.entries(keys).flatMap(([option, key]) =>
    options[option] === undefined ? [] : [["--plaintext", `${key}=${options[option]}`]],
  );
  return [...wanted, ["--plaintext", `allowReinstall=${options["allow-reinstall"] === true}`]].flat();
}

/** A day that the calendar has: JavaScript makes the second of March of the thirtieth of February. */
function isDay(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/**
 * What is wrong with the options, before anything of them is kept.
 * @param today the day that it is in the sandbox.
 */
export function faultsIn(options, today) {
  const whole = (name, least, most) => {
    const text = options[name];
    if (text === undefined || (/^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most))
      return [];
    const values = { option: `--${name}`, least, most, text: JSON.stringify(text) };
    return [say("{option} takes a whole number from {least} to {most}, not {text}", values)];
  };
  const until = () => {
    const day = options["renew-until"];
    const option = "--renew-until";
    if (day === undefined) return [];
    if (!isDay(day))
      return [
        say("{option} takes a day such as 2027-06-30, not {text}", { option, text: JSON.stringify(day) }),
      ];
    return day > today ? [] : [say("{option} {day} is over: it would renew nothing", { option, day })];
  };
  const besides = [...Object.keys(keys), "allow-reinstall"].filter((name) => options[name] !== undefined);
  return [
    ...whole("bandwidth", 1, 9999),
    ...whole("defense", 0, 9999),
    ...whole("days", 1, 3650),
    ...until(),
    ...(options.system?.trim() === ""
      ? [say("{option} takes the name of an image", { option: "--system" })]
      : []),
    ...(options.destroy && besides.length > 0
      ? [
          say("--destroy changes nothing else: leave out {options}", {
            options: besides.map((name) => `--${name}`).join(" "),
          }),
        ]
      : []),
  ];
}
