/**
 * A colour display with an ST7735, ST7789 or ILI9341 (tft-chips.ts), by SPI with a D/C wire. Not simulated: what the memory holds at power-on
 * (black), the time that waking and resets take (it obeys at once), colour tables (RGBSET), the tearing signal, reading what identifies the
 * chip, and what does not appear in a picture: gamma, voltages, brightness.
 */
import type { Level, Line } from '../../board/pin/line.js';
import type { SpiDevice } from '../../board/spi/bus.js';
import { choice, truth } from '../../checks.js';
import type { Picture } from './picture.js';
import { TFT_CHIPS, type TftChip, type TftGlass } from './tft-chips.js';
import { TftCursor } from './tft-cursor.js';
import { TftPanel, type Turn } from './tft-panel.js';
import { COMMAND, TftSettings } from './tft-settings.js';

/** The lines that its wires are connected to, besides those of the bus. */
export interface TftWires {
  /** High for data, low for commands. */
  readonly dc: Line;
  /** Low resets it, and it ignores the bus meanwhile. */
  readonly reset?: Line | null;
  /** High switches the light on; without this wire the light is on. */
  readonly light?: Line | null;
}

/** How the module is built, and how it is held. */
export interface TftOptions {
  /**
   * Points of the glass, in the chip's orientation. ST7735: `128x160` (default), `128x160+2+1` (a green tab), `128x128`, `80x160`;
   * ST7789: `240x240`, `240x320`, `135x240`.
   */
  readonly size?: string;
  /** Order of the colours of the glass. */
  readonly order?: 'RGB' | 'BGR';
  /** Whether its colours are right after INVON. */
  readonly inverse?: boolean;
  /** By how many degrees it is turned clockwise, as the viewer sees it. */
  readonly turn?: Turn;
}

/** What it sends when it has nothing to send. */
const NOTHING = 0xff;
const isTurn = choice(0, 90, 180, 270);
const isOrder = choice('RGB', 'BGR');

/** The display. Throws a TypeError for a chip, size, order or turn that does not exist. */
export class TftDisplay implements SpiDevice {
  readonly #chip: TftChip;
  readonly #settings: TftSettings;
  readonly #panel: TftPanel;
  readonly #cursor: TftCursor;
  /** The last command, how many bytes have come after it, and its parameters. */
  #code = 0;
  #count = 0;
  #parameters: Uint8Array | undefined;
  /** The bytes so far of an incomplete pixel. */
  #pixel = 0;
  /** The pixel that is being read. */
  #read = 0;
  #isHeld = false;

  constructor(
    chip: keyof typeof TFT_CHIPS,
    private readonly wires: TftWires,
    options: TftOptions = {},
  ) {
    choice(...Object.keys(TFT_CHIPS))('chip', chip);
    this.#chip = TFT_CHIPS[chip];
    const { turn = 0 } = options;
    isTurn('turn', turn);
    const glass = glassOf(this.#chip, options);
    this.#settings = new TftSettings(this.#chip, glass);
    this.#panel = new TftPanel(glass, this.#settings, turn);
    this.#cursor = new TftCursor(this.#chip, glass);
    this.#panel.isLit = () => this.isLit;
    wires.reset?.connect().drive(1); // Stands for the module's pull-up: a wire that nothing drives does not hold the chip in reset.
    wires.reset?.onEdge((level) => {
      this.#isHeld = level === 0;
      this.#settings.resetAll();
      this.#begin(0);
    });
  }

  /** What it shows. */
  get picture(): Picture {
    return this.#panel;
  }

  /** Whether the light is on. */
  get isLit(): boolean {
    return (this.wires.light?.level.value ?? 1) > 0;
  }

  transfer(byte: number): number {
    if (this.#isHeld) return NOTHING;
    if (this.wires.dc.level.value > 0) return this.#data(byte);
    this.#begin(byte);
    this.#obey(byte);
    return NOTHING;
  }

  bit(_bits: number, count: number): Level | null {
    const byte = this.#upcoming();
    return byte === null ? null : (((byte >> (7 - count)) & 1) as Level);
  }

  #begin(code: number): void {
    this.#code = code;
    this.#count = 0;
    this.#pixel = 0;
    this.#parameters = this.#settings.parameters.get(code);
  }

  #data(byte: number): number {
    const code = this.#code;
    if (code === COMMAND.WRITE || code === COMMAND.CONTINUE_WRITE) this.#store(byte);
    else if (this.#parameters !== undefined) {
      if (this.#count < this.#parameters.length) this.#parameters[this.#count++] = byte;
      this.#settings.take(code);
    } else return this.#answer();
    return NOTHING;
  }

  /** Obeys commands that take effect at once, without waiting for parameters. */
  #obey(code: number): void {
    const settings = this.#settings;
    const on = (code & 1) === 1;
    if (code === COMMAND.RESET) settings.reset();
    else if (code === COMMAND.SLEEP || code === COMMAND.WAKE) settings.isAwake = on;
    else if (code === COMMAND.PARTIAL) settings.mode = 'partial';
    else if (code === COMMAND.NORMAL) settings.mode = 'normal';
    else if (code === COMMAND.INVERSION_OFF || code === COMMAND.INVERSION_ON) settings.isInverse = on;
    else if (code === COMMAND.OFF || code === COMMAND.ON) settings.isOn = on;
    else if (code === COMMAND.IDLE_OFF || code === COMMAND.IDLE_ON) settings.isIdle = on;
    else if (code === COMMAND.WRITE || code === COMMAND.READ) this.#cursor.start(settings);
  }

  /** Takes a byte of pixels. Two bytes are a pixel of 16 bits; three are two of 12 bits, or one of 18, each colour in its byte's upper bits. */
  #store(byte: number): void {
    const pixel = (this.#pixel << 8) | byte;
    this.#pixel = pixel;
    this.#count++;
    const { bits } = this.#settings;
    if (bits === 16) {
      if (this.#count < 2) return;
      this.#put(sixBits(pixel >> 11, 5), (pixel >> 5) & 0x3f, sixBits(pixel & 0x1f, 5));
    } else if (bits === 12) {
      if (this.#count === 2) this.#put(sixBits(pixel >> 12, 4), sixBits((pixel >> 8) & 0xf, 4), sixBits((pixel >> 4) & 0xf, 4));
      if (this.#count < 3) return;
      this.#put(sixBits((pixel >> 8) & 0xf, 4), sixBits((pixel >> 4) & 0xf, 4), sixBits(pixel & 0xf, 4));
    } else {
      if (this.#count < 3) return;
      this.#put((pixel >> 18) & 0x3f, (pixel >> 10) & 0x3f, (pixel >> 2) & 0x3f);
    }
    this.#count = 0;
    this.#pixel = 0;
  }

  /** The memory has six bits of each colour. */
  #put(red: number, green: number, blue: number): void {
    const at = this.#cursor.next();
    if (at >= 0) this.#panel.memory[at] = (eightBits(red) << 16) | (eightBits(green) << 8) | eightBits(blue);
  }

  /** Returns the byte that it has ready, and goes on to the next one. */
  #answer(): number {
    const answer = this.#upcoming() ?? NOTHING;
    if (this.#readsPixels && this.#count % 3 === 1) this.#read = this.#panel.memory[this.#cursor.next()] ?? 0;
    this.#count++;
    return answer;
  }

  /** The next byte to be read: settings at once, pixels of three bytes after a dummy byte (ILI9341 §8.2.5 to §8.2.7, §8.2.24); null if none. */
  #upcoming(): number | null {
    if (!this.#chip.answers || this.#isHeld) return null;
    const settings = this.#settings;
    if (this.#code === COMMAND.READ_POWER) {
      const { isIdle, mode, isAwake, isOn } = settings;
      const bits = [isOn, mode !== 'partial', isAwake, mode === 'partial', isIdle, isAwake];
      return bits.reduce((sum, bit, i) => sum | (bit ? 4 << i : 0), 0);
    }
    if (this.#code === COMMAND.READ_ACCESS) return settings.sentAccess;
    if (this.#code === COMMAND.READ_FORMAT) return settings.sentFormat;
    if (!this.#readsPixels) return null;
    if (this.#count === 0) return NOTHING;
    const part = (this.#count - 1) % 3;
    const pixel = part === 0 ? (this.#panel.memory[this.#cursor.place] ?? 0) : this.#read;
    return (pixel >> (16 - 8 * part)) & 0xfc;
  }

  get #readsPixels(): boolean {
    return this.#code === COMMAND.READ || this.#code === COMMAND.CONTINUE_READ;
  }
}

/** Extend a colour component to six or eight bits: its highest bits are repeated for the missing ones (ILI9341 §8.3.16, EPF). */
const sixBits = (value: number, bits: number): number => (value << (6 - bits)) | (value >> (2 * bits - 6));
const eightBits = (value: number): number => (value << 2) | (value >> 4);

/** Returns the glass that the options describe. */
function glassOf({ glasses }: TftChip, { size, order, inverse }: TftOptions): TftGlass {
  const [usual] = Object.keys(glasses);
  choice(...Object.keys(glasses))('size', size ?? usual);
  const glass = glasses[size ?? usual];
  if (order !== undefined) isOrder('order', order);
  if (inverse !== undefined) truth('inverse', inverse);
  return { ...glass, order: order ?? glass.order, isInverse: inverse ?? glass.isInverse };
}
