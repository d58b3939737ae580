/** Outputs of a `BtHost` that no row of the panel has in these words. */
export interface BtHostDerived {
  /** Secret. The password that was set last, where one was given or made here. */
  readonly password: string | undefined;
}
