/** How a client wants a stopped program to continue, or to go back. */
import type { Debugger } from '../debug/debugger.js';
import type { Resumption } from '../debug/host.js';
import type { Thread } from '../vm/thread.js';
import { Refusal } from './refusal.js';

/** Back to an earlier count of the debugger or, if that is null, to the previous breakpoint. */
export interface Back {
  readonly kind: 'back';
  readonly to: number | null;
}

/** How the program continues from a stop. */
export type Movement = Resumption | Back;

/** Continue until something else stops the program. */
export const CONTINUE: Resumption = { kind: 'continue' };

type Ask = (program: Debugger, thread: () => Thread) => Movement;

/** Movements by the requests that ask for them. */
const MOVEMENTS: Readonly<Record<string, Ask>> = {
  continue: () => CONTINUE,
  next: (_, thread) => ({ kind: 'over', thread: thread() }),
  stepIn: (_, thread) => ({ kind: 'in', thread: thread() }),
  stepOut: (_, thread) => ({ kind: 'out', thread: thread() }),
  reverseContinue: () => ({ kind: 'back', to: null }),
  stepBack(program, thread) {
    const to = program.lineBefore(thread());
    if (to === null) throw new Refusal('nothing in this function or its callers ran before this');
    return { kind: 'back', to };
  },
};

/** Whether a request asks for a movement. */
export const isMovement = (command: string): boolean => Object.hasOwn(MOVEMENTS, command);

/** The movement that a request asks for, of the program and of the thread that it names. Throws a Refusal if it is not possible. */
export function movementOf(command: string, program: Debugger, thread: () => Thread): Movement {
  return (MOVEMENTS[command] as Ask)(program, thread);
}
