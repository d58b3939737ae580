import type { Task } from "./api/wire-lists";
import type { TaskType } from "./api/wire-words";
import type { Account } from "../core/account";
import type { CommonObserved } from "../core/observed";
import type { Call } from "../core/plan";
import { sessionOf } from "./session";
import { unlessUnsaid } from "./unsaid";

const isOpen = ({ status = "done" }: Task): boolean => status !== "done" && status !== "unknown";

/**
 * A call that goes on as a task of its machine when it is answered: its effect is there when that task has ended. A controller may not list
 * it: then the machine tells whether it is busy, a moment later.
 * @param type what the task is called.
 */
export function asTask<O extends CommonObserved>(
  account: Account,
  vmId: string,
  type: TaskType,
  call: Call<O>,
): Call<O> {
  const listed = (): Promise<Task[] | undefined> =>
    unlessUnsaid(sessionOf(account).client.getTasks({ vmId, type }));
  let before: Task[] | undefined;
  let looks = 0;
  let wasBusy = false;
  return {
    ...call,
    async send() {
      before = await listed();
      return call.send();
    },
    async look(isAnswered) {
      looks += 1;
      const known = new Set(before?.map(({ id }) => id));
      const own = before === undefined ? [] : ((await listed()) ?? []).filter(({ id }) => !known.has(id));
      if (own.some(isOpen)) return "begun";
      const session = sessionOf(account);
      session.follow(vmId);
      const isBusy = (await session.vms.getNow(vmId))?.busyWith !== undefined;
      if (own.length > 0) return isBusy ? "begun" : "done";
      // Where tasks are listed, and this one is not, somebody else's may keep the machine busy.
      const isTelling = isAnswered || before === undefined;
      wasBusy ||= isBusy && isTelling;
      if (isBusy) return isTelling ? "begun" : "nothing";
      return wasBusy || (isAnswered && looks > 1) ? "done" : "nothing";
    },
  };
}
