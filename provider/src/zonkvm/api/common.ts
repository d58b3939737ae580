import type { z } from "zod";
import type { ClientOptions } from "./machines";
import { rows, wallOf } from "./scalars";
import type { Transport } from "./transport";
import { createImageSchema, zones, type Image, type Zone } from "./wire-common";

export type { Image, Zone } from "./wire-common";

/** What all kinds of servers share of the catalogue. Every method throws {@link RefusedError} when the panel says no. */
export class CommonClient {
  readonly #transport: Transport;
  readonly #images: z.ZodType<Image[]>;

  constructor({ transport, timeZone }: ClientOptions) {
    this.#transport = transport;
    this.#images = rows(createImageSchema(wallOf(timeZone)));
  }

  /** All zones, disabled ones too (`getzones`). */
  getZones(): Promise<Zone[]> {
    return this.#transport.read("getzones", {}, zones);
  }

  /** All images, of every kind of server (`getsystems`). */
  getImages(): Promise<Image[]> {
    return this.#transport.read("getsystems", {}, this.#images);
  }
}
