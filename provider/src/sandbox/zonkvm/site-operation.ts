import { z } from "zod";
import type { ZonkvmOperation } from "./operation";
import type { ZonkvmPanel } from "./panel";
import { complaint, guid } from "./params";
import type { Hosting } from "./service";
import type { Site } from "./site";

/** Where an operation on a site happens. */
export interface Place {
  site: Site;
  hosting: Hosting;
  panel: ZonkvmPanel;
}

const Whose = z.object({ guid });

const siteOperation =
  (manner: { writes: boolean; message?: string }) =>
  <Shape extends z.ZodType>(
    shape: Shape,
    act: (place: Place, params: z.output<Shape>) => unknown,
    message = manner.message,
  ): ZonkvmOperation => ({
    writes: manner.writes,
    ...(message === undefined ? {} : { message }),
    run: (panel, { guid: sent, ...params }) => {
      const whose = Whose.safeParse({ guid: sent }, { reportInput: true });
      if (!whose.success) throw complaint(whose.error);
      const parsed = shape.safeParse(params, { reportInput: true });
      if (!parsed.success) throw complaint(parsed.error);
      const hosting = panel.usable("hosting", whose.data.guid);
      return act({ site: hosting.site, hosting, panel }, parsed.data);
    },
  });

/** Builds an operation that changes something in a site; its shape is without the hosting's own `guid`. */
export const siteCommand = siteOperation({ writes: true, message: "操作成功" });
/** Builds an operation that only reads something of a site. */
export const siteQuery = siteOperation({ writes: false });

/** No further parameters. */
export const Nothing = z.strictObject({});

/** The next id inside a site. */
export function nextId(site: Site): number {
  site.sequence += 1;
  return site.sequence;
}
