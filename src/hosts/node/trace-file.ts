/** Traces on disk, written while the simulation runs. Memory use does not grow with the trace. */
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { choice, path as isPath } from '../../checks.js';
import { ChromeTraceFormat } from '../../sim/chrome-trace.js';
import type { TraceEvent } from '../../sim/trace.js';
import { jsonLine, textLine, ValueChangeFormat } from '../../sim/trace-format.js';
import { Unwritable } from './unwritable.js';

const PIECE = 1 << 16;

/** Writes a trace. */
export interface TraceWriter {
  /** Adds an event. Events come in order of time; the first ones are the state at the beginning. */
  add(event: TraceEvent): void;
  /** Completes the file; the trace lasts until `end`, ns since reset. Throws Unwritable if part of it could not be written: the disk is full. */
  close(end: bigint): void;
}

/** Format of a trace: JSON lines, JSON for Perfetto, a value change dump, lines for people. */
export type TraceFormat = 'jsonl' | 'json' | 'vcd' | 'txt';

const isFormat = choice('jsonl', 'json', 'vcd', 'txt');

/** Opens a trace file. Throws what `fs` throws if it cannot be opened. */
export function openTrace(path: string, format: TraceFormat): TraceWriter {
  isPath('path', path);
  isFormat('format', format);
  if (format === 'vcd') return new ValueChangeFile(path);
  return format === 'json' ? new ChromeTraceFile(path) : new LinesFile(path, format === 'jsonl' ? jsonLine : textLine);
}

/** Returns a trace of lines for people; each is passed to `tell` as soon as it comes. */
export function toldTrace(tell: (text: string) => void): TraceWriter {
  return { add: (event) => tell(textLine(event)), close: () => undefined };
}

/** Text written to a file in pieces. Its writer is in the middle of other work, so write errors are reported only at the end. */
class TextFile {
  #text = '';
  #failure: Unwritable | null = null;

  /** `name`: what errors call the file. */
  constructor(
    private readonly fd: number,
    private readonly name: string,
  ) {}

  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= PIECE) this.flush();
  }

  /** Throws Unwritable if part of the text could not be written. */
  close(): void {
    this.flush();
    closeSync(this.fd);
    if (this.#failure !== null) throw this.#failure;
  }

  flush(): void {
    const bytes = Buffer.from(this.#text);
    this.#text = '';
    if (this.#failure !== null) return;
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.fd, bytes, done);
    } catch (error) {
      this.#failure = new Unwritable(this.name, error);
    }
  }
}

class LinesFile implements TraceWriter {
  readonly #file: TextFile;

  constructor(
    path: string,
    private readonly line: (event: TraceEvent) => string,
  ) {
    this.#file = new TextFile(openSync(path, 'w'), path);
  }

  add(event: TraceEvent): void {
    this.#file.write(this.line(event));
  }

  close(): void {
    this.#file.close();
  }
}

class ChromeTraceFile implements TraceWriter {
  readonly #file: TextFile;
  readonly #format = new ChromeTraceFormat();

  constructor(path: string) {
    this.#file = new TextFile(openSync(path, 'w'), path);
    this.#file.write(this.#format.head());
  }

  add(event: TraceEvent): void {
    this.#file.write(this.#format.change(event));
  }

  close(end: bigint): void {
    this.#file.write(this.#format.tail(end));
    this.#file.close();
  }
}

/** The head of a dump depends on all events, so they wait in a second file beside it until the trace is closed. */
class ValueChangeFile implements TraceWriter {
  readonly #file: TextFile;
  readonly #events: TextFile;
  readonly #eventsFd: number;
  readonly #format = new ValueChangeFormat();
  readonly #signals: string[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(path: string) {
    // This comes first, because opening the file itself for writing destroys its content.
    this.#eventsFd = openNameless(path);
    this.#events = new TextFile(this.#eventsFd, path);
    this.#file = new TextFile(openSync(path, 'w'), path);
  }

  add(event: TraceEvent): void {
    this.#format.admit(event);
    this.#events.write(`${event.t} ${this.#number(event.signal)} ${event.value}\n`);
  }

  close(end: bigint): void {
    this.#events.flush();
    this.#file.write(this.#format.head());
    for (const line of linesOf(this.#eventsFd)) {
      const [t, signal, value] = line.split(' ');
      this.#file.write(this.#format.change({ t: BigInt(t), signal: this.#signals[Number(signal)], value: Number(value) }));
    }
    this.#file.write(this.#format.tail(end));
    try {
      this.#file.close();
    } finally {
      this.#events.close();
    }
  }

  #number(signal: string): number {
    let number = this.#numbers.get(signal);
    if (number === undefined) {
      number = this.#signals.push(signal) - 1;
      this.#numbers.set(signal, number);
    }
    return number;
  }
}

/**
 * Opens a file for reading and writing on the same disk as `path`, and removes its name at once, so that nothing is left however the run ends.
 */
function openNameless(path: string): number {
  for (let n = process.pid; ; n++) {
    const name = `${path}.${n}`;
    try {
      const fd = openSync(name, 'wx+');
      unlinkSync(name);
      return fd;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Yields the lines of a file; reads a piece at a time. */
function* linesOf(fd: number): Generator<string> {
  const decoder = new StringDecoder();
  const piece = Buffer.alloc(PIECE);
  let rest = '';
  let position = 0;
  for (;;) {
    const length = readSync(fd, piece, 0, PIECE, position);
    if (length === 0) return;
    position += length;
    const lines = (rest + decoder.write(piece.subarray(0, length))).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
