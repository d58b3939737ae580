/** Lets so many pieces of work run side by side. */
export class Workers {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  readonly #running = new Set<Promise<unknown>>();

  constructor(count: number) {
    this.#free = count;
  }

  /** Waits for a free worker, and has it do the work. Resolves when the work has begun. */
  async start<T>(work: () => Promise<T>): Promise<{ readonly ended: Promise<T> }> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const ended = work().finally(() => {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    });
    const settled = ended.then(
      () => undefined,
      () => undefined,
    );
    this.#running.add(settled);
    void settled.then(() => this.#running.delete(settled));
    return { ended };
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}

/** Does one piece of work after the other, in the order in which they come. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
