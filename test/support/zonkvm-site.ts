import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import { openSite } from "../../provider/src/sandbox/zonkvm/caller";
import type { ZonkvmHabits } from "../../provider/src/sandbox/zonkvm/habits";
import type { Site } from "../../provider/src/sandbox/zonkvm/site";
import { zonkvmPanel } from "./panels";
import { Scene, type InProcessScene } from "./scene";

/** A panel with a hosting of the account that is not of the stack. */
export interface Prepared extends InProcessScene<ZonkvmSandbox> {
  readonly site: Awaited<ReturnType<typeof openSite>>;
}

export async function prepared(
  habits: Partial<ZonkvmHabits> = {},
  settings: Readonly<Record<string, string>> = {},
): Promise<Prepared> {
  const scene = await Scene.inProcess(zonkvmPanel);
  scene.stack.set(settings);
  const site = await openSite(scene.sandbox);
  scene.sandbox.panel.open(`hosting_${site.guid}`);
  scene.sandbox.panel.setHabits(habits);
  return Object.assign(scene, { site });
}

type Place = Pick<Prepared, "sandbox" | "site">;

/** What the panel has inside the hosting. */
export function siteOf({ sandbox, site }: Place): Site {
  const service = sandbox.panel.service(`hosting_${site.guid}`);
  if (service?.kind !== "hosting") throw new Error("the hosting is gone");
  return service.site;
}

/** The site's directory. */
export function rootOf(place: Place): string {
  const [root = ""] = Object.keys(siteOf(place).files);
  return root;
}
