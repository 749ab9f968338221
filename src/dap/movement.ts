/** How a client wants a program that stands still to go on, or back. */
import type { Debugger } from '../debug/debugger.js';
import type { Resumption } from '../debug/host.js';
import type { Thread } from '../vm/thread.js';
import { Refusal } from './refusal.js';

/** Back to an earlier count of the debugger, or (null) to the breakpoint that was the last before. */
export interface Back {
  readonly kind: 'back';
  readonly to: number | null;
}

/** How it goes on from a stop. */
export type Movement = Resumption | Back;

/** Until something else stops it. */
export const CONTINUE: Resumption = { kind: 'continue' };

type Ask = (program: Debugger, thread: () => Thread) => Movement;

/** By the requests that ask for them. */
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

/** Whether a request asks for one. */
export const isMovement = (command: string): boolean => Object.hasOwn(MOVEMENTS, command);

/** The movement that a request asks for, of the program and the thread that it names. Throws a Refusal where there is no way. */
export function movementOf(command: string, program: Debugger, thread: () => Thread): Movement {
  return (MOVEMENTS[command] as Ask)(program, thread);
}
