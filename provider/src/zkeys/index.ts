import type * as pulumi from "@pulumi/pulumi";
import { ResellerResource, type Inputs, type ResourceFace } from "../pulumi/resource";
import { type baremetalServerArguments } from "./baremetal-arguments";
import type { z } from "zod";
import { baremetalServer } from "./baremetal-server";

/** Arguments of a {@link BaremetalServer}. */
export type BaremetalServerArgs = Inputs<z.input<typeof baremetalServerArguments>>;

const face: ResourceFace = {
  type: "BaremetalServer",
  handler: "zkeys:BaremetalServer",
  secretArguments: baremetalServer.secretArguments,
  secretOutputs: baremetalServer.secretOutputs,
  outputs: [],
};

/** A physical server. */
export class BaremetalServer extends ResellerResource {
  /** The main address. */
  declare readonly ipAddress: pulumi.Output<string>;

  constructor(name: string, args: BaremetalServerArgs, opts?: pulumi.CustomResourceOptions) {
    super(face, name, args, opts);
  }
}
