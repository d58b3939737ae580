import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { canConnect, freePort } from "./ports";

const sshd = "/usr/sbin/sshd";

const manifest = z.object({ pulumi: z.object({ version: z.string() }) });
const { pulumi: plugin } = manifest.parse(
  JSON.parse(readFileSync(require.resolve("@pulumi/command/package.json"), "utf8")),
);

/** The program behind `@pulumi/command`, where the engine keeps it; it is not an npm package. */
const commandPlugin = join(
  process.env.PULUMI_HOME ?? join(homedir(), ".pulumi"),
  ...["plugins", `resource-command-v${plugin.version}`, "pulumi-resource-command"],
);

/** Why no command can be run on a machine of one's own over SSH here; `undefined` where one can. */
export function whyNoSshMachine(): string | undefined {
  if (!existsSync(commandPlugin))
    return `no plugin of @pulumi/command here (pulumi plugin install resource command ${plugin.version})`;
  if (!existsSync(sshd)) return "no sshd here (Debian's package openssh-server)";
  // An sshd of another user knows no passwords, and none is to be set on the machine that runs the tests.
  if (process.getuid?.() !== 0 || spawnSync("unshare", ["--mount", "true"]).status !== 0)
    return "not root here, or without mounts of one's own";
  return undefined;
}

/** A machine to log in to as `root`, on the loopback interface. */
export interface SshMachine {
  readonly port: number;
  /** What was run on it by the programs that it has beside the system's: a line each. */
  ran(): string[];
  close(): Promise<void>;
}

/**
 * Starts an `sshd` that lets `root` in by this password alone. It sees a password file of its own, so that nothing
 * changes on the machine that runs the tests; whoever logs in finds these programs first, which only write down how
 * they were called.
 */
export async function startSshMachine(password: string, programs: readonly string[]): Promise<SshMachine> {
  const folder = mkdtempSync(join(tmpdir(), "reseller-ssh-"));
  const at = (name: string) => join(folder, name);
  const diary = at("ran");
  mkdirSync(at("bin"));
  for (const program of programs)
    writeFileSync(at(`bin/${program}`), `#!/bin/sh\necho "${program} $*" | tee -a ${diary}\n`, {
      mode: 0o755,
    });

  made("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", at("host-key")]);
  const hash = made("perl", ["-e", "print crypt($ENV{PASSWORD}, q($6$reseller$))"], { PASSWORD: password });
  const others = readFileSync("/etc/shadow", "utf8").replace(/^root:.*\n/m, "");
  writeFileSync(at("shadow"), `root:${hash}:19000:0:99999:7:::\n${others}`, { mode: 0o600 });
  const port = await freePort();
  const settings = [
    `Port ${port}`,
    "ListenAddress 127.0.0.1",
    `HostKey ${at("host-key")}`,
    "PidFile none",
    "UsePAM no",
    "PermitRootLogin yes",
    "AuthenticationMethods password",
    `SetEnv PATH=${at("bin")}:/usr/sbin:/usr/bin:/sbin:/bin`,
  ];
  writeFileSync(at("config"), `${settings.join("\n")}\n`);
  const script = [
    "mount --bind $0/shadow /etc/shadow",
    // It wants an empty folder there, which only a service manager makes.
    "mount -t tmpfs none /run && mkdir /run/sshd",
    `exec ${sshd} -D -e -f $0/config`,
  ].join(" && ");
  const daemon = spawn("unshare", ["--mount", "sh", "-c", script, folder], {
    // A group of its own: each login has a process.
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  daemon.stderr.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  const ended = new Promise<void>((resolve) =>
    daemon.once("exit", () => {
      resolve();
    }),
  );
  for (let looks = 0; !(await canConnect(port)); looks += 1) {
    if (looks > 300 || daemon.exitCode !== null) throw new Error(`sshd did not start: ${said}`);
    await sleep(100);
  }
  return {
    port,
    ran: () => (existsSync(diary) ? readFileSync(diary, "utf8").trim().split("\n") : []),
    async close() {
      if (daemon.pid !== undefined) process.kill(-daemon.pid, "SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function made(program: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: "utf8",
    env: { ...process.env, ...environment },
  });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return stdout;
}
