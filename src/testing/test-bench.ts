/**
 * A board on the test bench: a test puts a program on it, lets time pass, presses switches, and looks at what its signals did.
 * It knows no test framework: if something does not hold, it throws an Error whose message says what happened instead.
 */
import type { Pyboard } from '../board/pyboard.js';
import { ByteQueue } from '../byte-queue.js';
import { amount, callable, isObject, path as isPath, such } from '../checks.js';
import { contentOf } from '../files/copy-files.js';
import type { Volume } from '../files/volume.js';
import { checkedFiles, MemoryFileTree } from '../hosts/memory/memory-file-tree.js';
import type { TraceEvent } from '../sim/trace.js';
import type { FileCoverage } from '../system/counting/file-coverage.js';
import type { SystemOptions } from '../system/options.js';
import type { ProgramEnd } from '../system/program.js';
import { PyboardSystem, type RunState } from '../system/pyboard-system.js';
import { missingParts } from '../system/reports/missing.js';
import { cardVolume } from '../system/setup/card-files.js';
import { decodeUtf8, encodeUtf8, Utf8Pieces } from '../utf8.js';
import { type ActorTimes, timesOf } from './actor-times.js';
import { LineLooks, type StoppedProgram } from './line-looks.js';
import { drawTimeline } from './timeline.js';

/** A signal took a value, at a time in milliseconds since reset. */
export interface Edge {
  readonly ms: number;
  readonly value: number;
  /** The line whose code made it, `main.py:35`, with the option `profile`. */
  readonly at?: string;
}

/** Makes an edge, without a property `at` if there is no line, because that would disturb `toEqual`. */
const edge = ({ t, value, at }: TraceEvent): Edge => ({ ms: Number(t) / 1e6, value, ...(at === undefined ? {} : { at }) });

/** What a test may choose. All options have defaults. */
export type TestBenchOptions = Omit<SystemOptions, 'flash' | 'output'>;

/** `runUntil` looks at its condition at each event, at each output, and at least once in this time, in ns. */
const LOOK_EVERY = 1_000_000n;
/** Number of lines of output that a failure shows. */
const LAST_LINES = 10;

const isOptions = such(isObject, 'an object of options');
const isCondition = callable('that returns true or false');
const isTime = amount('simulated milliseconds');

/** A path as a program writes it, `/flash/log.csv` or `log.csv`, as one from the flash's root. */
const onFlash = (path: string): string => path.replace(/^\/?(flash\/)?/, '');

function missing(path: string, root: string, volume: Volume): Error {
  const files = Array.from(volume.list('/'), ({ name, isFolder }) => `${root}/${name}${isFolder ? '/' : ''}`);
  return new Error(`${path}: no such file; there are ${files.join(', ') || 'none'}`);
}

/** The bench gives the board its flash and takes its output. */
function refuseOwn(options: TestBenchOptions): TestBenchOptions {
  isOptions('options', options);
  const own = ['flash', 'output'].find((option) => Object.hasOwn(options, option));
  if (own !== undefined) throw new TypeError(`TestBench has no option '${own}': pass the files first, and read bench.output`);
  return options;
}

/** Converts milliseconds to nanoseconds. Throws a RangeError or TypeError that names `what` if they are not valid. */
function nanosecondsOf(what: string, ms: number): bigint {
  isTime(what, ms);
  return BigInt(Math.round(ms * 1e6));
}

/** Thrown if a condition has not become true. The message also shows what the board lacks, the last output and a timeline. */
export class NotWithin extends Error {
  constructor(
    /** What has not become true, within what time, in words. */
    readonly headline: string,
    picture: string,
  ) {
    super(`${headline}\n${picture}`);
  }
}

export class TestBench {
  readonly system: PyboardSystem;
  /** All that the board has sent. */
  output = '';
  readonly #sent = new ByteQueue();
  /** The values of the signals at power-on, then all changes since then. */
  readonly events: TraceEvent[] = [];
  /** The index in `events` of the first change. */
  readonly #firstChange: number;
  /** The edges of signals that were asked for, and how many events they cover: a condition may ask again at each event. */
  readonly #edges = new Map<string, { edges: Edge[]; seen: number }>();
  readonly #text = new Utf8Pieces();
  #wakesAtEvents = false;
  #looks: LineLooks | null = null;

  /** `files`: content of the flash by path, such as `lib/sensor.py` or `/flash/lib/sensor.py`; `boot.py` is the factory's unless given. */
  constructor(files: Readonly<Record<string, string | Uint8Array>>, options: TestBenchOptions = {}) {
    this.system = new PyboardSystem({
      ...refuseOwn(options),
      flash: new MemoryFileTree(Object.fromEntries(Object.entries(checkedFiles(files)).map(([path, content]) => [onFlash(path), content]))),
      output: (bytes) => {
        this.#take(bytes);
        this.#wake();
      },
    });
    this.events.push(...this.system.trace.state());
    this.#firstChange = this.events.length;
    this.system.trace.subscribe((event) => {
      this.events.push(event);
      this.#wake();
    });
  }

  /** All that the board has sent, as bytes; bytes that are not text are lost in `output`. Valid until the board sends more. */
  get outputBytes(): Uint8Array {
    return this.#sent.waiting;
  }

  /** The hardware: `board.switch.press()`, `board.pin('X1')`, `board.uart(4)` … */
  get board(): Pyboard {
    return this.system.board;
  }

  /** Milliseconds since reset. */
  get ms(): number {
    return Number(this.system.elapsed) / 1e6;
  }

  /** How main.py ended; null while it runs. */
  get exit(): ProgramEnd | null {
    return this.system.exit;
  }

  /** What has run of the program's files: for `lcov`, which joins the coverage of all tests. Throws an Error without the option `coverage`. */
  get coverage(): readonly FileCoverage[] {
    return this.system.coverage;
  }

  /**
   * Lets simulated milliseconds pass, for all boards of the `World` that this one is part of. Nested code, which native code calls for an answer
   * (the key of a sort, a property, `__len__`), is not stopped half-way: more time passes if it lasts longer. `system.endsAt` ends even code
   * that never returns.
   */
  run(ms: number): void {
    this.#runTo(this.system.elapsed + nanosecondsOf('ms', ms));
  }

  /**
   * Calls `look` whenever the program comes to a line, `main.py:12`, before the line begins, until the returned function is called. Meanwhile
   * the board stands still, and the program does not notice. What `look` throws comes out of `run`. Needs the option `debug`, and takes the
   * debugger for itself. Throws an Error if this is not a line with code.
   */
  at(place: string, look: (program: StoppedProgram) => void): () => void {
    const program = this.system.debugger;
    if (program === null) throw new Error('at: the bench needs the option debug: true');
    this.#looks ??= new LineLooks(program);
    return this.#looks.add(place, look);
  }

  /**
   * Lets time pass until `condition` holds, and returns the milliseconds that this took. The condition is looked at as soon as the program can
   * be stopped after each event and output, and every millisecond. Throws an Error that shows the last output and a timeline if it does not
   * hold within `withinMs` simulated milliseconds.
   */
  runUntil(condition: () => boolean, withinMs: number): number {
    const start = this.system.elapsed;
    const limit = start + nanosecondsOf('withinMs', withinMs);
    isCondition('condition', condition);
    this.#wakesAtEvents = true;
    try {
      while (!condition()) {
        const [before, look] = [this.system.elapsed, this.#nextLook()];
        const state = before < limit ? this.#runTo(look < limit ? look : limit) : 'ended';
        // Time does not pass any more if the board's host has ended it.
        const isOver = state === 'ended' || (state !== 'stopped' && this.system.elapsed === before);
        if (isOver && !condition()) throw this.#failure(condition, withinMs, start);
      }
    } finally {
      this.#wakesAtEvents = false;
    }
    return Number(this.system.elapsed - start) / 1e6;
  }

  /**
   * Types at the console, for the program to read, or for the prompt, which needs the option `afterwards: 'prompt'`:
   * `bench.type('led.on()\r')`. Or sends bytes.
   */
  type(input: string | Uint8Array): void {
    this.system.feed(typeof input === 'string' ? encodeUtf8(input) : input);
  }

  /**
   * Returns a text file of the flash: `read('/flash/log.csv')`, or `read('log.csv')`; this includes what has not been flushed yet. Or a file of
   * the card in the slot: `read('/sd/log.csv')`, as far as it has been flushed.
   */
  read(path: string): string {
    return decodeUtf8(this.readBytes(path), 'replace') as string;
  }

  /** Like `read`, for any file. */
  readBytes(path: string): Uint8Array {
    isPath('path', path);
    const onCard = /^\/sd(\/.*)/.exec(path);
    if (onCard !== null) return this.#readCard(onCard[1] as string);
    const { volume } = this.system;
    const place = `/${onFlash(path)}`;
    if (volume.kind(place) !== 'file') throw missing(path, '/flash', volume);
    return volume.read(place).slice();
  }

  #readCard(place: string): Uint8Array {
    const { card } = this.board.sdSlot;
    const volume = card === null ? null : cardVolume(card);
    if (volume === null) throw new Error(`/sd${place}: there is no card in the slot, or no file system on it`);
    if (volume.kind(place) !== 'file') throw missing(`/sd${place}`, '/sd', volume);
    return contentOf(volume, place);
  }

  /**
   * The changes of a signal since power-on, empty until it first changes: `edges('LED(4)')`, `edges('X1')` by any name of a pin. A
   * signal has one array, which has grown when it is asked for again. Throws an Error for a name that nothing has.
   */
  edges(name: string): readonly Edge[] {
    const { names } = this.system.trace;
    const signal = names.includes(name) ? name : (this.board.pin(name)?.level.name ?? name);
    if (!names.includes(signal)) throw new Error(`unknown signal '${name}'; choose from ${names.join(', ')}`);
    return this.#edgesOf(signal);
  }

  /**
   * How often and how long a thread, callback or task has had the processor, with the option `activity`: `load('TIM2 tick').longestMs`. Throws
   * an Error if nothing of that name has run, or without the option.
   */
  load(name: string): ActorTimes {
    return timesOf(this.system.load, name);
  }

  /** What the signals did, drawn as text. `fromMs` and `toMs` are milliseconds since reset. */
  timeline(fromMs = 0, toMs = this.ms): string {
    return drawTimeline(this.events, { from: nanosecondsOf('fromMs', fromMs), to: nanosecondsOf('toMs', toMs) });
  }

  #edgesOf(signal: string): readonly Edge[] {
    const known = this.#edges.get(signal) ?? { edges: [], seen: this.#firstChange };
    this.#edges.set(signal, known);
    for (; known.seen < this.events.length; known.seen++) {
      const event = this.events[known.seen] as TraceEvent;
      if (event.signal === signal) known.edges.push(edge(event));
    }
    return known.edges;
  }

  /** Runs up to a moment. Returns 'ended' if nothing is left to happen before that. */
  #runTo(moment: bigint): RunState {
    const { group } = this.system;
    if (group === null) return this.system.run(moment);
    return group.run(moment).find((state) => state !== 'ended') ?? 'ended';
  }

  /** The next moment at which a condition may have changed; time in which nothing happens is skipped. */
  #nextLook(): bigint {
    const step = this.system.elapsed + LOOK_EVERY;
    const quiet = (this.system.group ?? this.system).quietUntil;
    return quiet !== null && quiet > step ? quiet : step;
  }

  #wake(): void {
    if (this.#wakesAtEvents) this.system.requestStop();
  }

  #take(bytes: Uint8Array): void {
    this.#sent.add(bytes);
    this.output += this.#text.text(bytes);
  }

  #failure(condition: () => boolean, withinMs: number, start: bigint): NotWithin {
    const lines = this.output.trimEnd().split('\n').slice(-LAST_LINES);
    const end = this.exit === null ? '' : `\nmain.py has ended: ${this.exit.kind}`;
    const missing = missingParts(this.system).map((text) => `${text}\n`);
    const timeline = drawTimeline(this.events, { from: start, to: this.system.elapsed });
    const headline = `not within ${withinMs} ms: ${condition}${end}`;
    return new NotWithin(headline, `${missing.join('')}The last output:\n${lines.join('\n')}\nThe signals:\n${timeline}`);
  }
}
