/**
 * External interrupts: 23 lines, 24 in an F7, 16 of them for edges of pins (RM0090 §12, RM0410 §11, `ports/stm32/extint.c`).
 * The interrupt mask comes before the pending bit: whatever happens on a masked line is lost, and does not take effect later when the mask is
 * removed (§12.2.4: an edge that is only an event sets no pending bit; §12.3.5 on software triggers; `tests/ports/stm32/extint.py`).
 * Not simulated: WFE, which events would end; nothing else depends on events.
 */
import type { InterruptLine } from '../sim/interrupts.js';
import type { Level, Pin } from './pin/pin.js';

/** The priority that the firmware gives the interrupt of a line that the program registers (`ports/stm32/irq.h`). */
const EXTI_PRIORITY = 14;
/** Number of lines by family (`PYB_EXTI_NUM_VECTORS`). */
export const EXTI_LINES = { F4: 23, F7: 24 } as const;

/** Which edges trigger a line. */
interface Edges {
  readonly rising: boolean;
  readonly falling: boolean;
}

/** One line. */
export class ExtiLine {
  /** Called in the interrupt. */
  onTrigger: () => void = () => {};
  /** Whether its triggers are events (EMR). */
  isEvent = false;
  /** Whether the firmware calls the callback in the interrupt, rather than later. It remembers this of every line until a reset of the chip. */
  isHard = false;
  #edges: Edges = { rising: false, falling: false };
  #source: Pin | null = null;
  #isEnabled = false;
  #isPending = false;
  #isTriggered = false;
  /** Whether the firmware has enabled the interrupt in the core. */
  #isServed = false;

  constructor(
    readonly number: number,
    /** Null if the firmware has no handler for the line's interrupt. */
    private readonly line: InterruptLine | null,
  ) {}

  get isEnabled(): boolean {
    return this.#isEnabled;
  }

  get isPending(): boolean {
    return this.#isPending;
  }

  /**
   * The bit with which software triggers the line (SWIER), by setting it where it was 0. It stays set until the line is no longer pending, or
   * 0 is written to it.
   */
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

  /** Sets which edges trigger it from now on. */
  set edges(edges: Edges) {
    this.#edges = edges;
  }

  /** Makes the line listen to the edges of `source`; lines 16 and up have none. */
  listen(edges: Edges, source: Pin | null): void {
    this.#edges = edges;
    this.#source?.unwatch(this);
    this.#source = source;
    if (this.#isEnabled) source?.watch(this);
  }

  /** Does that, and enables the interrupt in the core with its priority; a line that is pending is served now. */
  configure(edges: Edges, source: Pin | null, priority = EXTI_PRIORITY): void {
    this.listen(edges, source);
    if (this.line === null) return;
    this.line.priority = priority;
    this.#isServed = true;
    if (this.#isPending) this.line.raise();
  }

  /** Disables its interrupt in the core: what triggers it is not served until it is configured again. */
  ignore(): void {
    this.#isServed = false;
  }

  enable(): void {
    this.#isEnabled = true;
    this.#source?.watch(this);
  }

  /** Disables the line: triggers are lost from now on. */
  disable(): void {
    this.#isEnabled = false;
    this.#source?.unwatch(this);
  }

  /** Triggers the line; the trigger is lost if the line is disabled. */
  trigger(): void {
    if (!this.#isEnabled) return;
    this.#isPending = true;
    if (this.#isServed) this.line?.raise();
  }

  /** For a peripheral that has this line: called when the level of its signal has changed. */
  signal(level: Level): void {
    if (level === 1 ? this.#edges.rising : this.#edges.falling) this.trigger();
  }

  /** Makes the line no longer pending. */
  clear(): void {
    this.#isPending = this.#isTriggered = false;
  }

  /** For the board: called at an edge of `pin`, which has this line's number. */
  edge(pin: Pin, level: Level): void {
    if (pin === this.#source) this.signal(level);
  }

  /** Runs in the interrupt. */
  serve(): void {
    if (!this.#isPending) return;
    this.clear();
    this.onTrigger();
  }

  /**
   * For a soft reset: removes the callback. The registers stay as they are (`extint_init0` of `ports/stm32/extint.c`); an interrupt that is
   * enabled in the core has been served by then.
   */
  forget(): void {
    this.onTrigger = () => {};
    if (this.#isServed && this.#isPending) this.clear();
  }

  /** Resets the line as a reset of the chip does. */
  reset(): void {
    this.disable();
    this.clear();
    this.isEvent = this.isHard = this.#isServed = false;
    this.#edges = { rising: false, falling: false };
    this.#source = null;
    this.onTrigger = () => {};
  }
}
