/** `pyb.ExtInt`, and the callbacks of external interrupts, which it shares with `Pin.irq` and `Switch` (`ports/stm32/extint.c`). */
import type { ExtiLine } from '../../board/extint.js';
import type { Pin, PinPull } from '../../board/pin/pin.js';
import type { Pyboard } from '../../board/pyboard.js';
import { bind, methodsOf, NativeObject, nativeType, option, staticMethod } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, Value } from '../../objects/value.js';
import type { Callbacks } from './callback.js';
import type { Pins } from './pin.js';
import { PULLS } from './pin-modes.js';

const RISING = 0x00100000;
const FALLING = 0x00200000;
const IS_INTERRUPT = 0x00010000;
const INTERRUPT = 0x10000000 | IS_INTERRUPT;
const EVENT = 0x10020000;
/** The priority that `RTC.wakeup` gives its interrupt (`ports/stm32/irq.h`). */
const WAKEUP_PRIORITY = 15;

/** Mode constants: ints that programs only pass back (`GPIO_MODE_IT_RISING` and the like). */
export const EDGE_MODES = {
  IRQ_RISING: INTERRUPT | RISING,
  IRQ_FALLING: INTERRUPT | FALLING,
  IRQ_RISING_FALLING: INTERRUPT | RISING | FALLING,
  EVT_RISING: EVENT | RISING,
  EVT_FALLING: EVENT | FALLING,
  EVT_RISING_FALLING: EVENT | RISING | FALLING,
} as const;
const LEGAL_MODES: readonly number[] = Object.values(EDGE_MODES);
/** The edges for which ST's library sets up the line of a pin (`HAL_GPIO_Init`). */
const edgesOf = (mode: number) => ({ rising: (mode & RISING) !== 0, falling: (mode & FALLING) !== 0 });
/** Those for which the firmware itself sets a line up: none of an event (`extint_trigger_mode`). */
const ownEdgesOf = (mode: number) => {
  const has = (edge: number): boolean => (mode & edge) === edge;
  return { rising: has(EDGE_MODES.IRQ_RISING), falling: has(EDGE_MODES.IRQ_FALLING) };
};
const isEventMode = (mode: number): boolean => (mode & IS_INTERRUPT) === 0;

/** Whether a number is one of `EDGE_MODES`. */
export const isEdgeMode = (mode: number): boolean => LEGAL_MODES.includes(mode);

/** The owner of a line: an ExtInt (its callee gets the line's number), the switch, a pin (its callee gets the pin), or another peripheral. */
interface Owner {
  /** The owner's name, for people. */
  readonly name: string;
  readonly callee: Value;
  readonly args: Value[];
  readonly pin: Pin | null;
}

/** How a line that gets an owner is set up. */
interface LineSetup {
  readonly source: Pin | null;
  readonly edges: { readonly rising: boolean; readonly falling: boolean };
  readonly hard: boolean;
}

/** The owners of all lines of one board. */
export class ExtIntLines {
  readonly #owners: (Owner | null)[];
  /** Which lines become events instead of interrupts when they are enabled. */
  readonly #areEvents: boolean[];

  constructor(
    private readonly board: Pyboard,
    private readonly callbacks: Callbacks,
  ) {
    this.#owners = board.exti.map(() => null);
    this.#areEvents = board.exti.map(() => false);
  }

  /** How many lines there are. */
  get count(): number {
    return this.#owners.length;
  }

  /** `ExtInt(source, mode, pull, callback)`, whose source is a pin or the number of an internal line. Returns the line's number. */
  register(source: Pin | number, mode: number, pull: PinPull, callee: Value | null): number {
    const number = typeof source === 'number' ? source : source.number;
    if (this.#owners[number] !== null && callee !== null) throw raise.ValueError('ExtInt vector %d is already in use', number);
    // The firmware configures the pin before the line: a change of level by the pull resistor does not trigger the line.
    this.disable(number);
    const pin = typeof source === 'number' ? null : source;
    if (callee !== null) pin?.configure('in', pull);
    const owner = callee === null ? null : { name: `ExtInt line ${number}`, callee, args: [number], pin: null };
    this.#own(number, mode, owner, { source: pin, hard: true, edges: pin === null ? ownEdgesOf(mode) : edgesOf(mode) });
    return number;
  }

  /** `Switch().callback(f)`: takes the line from its previous owner. */
  registerSwitch(pin: Pin, callee: Value | null): void {
    this.disable(pin.number);
    pin.configure('in', 'up');
    const owner = callee === null ? null : { name: 'Switch()', callee, args: [], pin: null };
    this.#own(pin.number, EDGE_MODES.IRQ_FALLING, owner, { source: pin, hard: true, edges: edgesOf(EDGE_MODES.IRQ_FALLING) });
  }

  /**
   * For `RTC.wakeup`: gives a line another callback, whatever its previous owner, and enables it at rising edges, or disables it. Whether the
   * callback is hard is what it was for this line before: by default it is not.
   */
  registerInternal(name: string, number: number, callee: Value | null, isOn: boolean): void {
    const line = this.line(number);
    line.disable();
    this.#owners[number] = callee === null ? null : { name, callee, args: [number], pin: null };
    line.onTrigger = () => this.#trigger(number);
    if (!isOn) return;
    line.configure({ ...line.edges, rising: true }, null, WAKEUP_PRIORITY);
    line.enable();
  }

  /** `Pin.irq(…)`; `self` is the pin's Python object. */
  registerPin(pin: Pin, self: Value, irq: { readonly callee: Value | null; readonly trigger: number; readonly hard: boolean }): void {
    const { number } = pin;
    const owner = this.#owners[number];
    if (owner !== null && owner.pin !== pin) {
      if (owner.pin === null) throw raise.OSErrorText('ExtInt vector %d is already in use', number);
      throw raise.OSErrorText("IRQ resource already taken by Pin('%q')", owner.pin.cpu);
    }
    const name = `Pin('${pin.cpu}').irq`;
    const own = irq.callee === null ? null : { name, callee: irq.callee, args: [self], pin };
    this.#own(number, irq.trigger, own, { source: pin, hard: irq.hard, edges: ownEdgesOf(irq.trigger) });
  }

  /**
   * `Pin(…, mode)` with one of `EDGE_MODES`: the chip's library then sets up the line of the pin, too. Whoever owns the line keeps it, and is
   * called; a line that nobody has owned becomes pending and no more.
   */
  listen(pin: Pin, mode: number): void {
    const line = this.line(pin.number);
    this.disable(pin.number);
    line.listen(edgesOf(mode), pin);
    if (isEventMode(mode)) line.isEvent = true;
    else line.enable();
  }

  line(number: number): ExtiLine {
    return this.board.exti[number];
  }

  /** Enables a line in its mode: as an interrupt, or as an event, which does not interrupt the program. */
  enable(number: number): void {
    if (this.#areEvents[number]) this.line(number).isEvent = true;
    else this.line(number).enable();
  }

  /** Disables a line. What happens on it from now on is lost. */
  disable(number: number): void {
    this.line(number).disable();
    this.line(number).isEvent = false;
  }

  /** The callables of the owners, and their arguments. */
  get roots(): Value[] {
    return this.#owners.flatMap((owner) => (owner === null ? [] : [owner.callee, ...owner.args]));
  }

  /** Names, for people, of the owners that call the program. */
  get callers(): string[] {
    return this.#owners.flatMap((owner, number) => (owner !== null && this.line(number).isEnabled ? [owner.name] : []));
  }

  #own(number: number, mode: number, owner: Owner | null, { source, hard, edges }: LineSetup): void {
    const line = this.line(number);
    this.disable(number);
    this.#owners[number] = owner;
    this.#areEvents[number] = isEventMode(mode);
    if (owner === null) return;
    line.onTrigger = () => this.#trigger(number);
    line.isHard = hard;
    line.configure(edges, source);
    this.enable(number);
  }

  #trigger(number: number): void {
    const owner = this.#owners[number];
    if (owner === null) return;
    const source = {
      name: owner.name,
      header: `uncaught exception in ExtInt interrupt handler line ${number}\n`,
      afterwards: `line ${number} is disabled and no longer has a callback`,
    };
    if (this.callbacks.dispatch(source, owner.callee, owner.args, this.line(number).isHard) !== 'failed') return;
    this.#owners[number] = null;
    this.disable(number);
  }
}

type ExtIntObject = NativeObject<ExtiLine>;

const PARAMETERS = [option('pin', anything), option('mode', int), option('pull', int), option('callback', anything)] as const;

/** The class, for the lines and pins of one board. */
export function extIntType(lines: ExtIntLines, pins: Pins, callbacks: Callbacks): PyType {
  const { method } = methodsOf<ExtIntObject>();
  const source = (value: Value): Pin | number => {
    if (typeof value !== 'number') return pins.find(value);
    if (value >>> 0 < 16) throw raise.ValueError('ExtInt vector %d < 16, use a Pin object', value);
    if (value >>> 0 >= lines.count) throw raise.ValueError('ExtInt vector %d >= max of %d', value, lines.count);
    return value;
  };
  const type: PyType = nativeType(
    'ExtInt',
    {
      make(_type, args: Value[], given: Keywords | null) {
        const [pin, mode, pull, callee] = bind(PARAMETERS, args, given);
        const from = source(pin);
        if (!isEdgeMode(mode)) throw raise.ValueError('invalid ExtInt Mode: %d', mode);
        if (PULLS[pull] === undefined) throw raise.ValueError('invalid ExtInt Pull: %d', pull);
        return new NativeObject(type, lines.line(lines.register(from, mode, PULLS[pull], callee === None ? null : callee)));
      },
      repr: ({ state }: ExtIntObject) => `<ExtInt line=${state.number}>`,
    },
    {
      line: method('The number of the line.', [], ({ state }) => state.number),
      enable: method('Let the line interrupt, or be an event if its mode says so.', [], ({ state }) => lines.enable(state.number)),
      disable: method('Lose what happens on the line from now on.', [], ({ state }) => lines.disable(state.number)),
      swint: method('Trigger the line by software.', [], ({ state }) => {
        state.isTriggered = false;
        state.isTriggered = true;
      }),
      regs: staticMethod('Print the registers of the external interrupts.', [], () => callbacks.print(registers(lines))),
      ...EDGE_MODES,
    },
  );
  return type;
}

function registers(lines: ExtIntLines): string {
  const bits = (test: (line: ExtiLine) => boolean): string => {
    let value = 0;
    for (let n = 0; n < lines.count; n++) if (test(lines.line(n))) value |= 1 << n;
    return value.toString(16).padStart(8, '0');
  };
  return [
    `EXTI_IMR   ${bits((line) => line.isEnabled)}`,
    `EXTI_EMR   ${bits(({ isEvent }) => isEvent)}`,
    `EXTI_RTSR  ${bits((line) => line.edges.rising)}`,
    `EXTI_FTSR  ${bits((line) => line.edges.falling)}`,
    `EXTI_SWIER ${bits(({ isTriggered }) => isTriggered)}`,
    `EXTI_PR    ${bits((line) => line.isPending)}`,
    '',
  ].join('\n');
}
