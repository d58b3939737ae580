/** Puts the clock of a Node process ahead, as the sandbox's is: `npm start -- --days 20` lets time pass for both. */
const ahead = Number(process.env.SANDBOX_CLOCK_AHEAD_MS ?? 0);
const Real = Date;

globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + ahead);
    else super(...given);
  }

  static now() {
    return Real.now() + ahead;
  }
};
