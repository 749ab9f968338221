/**
 * The SPI input of an LCD160CR: points of 16 bits, low byte first, that fill a window line by line. At its end they start over, as
 * the documentation of `LCD160CR.fast_spi` says, whatever their number: a FrameBuffer is sent as the whole buffer that it lies in.
 */
import type { SpiDevice } from '../../board/spi/bus.js';
import type { Lcd160crGlass } from './lcd160cr-glass.js';

/** The window: the first column and row, and the last. */
type PixelWindow = readonly [left: number, top: number, right: number, bottom: number];

/** The input. It ignores all bytes until `begin` is called. It sends nothing: the module has no MISO. */
export class Lcd160crPixels implements SpiDevice {
  #isReady = false;
  #low: number | null = null;
  #window: PixelWindow = [0, 0, 0, 0];
  #x = 0;
  #y = 0;

  /** `before` is called before a point is drawn. */
  constructor(
    private readonly glass: Lcd160crGlass,
    private readonly before: () => void,
  ) {}

  /** Starts at the beginning of a window. */
  begin(window: PixelWindow): void {
    this.#window = window;
    [this.#x, this.#y] = window;
    this.#isReady = true;
    this.#low = null;
  }

  transfer(byte: number): number {
    if (this.#isReady && this.#low !== null) this.#put(this.#low | (byte << 8));
    this.#low = this.#low === null ? byte : null;
    return 0xff;
  }

  #put(colour: number): void {
    const [left, top, right, bottom] = this.#window;
    this.before();
    this.glass.set(this.#x, this.#y, colour);
    if (this.#x++ < right) return;
    this.#x = left;
    this.#y = this.#y < bottom ? this.#y + 1 : top;
  }
}
