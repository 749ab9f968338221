/** The controller of an LCD160CR from power or a reset on: bytes come, by I2C or a UART, of which most are text; byte 2 begins a command. */
import type { WorldTime } from '../../sim/world-time.js';
import { COMMANDS, type Command } from './lcd160cr-commands.js';
import { Lcd160crGlass, type Point } from './lcd160cr-glass.js';
import { Lcd160crPixels } from './lcd160cr-pixels.js';
import { Lcd160crScroll } from './lcd160cr-scroll.js';
import { Lcd160crText } from './lcd160cr-text.js';

/** Begins a command. */
const STX = 2;
/** The first byte of a read says how many wait, up to this. */
const MOST_COUNTED = 255;

/** What it can keep in its flash. */
export interface Lcd160crSettings {
  /** 0 to 3: upright, lying, upside down, lying the other way round. */
  readonly orientation: number;
  /** 0 to 31. */
  readonly brightness: number;
  /** Bits a second of its UART. */
  readonly baud: number;
  /** Of 7 bits, even; the next one is that of its queue. */
  readonly address: number;
  /** What it shows as it starts, as bits: a logo (1), information (2). */
  readonly decoration: number;
  /** Whether its interrupt output is low while it is touched. */
  readonly interrupts: boolean;
}

/** What is around the controller. */
interface Module {
  /** Settings are other ones than `before`. */
  changed(before: Lcd160crSettings): void;
  /** These outlast a loss of power. */
  save(settings: Partial<Lcd160crSettings>): void;
  /** It starts anew. */
  reset(): void;
  /** It does so in half a minute, unless this comes again. */
  feedWatchdog(): void;
}

/** Its state. */
export class Lcd160crController {
  readonly glass = new Lcd160crGlass();
  readonly text = new Lcd160crText(this.glass);
  readonly scroll: Lcd160crScroll;
  readonly pixels: Lcd160crPixels;
  #settings: Lcd160crSettings;
  #pen = { line: 0xffff, fill: 0 };
  /** A command that is not over. */
  #command: { readonly length: Command['length']; readonly act: Command['act']; readonly bytes: number[] } | null = null;
  /** The next byte is a command's code. */
  #isCommand = false;
  /** Bytes that wait to be read. */
  #answer: number[] = [];
  #isTouched = false;
  /** Where it is touched, or was last, while the glass stands upright. */
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

  /** Colours of lines and outlines, and of what is filled. */
  get pen(): { readonly line: number; readonly fill: number } {
    return this.#pen;
  }

  /** Takes a byte of a text or command. */
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

  /** How many bytes wait to be read, as it says itself. */
  get waiting(): number {
    return Math.min(this.#answer.length, MOST_COUNTED);
  }

  /** The next of them; 0 if there is none. */
  read(): number {
    return this.#answer.shift() ?? 0;
  }

  /** Somebody touches a place, as it is while the glass stands upright, or lets go (null). */
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

  /** What comes to be read, in the place of what has not been. */
  answer(bytes: readonly number[]): void {
    this.#answer = [...bytes];
  }

  /** So many points from one on to the right. */
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

  /** Obeys a command that has come as a whole. */
  #goOn(): void {
    const command = this.#command;
    if (command === null || command.bytes.length < command.length(command.bytes)) return;
    this.#command = null;
    this.scroll.catchUp();
    command.act(this, command.bytes);
  }
}
