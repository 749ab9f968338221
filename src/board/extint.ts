/**
 * External interrupts: 23 lines, 16 of them edges of pins (RM0090 §12, `ports/stm32/extint.c`).
 * The interrupt's mask stands before the pending bit: what happens on a masked line is lost, and not made up for when the mask goes (§12.2.4: an
 * edge that is but an event sets no pending bit; §12.3.5 of software; `tests/ports/stm32/extint.py`).
 * Not simulated: WFE, which events would end; nothing else hears of them.
 */
import type { InterruptLine } from '../sim/interrupts.js';
import type { Level, Pin } from './pin/pin.js';

/** How many lines there are. */
export const EXTI_LINES = 23;

/** Which edges trigger a line. */
interface Edges {
  readonly rising: boolean;
  readonly falling: boolean;
}

/** One line. */
export class ExtiLine {
  /** Called in the interrupt. */
  onTrigger: () => void = () => {};
  /** Whether what triggers it is an event (EMR). */
  isEvent = false;
  #edges: Edges = { rising: false, falling: false };
  #source: Pin | null = null;
  #isEnabled = false;
  #isPending = false;
  #isTriggered = false;
  /** Whether the firmware has let the interrupt through to the core. */
  #isServed = false;

  constructor(
    readonly number: number,
    private readonly line: InterruptLine,
    private readonly priority: number,
  ) {}

  get isEnabled(): boolean {
    return this.#isEnabled;
  }

  get isPending(): boolean {
    return this.#isPending;
  }

  /** The bit by which software triggers the line (SWIER): where it was 0. It stays until the line is no longer pending, or is written 0. */
  get isTriggered(): boolean {
    return this.#isTriggered;
  }

  set isTriggered(on: boolean) {
    const rises = on && !this.#isTriggered;
    this.#isTriggered = on;
    if (rises) this.trigger();
  }

  get edges(): Edges {
    return this.#edges;
  }

  /** Which edges trigger it, from now on. */
  set edges(edges: Edges) {
    this.#edges = edges;
  }

  /** Listens to the edges of `source`; lines 16 and up have none. Sets the priority of the interrupt. */
  configure(edges: Edges, source: Pin | null): void {
    this.#edges = edges;
    this.#source?.unwatch(this);
    this.#source = source;
    if (this.#isEnabled) source?.watch(this);
    this.line.priority = this.priority;
    this.#isServed = true;
  }

  enable(): void {
    this.#isEnabled = true;
    this.#source?.watch(this);
  }

  /** Triggers are lost from now on. */
  disable(): void {
    this.#isEnabled = false;
    this.#source?.unwatch(this);
  }

  /** Triggers the line. Lost if it is disabled. */
  trigger(): void {
    if (!this.#isEnabled) return;
    this.#isPending = true;
    if (this.#isServed) this.line.raise();
  }

  /** For a peripheral that has this line: its signal has another level. */
  signal(level: Level): void {
    if (level === 1 ? this.#edges.rising : this.#edges.falling) this.trigger();
  }

  /** It is no longer pending. */
  clear(): void {
    this.#isPending = this.#isTriggered = false;
  }

  /** For the board: an edge of `pin`, which has this line's number. */
  edge(pin: Pin, level: Level): void {
    if (pin === this.#source) this.signal(level);
  }

  /** In the interrupt. */
  serve(): void {
    if (!this.#isPending) return;
    this.clear();
    this.onTrigger();
  }

  /**
   * At a soft reset: nobody is called any more. The registers stay as they are (`extint_init0` of `ports/stm32/extint.c`); an interrupt that
   * the firmware lets through is over by then.
   */
  forget(): void {
    this.onTrigger = () => {};
    if (this.#isServed && this.#isPending) this.clear();
  }

  /** As after a reset of the chip. */
  reset(): void {
    this.disable();
    this.clear();
    this.isEvent = this.#isServed = false;
    this.#edges = { rising: false, falling: false };
    this.#source = null;
    this.onTrigger = () => {};
  }
}
