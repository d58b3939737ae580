import type { MachinesClient } from "../api/machines";
import type { Account } from "../../core/account";
import type { Aspect } from "../../core/aspects/aspect";
import { password } from "../../core/aspects/password";
import { power } from "../../core/aspects/power";
import { reboot } from "../../core/aspects/reboot";
import type { CommonObserved } from "../../core/observed";
import { passwordIn, type Call, type CallContext, type Change } from "../../core/plan";
import { say } from "../language/say";

/** What all kinds of servers can do, whatever it is called for each. */
export type MachineClient = Pick<
  MachinesClient<{ readonly id: string }>,
  "start" | "stop" | "restart" | "setPassword" | "refund"
>;

/** Arguments of what is handled here. */
interface MachineArguments {
  readonly powerState?: "running" | "stopped" | undefined;
  readonly rebootTriggers?: readonly unknown[] | undefined;
  readonly password?: string | undefined;
  readonly passwordTriggers?: readonly unknown[] | undefined;
}

/** What a kind of servers does in the same way as the others. */
export interface MachineBehavior<A, O, C> {
  /** A stop comes after what the machine is needed for, a start before. */
  readonly state: Aspect<A, O, C>;
  readonly password: Aspect<A, O, C>;
  readonly restart: Aspect<A, O, C>;
  /** Gives the server back. */
  refund(observed: O): Change<O>;
}

/**
 * Power, password, restarts and refunds of a kind of servers: `server_start`, `lease_start`, `idc_start` and so on.
 * @param clientOf the client of the kind.
 */
export function machineBehavior<A extends MachineArguments, O extends CommonObserved, C>(
  clientOf: (account: Account) => MachineClient,
): MachineBehavior<A, O, C> {
  const call = (
    { account }: CallContext,
    send: (client: MachineClient) => Promise<void>,
    isDone: (row: O) => boolean = () => true,
    lags = false,
  ): Call<O> => ({ send: () => send(clientOf(account)).then(() => undefined), isDone, lags });

  return {
    state: power({
      calls:
        (to) =>
        ({ serviceId }, context) => [
          call(
            context,
            (client) => (to === "running" ? client.start(serviceId) : client.stop(serviceId)),
            ({ powerState }) => powerState === to,
          ),
        ],
    }),
    // Whether the machine must be on or off for it, the vendor does not say: the panel decides.
    password: password({
      argument: "password",
      set: () => ({
        calls: ({ serviceId }, context) => [
          call(context, (client) => client.setPassword(serviceId, passwordIn(context)), undefined, true),
        ],
      }),
    }),
    restart: reboot({
      isDoubtful: true,
      calls:
        () =>
        ({ serviceId }, context) => [
          call(
            context,
            (client) => client.restart(serviceId),
            ({ powerState }) => powerState === "running",
            true,
          ),
        ],
    }),
    refund: ({ serviceId }) => ({
      kind: "release",
      words: say("REFUND {serviceId}", { serviceId }),
      destroys: true,
      applies: [],
      calls: (_row, context) => [call(context, (client) => client.refund(serviceId))],
    }),
  };
}
