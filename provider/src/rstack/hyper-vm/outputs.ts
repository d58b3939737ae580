/** Where and how to log in: fits `remote.Command` of `@pulumi/command` as it is. */
export interface HyperVmConnection {
  /** The shared address, or the machine's own. */
  readonly host: string;
  /** Port of SSH, or of remote desktop on Windows, at `host`. */
  readonly port: number;
  /** `root`, or `Administrator` on Windows. */
  readonly user: string;
  /** Secret. The password that was set last, or else the one that the controller lists. */
  readonly password: string;
}

/** Outputs of a `HyperVm` that no row of the controller has in these words. */
export interface HyperVmDerived {
  /** Owner, by the number that you gave it. */
  readonly user: string;
  /** The image, as it was written. */
  readonly image: string;
  /** All addresses, IPv4 first. */
  readonly ipAddresses: string[];
  /** Secret. The password that was set last. */
  readonly password: string | undefined;
  /**
   * Secret. For `remote.Command` of `@pulumi/command`. Host and port are of one side: the shared address with its port, or the
   * machine's own address with its own. Not there while that is not known.
   */
  readonly connection: HyperVmConnection | undefined;
}
