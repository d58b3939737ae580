import { reinstall } from "../../core/aspects/reinstall";
import { passwordIn } from "../../core/plan";
import { installationOf, installCalls, systemReference } from "../machine/image";
import { sessionOf } from "../session";
import type { CloudAspect } from "./steps";

/** The image (`server_install`). */
export const image: CloudAspect = reinstall({
  image: "system",
  references: (catalog, wanted, kept) => [systemReference("server", true, catalog, wanted, kept)],
  isOther: ({ names: { system }, observed: { systemId } }) =>
    system !== undefined && systemId !== undefined && system.id !== systemId,
  keeps: { systemId: ["system"], loginName: ["system"], loginPort: ["system"] },
  argumentsOf: ({ systemId }, { system }) =>
    systemId === undefined || system?.id === systemId ? {} : { system: systemId },
  install: (situation) =>
    installationOf(situation, (imageGuid) =>
      installCalls(imageGuid, "always", ({ serviceId }, context) =>
        sessionOf(context.account).client.cloudServers.reinstall(serviceId, {
          imageGuid,
          password: passwordIn(context),
        }),
      ),
    ),
});
