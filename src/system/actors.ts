/** Reports who has the processor (`sim/activity.ts`) under the program's names: callbacks and tasks. */
import type { CallbackSource } from '../modules/pyb/callback.js';
import type { ActivityWatch } from '../modules/python-world.js';
import { PyGenerator, watchState } from '../objects/generator.js';
import type { Value } from '../objects/value.js';
import type { Activity } from '../sim/activity.js';
import type { Interrupts } from '../sim/interrupts.js';
import { calleeName } from './reports/callee-name.js';

export class Actors implements ActivityWatch {
  /** Coroutines of tasks that are already watched. */
  readonly #watched = new WeakSet<PyGenerator>();
  /** Numbers of the tasks that have begun and not ended, by the names of their functions. */
  #living = new Map<string, Set<number>>();

  constructor(
    private readonly activity: Activity,
    private readonly interrupts: Interrupts,
  ) {}

  /**
   * Begins a callback of an interrupt. Its row is named after the interrupt and the function: `TIM2 tick`. There may be no interrupt: `irq()()`.
   */
  readonly callback = ({ name }: CallbackSource, callee: Value): (() => void) => {
    const line = this.interrupts.running;
    return this.activity.handler(`${line?.name ?? name} ${calleeName(callee)}`, line);
  };

  /** Begins a soft callback. The returned function ends it. */
  soft(callee: Value): () => void {
    return this.activity.onTop('soft', `soft ${calleeName(callee)}`);
  }

  /**
   * Watches a task. Its steps are runs of `task blink`, or of `task blink 2` while another task of that name lives. Anything but a coroutine
   * gets no row.
   */
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

  /** A soft reset: nothing that has begun before it continues. */
  reset(): void {
    this.activity.forgets();
    this.#living = new Map();
  }
}

/** Returns the smallest number that no living task of that name has, and takes it. */
function take(living: Map<string, Set<number>>, name: string): number {
  const numbers = living.get(name) ?? new Set();
  living.set(name, numbers);
  let number = 1;
  while (numbers.has(number)) number++;
  numbers.add(number);
  return number;
}
