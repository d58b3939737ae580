import { isCalled } from "./faults";
import type { VendorCall } from "./vendor";

/** A reply that is withheld although its request was carried out. */
export interface Hold {
  /** Settles when the request has been carried out. */
  readonly arrived: Promise<void>;
  /** Lets the reply go; before the request has come, lets it pass unheld. */
  release: () => void;
}

/** The server's side of a {@link Hold}. */
interface HeldRequest {
  wait(): Promise<void>;
}

/** Replies that tests withhold, for instance to kill a client that waits for one. */
export class Holds {
  private readonly open = new Set<{
    action: string;
    skip: number;
    taken: boolean;
    arrived: Signal;
    released: Signal;
  }>();

  /** Withholds the reply to the next request to this operation (`*`: to any), or to the one after so many. */
  add(action: string, skip = 0): Hold {
    const hold = { action, skip, taken: false, arrived: new Signal(), released: new Signal() };
    this.open.add(hold);
    return {
      arrived: hold.arrived.promise,
      release: () => {
        this.open.delete(hold);
        hold.released.fire();
      },
    };
  }

  take(call: VendorCall): HeldRequest | undefined {
    const hold = [...this.open].find((one) => !one.taken && isCalled(one.action, call));
    if (hold === undefined) return undefined;
    if (hold.skip > 0) {
      hold.skip -= 1;
      return undefined;
    }
    hold.taken = true;
    return {
      wait: () => {
        hold.arrived.fire();
        return hold.released.promise;
      },
    };
  }

  releaseAll(): void {
    for (const hold of this.open) hold.released.fire();
    this.open.clear();
  }
}

class Signal {
  fire: () => void = () => undefined;
  readonly promise = new Promise<void>((resolve) => {
    this.fire = resolve;
  });
}
