/** The object that `irq()` of a UART, CAN controller or I2C target returns (`shared/runtime/mpirq.c`), and how its handler is called. */

import { checkPositional } from '../../objects/argument-count.js';
import { allocate } from '../../objects/charge.js';
import { ABSENT, arg, methodsOf, nativeType, option } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { newInt } from '../../objects/int.js';
import { anything, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { isCallable } from '../../objects/protocol/call.js';
import { isTrue } from '../../objects/protocol/truth.js';
import type { Hold } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';
import type { CallbackSource, Callbacks } from './callback.js';

/** The owner of an interrupt. */
export interface IrqOwner extends PyObject {
  /** Flags for what has happened. Reading them may clear them. */
  irqFlags(): number;
  /** The flags that call the handler. */
  irqTrigger: number;
  /** The object that `irq()` has made; null if there is none, or if the owner has been switched off since. */
  readonly irq: Irq | null;
}

/** Parameters of `irq(handler, trigger, hard)`. */
export const IRQ_PARAMETERS = [
  option('handler', anything, ABSENT),
  option('trigger', anything, ABSENT),
  option('hard', anything, ABSENT),
] as const;

const IRQ_BYTES = 32;

/** A handler, and the interrupt that calls it. */
export class Irq implements PyObject {
  handler: Value = None;
  #isHard = false;

  constructor(
    readonly owner: IrqOwner,
    private readonly callbacks: Callbacks,
    readonly source: CallbackSource,
  ) {
    allocate(IRQ_BYTES);
  }

  get type() {
    return irqType;
  }

  /** `irq(…)` with arguments; raises ValueError for a trigger that is not among `known`. */
  set(handler: Value, trigger: Value, isHard: Value, known: number): void {
    if (handler === ABSENT && trigger === ABSENT && isHard === ABSENT) return;
    const wanted = trigger === ABSENT ? 0 : int.convert(trigger);
    if ((wanted & ~known) !== 0) throw raise.ValueError('trigger 0x%08x unsupported', wanted & ~known);
    const callee = handler === ABSENT ? None : handler;
    if (callee !== None && !isCallable(callee)) throw raise.ValueError('handler must be None or callable');
    this.handler = callee;
    this.#isHard = isHard !== ABSENT && isTrue(isHard);
    this.owner.irqTrigger = wanted;
  }

  /** Called in the interrupt: calls the handler. A hard handler that raises is not called again. */
  dispatch(): void {
    if (this.handler === None || this.callbacks.dispatch(this.source, this.handler, [this.owner], this.#isHard) !== 'failed') return;
    this.owner.irqTrigger = 0;
    this.handler = None;
  }

  /** Slot `references` of the type. */
  references(hold: Hold): number {
    hold(this.owner);
    hold(this.handler);
    return IRQ_BYTES;
  }
}

/** Names, for people, of those of the owners' interrupts that call a handler. */
export function irqCallers(owners: Iterable<IrqOwner>): string[] {
  const calling = [...owners].filter(({ irq, irqTrigger }) => irq !== null && irq.handler !== None && irqTrigger !== 0);
  return calling.map(({ irq }) => (irq as Irq).source.name);
}

const { method } = methodsOf<Irq>();
const irqType = nativeType(
  'irq',
  {
    references: (self: Irq, hold) => self.references(hold),
    call(self: Irq, args: Value[], keywords: Keywords | null) {
      checkPositional(args, keywords, 0, 0);
      self.dispatch();
      return None;
    },
  },
  {
    flags: method('What has happened.', [], ({ owner }) => newInt(owner.irqFlags())),
    trigger: method('Get or set what calls the handler.', [arg('trigger', int, undefined)], ({ owner }, trigger) => {
      const before = owner.irqTrigger;
      if (trigger !== undefined) owner.irqTrigger = trigger;
      return before;
    }),
  },
);
