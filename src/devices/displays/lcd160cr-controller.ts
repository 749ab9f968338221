/** The controller of an LCD160CR from power-on or a reset on. Bytes come by I2C or a UART: byte 2 begins a command, all others are text. */
import type { WorldTime } from '../../sim/world-time.js';
import { COMMANDS, type Command } from './lcd160cr-commands.js';
import { Lcd160crGlass, type Point } from './lcd160cr-glass.js';
import { Lcd160crPixels } from './lcd160cr-pixels.js';
import { Lcd160crScroll } from './lcd160cr-scroll.js';
import { Lcd160crText } from './lcd160cr-text.js';

/** The byte that begins a command. */
const STX = 2;
/** The highest number of waiting bytes that the first byte of a read can tell. */
const MOST_COUNTED = 255;

/** Settings that it can save in its flash. */
export interface Lcd160crSettings {
  /** 0 to 3: portrait, landscape, portrait upside down, the other landscape. */
  readonly orientation: number;
  /** 0 to 31. */
  readonly brightness: number;
  /** Bits per second of its UART. */
  readonly baud: number;
  /** I2C address of 7 bits, even; the next address is that of its queue. */
  readonly address: number;
  /** What it shows when it starts, as bits: a logo (1), information (2). */
  readonly decoration: number;
  /** Whether its interrupt output is low while it is touched. */
  readonly interrupts: boolean;
}

/** The module around the controller. */
interface Module {
  /** Called when settings may have changed; `before` are the previous ones. */
  changed(before: Lcd160crSettings): void;
  /** Saves settings so that they survive a loss of power. */
  save(settings: Partial<Lcd160crSettings>): void;
  /** Restarts the module. */
  reset(): void;
  /** Lets the module restart in half a minute, unless this is called again by then. */
  feedWatchdog(): void;
}

/** The controller with its state. */
export class Lcd160crController {
  readonly glass = new Lcd160crGlass();
  readonly text = new Lcd160crText(this.glass);
  readonly scroll: Lcd160crScroll;
  readonly pixels: Lcd160crPixels;
  #settings: Lcd160crSettings;
  #pen = { line: 0xffff, fill: 0 };
  /** A command whose bytes are still coming. */
  #command: { readonly length: Command['length']; readonly act: Command['act']; readonly bytes: number[] } | null = null;
  /** The next byte is a command's code. */
  #isCommand = false;
  /** Bytes that wait to be read. */
  #answer: number[] = [];
  #isTouched = false;
  /** Where it is touched, or was touched last, in the coordinates of the upright glass. */
  #touch: Point = { x: 0, y: 0 };

  constructor(
    clock: WorldTime,
    settings: Lcd160crSettings,
    readonly module: Module,
  ) {
    this.#settings = settings;
    this.glass.orientation = settings.orientation;
    this.scroll = new Lcd160crScroll(clock, this.glass, () => this.text.style);
    this.pixels = new Lcd160crPixels(this.glass, () => this.scroll.catchUp());
  }

  get settings(): Lcd160crSettings {
    return this.#settings;
  }

  /** Colours of lines and outlines, and of filled areas. */
  get pen(): { readonly line: number; readonly fill: number } {
    return this.#pen;
  }

  /** Takes a byte of a text or of a command. */
  receive(byte: number): void {
    const command = this.#command;
    if (command !== null) command.bytes.push(byte);
    else if (this.#isCommand) this.#begin(byte);
    else if (byte === STX) this.#isCommand = true;
    else {
      this.scroll.catchUp();
      this.text.write(byte);
    }
    this.#goOn();
  }

  /** The number of bytes waiting to be read, as the module itself reports it. */
  get waiting(): number {
    return Math.min(this.#answer.length, MOST_COUNTED);
  }

  /** Returns the next waiting byte; 0 if there is none. */
  read(): number {
    return this.#answer.shift() ?? 0;
  }

  /** Sets where the display is touched, in the coordinates of the upright glass; null if it is not touched. */
  feel(touch: Point | null): void {
    this.#isTouched = touch !== null;
    this.#touch = touch ?? this.#touch;
  }

  set(settings: Partial<Lcd160crSettings>): void {
    const before = this.#settings;
    this.#settings = { ...before, ...settings };
    this.glass.orientation = this.#settings.orientation;
    this.module.changed(before);
  }

  save(): void {
    const { interrupts, ...settings } = this.#settings;
    this.module.save(settings);
  }

  usePen(pen: Lcd160crController['pen']): void {
    this.#pen = pen;
  }

  /** Sets the bytes to be read. They replace those that have not been read yet. */
  answer(bytes: readonly number[]): void {
    this.#answer = [...bytes];
  }

  /** Answers with `count` points, from the given one to the right. */
  answerPoints({ x, y }: Point, count: number): void {
    const colours = Array.from({ length: count }, (_, i) => this.glass.get(x + i, y));
    this.answer(colours.flatMap((colour) => [colour & 0xff, colour >> 8]));
  }

  answerTouch(): void {
    const { x, y } = this.glass.nowOf(this.#touch);
    this.answer([this.#isTouched ? 0x80 : 0, x, y]);
  }

  #begin(code: number): void {
    this.#isCommand = false;
    const command = COMMANDS.get(code);
    if (command !== undefined) this.#command = { ...command, bytes: [] };
  }

  /** Executes the command if all of its bytes have come. */
  #goOn(): void {
    const command = this.#command;
    if (command === null || command.bytes.length < command.length(command.bytes)) return;
    this.#command = null;
    this.scroll.catchUp();
    command.act(this, command.bytes);
  }
}
