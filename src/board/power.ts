/**
 * The clock tree: frequencies of CPU and buses, and what may be set (RM0090 §7, `ports/stm32/powerctrl.c`).
 * Not simulated: flash wait states and voltage scaling, so code runs in proportion to the frequency; oscillator start-up times.
 */
import type { Clock, Rate } from '../sim/clock.js';
import { gcd } from './cycle-counter.js';

/** Frequencies in Hz. */
interface Frequencies {
  readonly sysclk: number;
  readonly hclk: number;
  readonly pclk1: number;
  readonly pclk2: number;
}

/** What SYSCLK can come from: the chip's own oscillator, the crystal, the PLL. */
export type ClockSource = 'internal' | 'crystal' | 'pll';

/** The settings that a board's oscillator and PLL allow. */
export interface ClockDescription {
  readonly reset: Frequencies;
  /**
   * The lowest SYSCLK in MHz that lasts when the chip is reset: the firmware finds the PLL's setting in a backup register
   * (MICROPY_HW_CLK_LAST_FREQ, `ports/stm32/system_stm32.c`). Null if it does not keep any.
   */
  readonly keptFromMhz: number | null;
  /** Duration of a charged cycle at reset. */
  readonly rate: Rate;
  /** The frequency of the crystal in MHz, at which it is SYSCLK itself. */
  readonly crystalMhz: number;
  /** SYSCLK in MHz, ascending (`ports/stm32/boards/pllvalues.py`). */
  readonly legalMhz: readonly number[];
}

/** The frequency of the chips' own oscillator. */
const INTERNAL_MHZ = 16;
const AHB_DIVIDERS = [1, 2, 4, 8, 16, 64, 128, 256, 512];
const APB_DIVIDERS = [1, 2, 4, 8, 16];

/** The frequencies of one board; listeners are called when they change. */
export class ClockTree {
  /**
   * Whether the chip's own oscillator runs. The firmware switches it off whenever it has selected the PLL (`powerctrl_disable_hsi_if_unused`), at
   * the start already, and never on again; a program can, by the register RCC_CR.
   */
  #isInternalOn = false;
  #frequencies: Frequencies;
  readonly #listeners: (() => void)[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly description: ClockDescription,
  ) {
    this.#frequencies = description.reset;
  }

  get frequencies(): Frequencies {
    return this.#frequencies;
  }

  get isInternalOn(): boolean {
    return this.#isInternalOn;
  }

  /** It cannot be switched off while SYSCLK comes from it. */
  set isInternalOn(isOn: boolean) {
    this.#isInternalOn = isOn || this.source === 'internal';
  }

  /** What SYSCLK comes from: one of the oscillators at its own frequency, otherwise the PLL. */
  get source(): ClockSource {
    return this.#sourceAt(this.#frequencies.sysclk / 1e6);
  }

  #sourceAt(mhz: number): ClockSource {
    return mhz === INTERNAL_MHZ ? 'internal' : mhz === this.description.crystalMhz ? 'crystal' : 'pll';
  }

  /** Returns the clock frequency of timer `id`: that of its bus, or twice that if the bus clock is divided (RM0090 §7.2). */
  timerHz(id: number): number {
    const { hclk, pclk1, pclk2 } = this.#frequencies;
    const bus = id === 1 || (id >= 8 && id <= 11) ? pclk2 : pclk1;
    return bus === hclk ? bus : 2 * bus;
  }

  /** Whether there is a legal SYSCLK that is not above `sysclk`. */
  allows(sysclk: number): boolean {
    return sysclk >= this.description.legalMhz[0] * 1e6;
  }

  /** Whether the oscillator runs that a wish needs; without it the chip's library refuses the change (`HAL_RCC_ClockConfig`). */
  isReadyFor(sysclk: number): boolean {
    return this.#isInternalOn || this.#sourceAt(this.#legalFor(sysclk)) !== 'internal';
  }

  /** The highest legal SYSCLK that is not above the wish, in MHz. */
  #legalFor(sysclk: number): number {
    const mhz = this.description.legalMhz.filter((legal) => legal * 1e6 <= sysclk).pop();
    if (mhz === undefined) throw new Error(`ClockTree: no setting for ${sysclk} Hz`);
    return mhz;
  }

  /**
   * Sets the highest legal SYSCLK that is not above the wish, and the buses by the dividers nearest to the wishes, which are words without a
   * sign. The dividers of APB1 and APB2 follow from the wished SYSCLK as AHB divides it (`powerctrl_set_sysclk`). Call it only if `allows` and
   * `isReadyFor` are true.
   */
  set(wish: Frequencies): void {
    const sysclk = this.#legalFor(wish.sysclk) * 1e6;
    const ahb = divider(AHB_DIVIDERS, wish.sysclk, wish.hclk);
    const hclk = Math.floor(sysclk / ahb);
    const bus = Math.floor(wish.sysclk / ahb);
    const pclk1 = Math.floor(hclk / divider(APB_DIVIDERS, bus, wish.pclk1));
    const pclk2 = Math.floor(hclk / divider(APB_DIVIDERS, bus, wish.pclk2));
    this.#change({ sysclk, hclk, pclk1, pclk2 });
  }

  #change(frequencies: Frequencies): void {
    this.#frequencies = frequencies;
    if (this.source === 'pll') this.#isInternalOn = false;
    this.clock.setRate(this.#rate(frequencies.hclk));
    for (const listener of this.#listeners) listener();
  }

  /** Goes back to the frequencies after reset, unless the board keeps what the program has set. */
  reset(): void {
    const { keptFromMhz, reset } = this.description;
    this.#isInternalOn = false;
    const isKept = keptFromMhz !== null && this.#frequencies.sysclk >= keptFromMhz * 1e6;
    if (!isKept && this.#frequencies !== reset) this.#change(reset);
  }

  /** Calls `listener` after every change. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #rate(hclk: number): Rate {
    const { rate, reset } = this.description;
    const nanos = rate.nanos * reset.hclk;
    const cycles = rate.cycles * hclk;
    const divisor = gcd(nanos, cycles);
    return { nanos: nanos / divisor, cycles: cycles / divisor };
  }
}

/**
 * Returns the smallest of `dividers` that is not below `from` divided by `to`, without a remainder; the largest if there is none. To the
 * processor, what is divided by 0 is 0.
 */
function divider(dividers: readonly number[], from: number, to: number): number {
  const wanted = to === 0 ? 0 : Math.floor(from / to);
  return dividers.find((d) => d >= wanted) ?? dividers[dividers.length - 1];
}
