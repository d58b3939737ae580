import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./ports";

/** Where Debian keeps the server's programs, which are not on the path. */
const debian = "/usr/lib/postgresql";

/** The folder of `initdb` and `postgres`; `undefined` where there is no server. */
export const postgresFolder = [
  ...(existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, "bin")) : []),
  ...(process.env.PATH ?? "").split(":"),
].find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));

/** It refuses to be run by root: then it is run as the user that its package has made. */
function owner(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const ids = ["-u", "-g"].map((flag) => Number(spawnSync("id", [flag, "postgres"]).stdout));
  const [uid = Number.NaN, gid = Number.NaN] = ids;
  return Number.isNaN(uid + gid) ? undefined : { uid, gid };
}

/** A PostgreSQL server with an empty database, on the loopback interface. */
export async function startPostgres(programs: string): Promise<{ url: string; close(): Promise<void> }> {
  const folder = mkdtempSync("/tmp/reseller-postgres-");
  const as = owner();
  if (as !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, "data");
  const options = { ...as, cwd: folder, encoding: "utf8" } as const;
  const made = spawnSync(
    join(programs, "initdb"),
    ["-D", data, "-U", "pulumi", "--auth=trust", "--no-sync"],
    options,
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const server = spawn(
    join(programs, "postgres"),
    ["-D", data, "-k", folder, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-F"],
    { ...as, cwd: folder, stdio: "ignore" },
  );
  const ended = new Promise<void>((resolve) =>
    server.once("exit", () => {
      resolve();
    }),
  );
  const isReady = () =>
    spawnSync(join(programs, "pg_isready"), ["-h", "127.0.0.1", "-p", String(port)]).status === 0;
  for (let looks = 0; !isReady(); looks += 1) {
    if (looks > 300 || server.exitCode !== null) throw new Error("PostgreSQL did not start");
    await sleep(100);
  }
  return {
    url: `postgres://pulumi@127.0.0.1:${port}/postgres?sslmode=disable`,
    async close() {
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
