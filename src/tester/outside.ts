/** A board as a test sees it: from outside, with time that passes when the test lets it. */
import type { Level } from '../board/pin/line.js';
import type { Device } from '../devices/device-type.js';
import { pictureText } from '../devices/displays/picture.js';
import { SetupError } from '../devices/kinds.js';
import { FLASH } from '../flash-path.js';
import { type FileTree, Unreadable } from '../host.js';
import type { Signal } from '../sim/signal.js';
import type { Changes } from '../system/setup/description.js';
import { type Folders, Setup } from '../system/setup/setup.js';
import type { TestBench } from '../testing/test-bench.js';
import { decodeUtf8 } from '../utf8.js';
import { Uncaught } from './uncaught.js';

/** A condition, and its text for the case that it does not become true. */
interface Condition {
  readonly holds: () => boolean;
  readonly text: string;
}

/** Folders from which all boards import, as if they had been copied to `/flash/lib`. */
export interface Libraries {
  /** Lays them over what a board's flash shows. */
  over(shared: FileTree | null): FileTree | null;
  /** Returns the path of the library file that a board sees at a path of its flash; null if none of this text is there. */
  originOf(path: string, source: string): string | null;
}

/** Where a board's files come from. */
interface Origin {
  readonly tree: FileTree;
  readonly libraries: Libraries;
  /** The path in the tree from which a file of the flash comes; null if it does not come from there. */
  readonly of: (path: string) => string | null;
}

/** A file that a traceback names. */
interface NamedFile {
  /** Its path from the tests' folder; null if it does not come from there or a library, or if the board has changed it. */
  readonly origin: string | null;
  readonly lines: readonly string[];
}

/** One board. */
export class Outside {
  /** What its callbacks and threads have raised. */
  readonly uncaught: Uncaught;
  /** What is plugged into it. */
  readonly setup: Setup;
  /** Up to where the test has waited for `output`. */
  #heard = 0;

  /** `isOwn`: the test itself runs on it. `folders`: those that a set-up names. */
  constructor(
    readonly name: string,
    readonly bench: TestBench,
    readonly isOwn: boolean,
    readonly origin: Origin,
    folders: Folders,
  ) {
    this.setup = new Setup(bench.board, folders);
    this.uncaught = new Uncaught(bench.system);
  }

  /** What has ended its program and its threads, as it says it; the tracebacks among it. */
  get tracebacks(): readonly string[] {
    const { exit, system } = this.bench;
    return [...(exit?.kind === 'exception' ? [exit.report] : []), ...system.failedThreads];
  }

  /** The file that a traceback names so; null if there is none, or if the board may have found it on a card. */
  fileNamed(path: string): NamedFile | null {
    const { bench } = this;
    const isOnFlash = path.startsWith(FLASH) || (!path.startsWith('/') && bench.board.sdSlot.card === null);
    const place = path.startsWith(FLASH) ? path.slice(FLASH.length) : path;
    if (!isOnFlash || bench.system.volume.kind(`/${place}`) !== 'file') return null;
    const content = contentIn(() => bench.readBytes(path));
    return content === null ? null : { origin: this.originOf(place, text(content)), lines: text(content).split('\n') };
  }

  /** The path from the tests' folder of the file of this text that the board sees at a path of its flash; null if it comes from none. */
  originOf(place: string, source: string): string | null {
    const { tree, libraries, of } = this.origin;
    const path = of(place);
    const original = path === null ? null : contentIn(() => tree.read(path));
    return original !== null && text(original) === source ? path : libraries.originOf(place, source);
  }

  /** Whole microseconds since power-on. */
  get us(): number {
    return Number(this.bench.system.elapsed / 1000n);
  }

  /** Lets time pass until the condition holds. Returns how long that took, in whole µs. Throws an Error that shows what happened instead. */
  runUntil({ holds, text }: Condition, withinMs: number): number {
    return Math.floor(
      this.bench.runUntil(
        Object.assign(() => holds(), { toString: () => text }),
        withinMs,
      ) * 1000,
    );
  }

  /** Like `runUntil`, until the board prints a text after what the test has waited for before. */
  runUntilPrinted(text: string, withinMs: number): number {
    const { bench } = this;
    let from = this.#heard;
    let found = -1;
    const holds = (): boolean => {
      found = bench.output.indexOf(text, from);
      if (found < 0) from = Math.max(from, bench.output.length - text.length + 1); // The text cannot begin before that.
      return found >= 0;
    };
    const took = this.runUntil({ holds, text: `'${text}' is printed` }, withinMs);
    this.#heard = found + text.length;
    return took;
  }

  /** The current value of a signal: an LED, a pin by any of its names, what a device shows. */
  value(name: string): number {
    const { board, edges } = { board: this.bench.board, edges: this.bench.edges(name) };
    const known: Signal | undefined = board.pin(name)?.level;
    return known?.value ?? edges.at(-1)?.value ?? this.#first(name);
  }

  #first(name: string): number {
    return this.bench.system.trace.state().find(({ signal }) => signal === name)?.value ?? 0;
  }

  /** Holds a pin at a level from outside, or releases it. */
  drive(pin: string, level: Level | null): void {
    this.change({ [`${pin}.level`]: level });
  }

  /** Applies a voltage to a pin, or removes it. */
  volts(pin: string, volts: number | null): void {
    this.change({ [`${pin}.volts`]: volts });
  }

  /** Changes the world at once: `usr.pressed`, `room.temperature`. */
  change(changes: Changes): void {
    this.setup.change(changes);
  }

  /** Plugs a device in. */
  plug(name: string, settings: Changes): void {
    this.setup.plug(name, settings);
  }

  /** Joins two pins. */
  wire(one: string, other: string): void {
    this.setup.join([one, other]);
  }

  /** What a device shows or has received, as text. */
  shown(name: string): string {
    const device = this.#device(name);
    if (device.picture !== undefined) return pictureText(device.picture);
    const said = device.text ?? device.received;
    if (said !== undefined) return said;
    throw new SetupError(`'${name}' has nothing to show`);
  }

  /** The colour of a point that a device shows, 0xRRGGBB; 0, 0 is at the top left. */
  pixel(name: string, x: number, y: number): number {
    const { picture } = this.#device(name);
    if (picture === undefined) throw new SetupError(`'${name}' shows no picture`);
    const { width, height } = picture;
    if (x >= 0 && x < width && y >= 0 && y < height) return picture.at(x, y);
    throw new SetupError(`'${name}' has ${width} × ${height} points, none at ${x}, ${y}`);
  }

  /** The bytes that a device has received. */
  shownBytes(name: string): Uint8Array {
    const { receivedBytes } = this.#device(name);
    if (receivedBytes === undefined) throw new SetupError(`'${name}' has no bytes to show; a serial device has`);
    return receivedBytes;
  }

  #device(name: string): Device {
    const device = this.setup.devices.get(name);
    if (device === undefined) throw new SetupError(`no device is named '${name}'`);
    return device;
  }
}

const text = (content: Uint8Array): string => decodeUtf8(content, 'replace') as string;

/** What `read` reads; null if that cannot be read, or no longer. */
function contentIn(read: () => Uint8Array): Uint8Array | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}
