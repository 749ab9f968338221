/**
 * The board's end of a serial bus with a clock: three pins at which a controller exchanges bytes that last as long as their bits (RM0090
 * §28.3.1, figure of the data clock timing). A selected device has its bits ready in time: it is asked for its byte when the exchange begins.
 */
import type { Nanos, Steps } from '../../execution.js';
import type { Clock } from '../../sim/clock.js';
import type { Level } from '../pin/line.js';
import type { Pin } from '../pin/pin.js';
import { Waveform, type WireEdge } from '../waveform.js';
import type { SpiBlock, SpiPace } from './block.js';
import { SpiBus } from './bus.js';

const SCK = 0;
const MOSI = 1;
const MISO = 2;

const never = (): Nanos => Number.POSITIVE_INFINITY;

/** Three pins of a board. */
export class SpiWires {
  /** The bus to which they lead. */
  readonly bus: SpiBus;
  readonly #waveform: Waveform;
  /** The byte that was sent last, until the wires are at rest. */
  #last: number | null = null;

  constructor(
    private readonly pins: readonly [sck: Pin, mosi: Pin, miso: Pin],
    private readonly clock: Clock,
  ) {
    const [sck, mosi, miso] = pins;
    this.bus = new SpiBus({ sck, mosi, miso }, () => this.#waveform.isSetting);
    // The devices on the bus get whole bytes: for them no edges need be made.
    this.#waveform = new Waveform(clock, pins, this.bus);
  }

  /**
   * Exchanges a block, each byte at its moment. While nothing else can happen bytes need no wait, which takes the host longer than all the rest.
   * A byte that would not be over at `limit` is always waited for, so that the caller can give up.
   */
  *exchange(block: SpiBlock, pace: SpiPace, limit: () => Nanos = never): Steps<void> {
    const duration = Math.round(8 * pace.bitTime);
    const progress = { at: 0, answer: 0 };
    this.bus.release();
    while (this.#exchangeCalmly(block, pace, progress, duration, limit())) {
      yield this.clock.busy(duration);
      block.take?.(progress.at, progress.answer);
      progress.at++;
    }
    this.#rest(block.take !== null);
    this.bus.begin();
  }

  /** Exchanges bytes without a wait. Returns true if it has begun one that must be waited for, and false at the end of the block. */
  #exchangeCalmly(block: SpiBlock, pace: SpiPace, progress: { at: number; answer: number }, duration: Nanos, limit: Nanos): boolean {
    const { clock, bus } = this;
    const { length, take } = block;
    const { isWatched } = this.#waveform;
    for (let end = clock.now + duration; progress.at < length; end += duration) {
      const byte = block.sent(progress.at);
      const answer = bus.transfer(byte);
      this.#last = byte;
      if (isWatched) this.#waveform.play(edgesOf(byte, answer, pace));
      if (take !== null) progress.answer = answer ?? this.#line(byte);
      if (end > limit || !clock.slip(duration)) return true;
      take?.(progress.at, progress.answer);
      progress.at++;
    }
    return false;
  }

  /** What MISO reads while no device drives it: MOSI's bits if a wire joins the two, otherwise its own level. */
  #line(byte: number): number {
    for (const pin of this.pins[MISO].net()) if (pin === this.pins[MOSI]) return byte;
    return this.pins[MISO].read() === 1 ? 0xff : 0;
  }

  /**
   * After the last byte nothing drives the wires except pins that are outputs; on MOSI as an output the last bit stays. `isRead`: the program
   * has read what MISO carried.
   */
  #rest(isRead: boolean): void {
    if (this.#last === null) return;
    if (isRead && this.#hasAnswer) this.pins[MISO].asked.forget();
    else if (isRead) this.pins[MISO].asked.inVain('SPI device', false);
    if (this.pins[MOSI].mode === 'out') this.pins[MOSI].write((this.#last & 1) as Level);
    this.release();
  }

  /** Whether there is something that can send on MISO. */
  get #hasAnswer(): boolean {
    const miso = this.pins[MISO];
    return !this.bus.isEmpty || miso.isDriven || miso.reach().size > 1;
  }

  /** Stops driving the wires, whatever is under way: for a reset of the chip. */
  release(): void {
    this.#waveform.cut();
    this.#last = null;
    for (const wire of [SCK, MOSI, MISO]) this.#waveform.set(wire, null);
  }
}

/** The edges of a byte and of its answer, if any. In phase 0 bits change when the clock returns to idle, in phase 1 at its first edge. */
function edgesOf(byte: number, answer: number | null, { bitTime, polarity, phase }: SpiPace): WireEdge[] {
  const [idle, active] = polarity === 0 ? ([0, 1] as const) : ([1, 0] as const);
  const edges: WireEdge[] = [];
  for (let i = 0; i < 8; i++) {
    const [begin, middle, end] = [i, i + 1 / 2, i + 1].map((bits) => Math.round(bits * bitTime)) as [Nanos, Nanos, Nanos];
    if (phase === 1) edges.push({ at: begin, wire: SCK, level: active });
    edges.push({ at: begin, wire: MOSI, level: ((byte >> (7 - i)) & 1) as Level });
    if (answer !== null) edges.push({ at: begin, wire: MISO, level: ((answer >> (7 - i)) & 1) as Level });
    edges.push({ at: middle, wire: SCK, level: phase === 1 ? idle : active });
    if (phase === 0) edges.push({ at: end, wire: SCK, level: idle });
  }
  return edges;
}
