/**
 * One channel of the digital-to-analogue converter (RM0090 §14). It puts out single values or, at every update of a timer, noise, a triangle,
 * or samples by DMA. Its signal `DAC(n)` is the output, 0 to 4095. Not simulated: settling, the output buffer's effect.
 */
import { Signal } from '../sim/signal.js';
import { FULL_SCALE } from './adc.js';
import { type AnaloguePin, SUPPLY_VOLTS } from './analogue.js';
import type { Pin } from './pin/pin.js';
import type { Timer } from './timer/timer.js';

/** The initial value of the noise generator's shift register. */
const NOISE_SEED = 0xaaa;
/** DMA counts in 16 bits. */
const DMA_COUNT = 0xffff;

/** Samples that DMA moves. */
interface Samples {
  /** How many there are; DMA moves as many of them as the lower 16 bits say. */
  readonly count: number;
  /** The sample at an index, 12 bits. */
  read(index: number): number;
  readonly isCircular: boolean;
}

/** One channel and its pin. */
export class DacChannel {
  readonly signal: Signal;
  /** The resolution of values and samples; null until the firmware first sets the channel up. A soft reset leaves it as it is. */
  bits: 8 | 12 | null = null;
  #mode: 'off' | 'single' | 'noise' | 'triangle' | 'samples' = 'off';
  /** The value that the next trigger puts out. */
  #holding = 0;
  #release: () => void = () => {};
  /** How many updates are still to put a sample out, if each sample is put out once. */
  #undelivered = 0;

  constructor(
    readonly id: number,
    readonly pin: Pin,
    input: AnaloguePin,
  ) {
    this.signal = new Signal(`DAC(${id})`);
    input.driver = () => (this.#mode === 'off' || pin.mode !== 'analog' ? null : (SUPPLY_VOLTS * this.signal.value) / FULL_SCALE);
  }

  /** Takes the pin, whatever used it before; the output is off. */
  connect(): void {
    this.pin.configure('analog', 'none');
    this.off();
  }

  off(): void {
    this.#stop();
    this.#mode = 'off';
    this.signal.drive(0);
  }

  /** Clears the registers, as a reset of the chip does. */
  reset(): void {
    this.off();
    this.bits = null;
    this.#holding = 0;
  }

  /** How many samples are still to be put out; 0 for what never ends. */
  get undelivered(): number {
    return this.#undelivered;
  }

  /** Puts out a 12-bit value. */
  write(value: number): void {
    this.#begin('single', () => {});
    this.#holding = value & FULL_SCALE;
    this.signal.drive(this.#holding);
  }

  /** Puts out a pseudo-random value at every update. */
  startNoise(timer: Timer): void {
    let register = NOISE_SEED;
    this.#wave('noise', timer, () => {
      const value = register;
      const feedback = (register ^ (register >> 1) ^ (register >> 4) ^ (register >> 6)) & 1;
      register = (register >> 1) | ((register === 0 ? 1 : feedback) << 11);
      return value;
    });
  }

  /** Moves the output one step up or down at every update. */
  startTriangle(timer: Timer): void {
    let count = 0;
    let step = 1;
    this.#wave('triangle', timer, () => {
      const value = count;
      if (count === FULL_SCALE) step = -1;
      else if (count === 0) step = 1;
      count += step;
      return value;
    });
  }

  /** Puts out one sample at every update. As on the chip, the first update puts out the value that was written last. */
  startSamples(timer: Timer, samples: Samples): void {
    this.#stop();
    this.#mode = 'samples';
    const count = samples.count & DMA_COUNT;
    let next = 0;
    this.#undelivered = samples.isCircular ? 0 : count + 1;
    this.#release = timer.updates.onEach(() => {
      this.signal.drive(this.#holding);
      if (!samples.isCircular) this.#undelivered--;
      if (next === count) this.#release();
      else this.#holding = samples.read(next++) & FULL_SCALE;
      if (next === count && samples.isCircular) next = 0;
    });
  }

  /** Starts a wave. A wave of the same kind that already runs just continues, on the same timer. */
  #wave(mode: 'noise' | 'triangle', timer: Timer, next: () => number): void {
    this.#begin(mode, () => {
      this.#release = timer.updates.onEach(() => this.signal.drive((this.#holding + next()) & FULL_SCALE));
    });
    this.#holding = 0;
  }

  #begin(mode: 'single' | 'noise' | 'triangle', start: () => void): void {
    if (this.#mode === mode) return;
    this.#stop();
    this.#mode = mode;
    start();
  }

  /** Ends whatever follows the updates of a timer. */
  #stop(): void {
    this.#release();
    this.#release = () => {};
    this.#undelivered = 0;
  }
}
