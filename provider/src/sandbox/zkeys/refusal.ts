/** The panel says no; the message is what the caller reads. */
export class Refusal extends Error {}
