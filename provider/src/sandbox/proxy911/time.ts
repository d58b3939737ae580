/** The zone of the vendor's wall, ahead of UTC. */
const aheadMs = 8 * 3_600_000;

/** `2022-05-13 12:14:15`, by the vendor's wall. */
export const stampOf = (milliseconds: number): string =>
  new Date(milliseconds + aheadMs).toISOString().slice(0, 19).replace("T", " ");

/** The moment of a stamp, in milliseconds; `NaN` for what is none. */
export const momentOf = (stamp: string): number => Date.parse(`${stamp.replace(" ", "T")}+08:00`);
