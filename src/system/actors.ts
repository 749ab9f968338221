/** Who has the processor (`sim/activity.ts`), by the names of the program: callbacks and tasks. */
import type { CallbackSource } from '../modules/pyb/callback.js';
import type { ActivityWatch } from '../modules/python-world.js';
import { PyGenerator, watchState } from '../objects/generator.js';
import type { Value } from '../objects/value.js';
import type { Activity } from '../sim/activity.js';
import type { Interrupts } from '../sim/interrupts.js';
import { calleeName } from './reports/callee-name.js';

export class Actors implements ActivityWatch {
  /** Coroutines of tasks. */
  readonly #watched = new WeakSet<PyGenerator>();
  /** Of the tasks that have begun and not ended, by the names of their functions, the numbers. */
  #living = new Map<string, Set<number>>();

  constructor(
    private readonly activity: Activity,
    private readonly interrupts: Interrupts,
  ) {}

  /** A row has the name of the interrupt and of the function: `TIM2 tick`. Python may be called without an interrupt, by `irq()()`. */
  readonly callback = ({ name }: CallbackSource, callee: Value): (() => void) => {
    const line = this.interrupts.running;
    return this.activity.handler(`${line?.name ?? name} ${calleeName(callee)}`, line);
  };

  /** A soft callback begins; what is answered ends it. */
  soft(callee: Value): () => void {
    return this.activity.onTop('soft', `soft ${calleeName(callee)}`);
  }

  /** Its steps are runs of `task blink`, or, while another of that name lives, of `task blink 2`. What is no coroutine has no row. */
  task(coroutine: Value): void {
    if (!(coroutine instanceof PyGenerator) || this.#watched.has(coroutine)) return;
    this.#watched.add(coroutine);
    const living = this.#living;
    const { name } = coroutine;
    let number = 0;
    let over: (() => void) | null = null;
    watchState(coroutine, (state) => {
      over?.();
      over = null;
      if (state === 'running') {
        if (number === 0) number = take(living, name);
        over = this.activity.onTop('task', number === 1 ? `task ${name}` : `task ${name} ${number}`);
      } else if (state === 'finished') living.get(name)?.delete(number);
    });
  }

  /** After a soft reset nothing goes on that has begun before. */
  reset(): void {
    this.activity.forgets();
    this.#living = new Map();
  }
}

/** The least number that nobody of that name has. */
function take(living: Map<string, Set<number>>, name: string): number {
  const numbers = living.get(name) ?? new Set();
  living.set(name, numbers);
  let number = 1;
  while (numbers.has(number)) number++;
  numbers.add(number);
  return number;
}
