/** Traces on disk, written while the simulation runs, in memory that does not grow. */
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { TraceEvent } from '../../sim/trace.js';
import { jsonLine, ValueChangeFormat } from '../../sim/trace-format.js';

const PIECE = 1 << 16;

/** A trace in the making. */
export interface TraceWriter {
  /** Adds an event; events come in the order of time, first the state at the beginning. */
  add(event: TraceEvent): void;
  /** Completes the file, as lasting until `end` nanoseconds since reset. */
  close(end: bigint): void;
}

/** Opens a trace file. Throws what `fs` throws if it cannot be written. */
export function openTrace(path: string, format: 'jsonl' | 'vcd'): TraceWriter {
  return format === 'jsonl' ? new JsonLinesFile(path) : new ValueChangeFile(path);
}

/** Text that goes to a file in pieces. */
class TextFile {
  readonly #fd: number;
  #text = '';

  constructor(readonly path: string) {
    this.#fd = openSync(path, 'w');
  }

  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= PIECE) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#fd);
  }

  #flush(): void {
    const bytes = Buffer.from(this.#text);
    this.#text = '';
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done);
  }
}

class JsonLinesFile implements TraceWriter {
  readonly #file: TextFile;

  constructor(path: string) {
    this.#file = new TextFile(path);
  }

  add(event: TraceEvent): void {
    this.#file.write(jsonLine(event));
  }

  close(): void {
    this.#file.close();
  }
}

/** The head of a dump depends on all events: they wait in a second file, `<path>.events`, until the trace is closed. */
class ValueChangeFile implements TraceWriter {
  readonly #file: TextFile;
  readonly #events: TextFile;
  readonly #format = new ValueChangeFormat();
  readonly #signals: string[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(path: string) {
    this.#file = new TextFile(path);
    this.#events = new TextFile(`${path}.events`);
  }

  add(event: TraceEvent): void {
    this.#format.admit(event);
    this.#events.write(`${event.t} ${this.#number(event.signal)} ${event.value}\n`);
  }

  close(end: bigint): void {
    this.#events.close();
    this.#file.write(this.#format.head());
    for (const line of linesOf(this.#events.path)) {
      const [t, signal, value] = line.split(' ');
      this.#file.write(this.#format.change({ t: BigInt(t), signal: this.#signals[Number(signal)], value: Number(value) }));
    }
    this.#file.write(this.#format.tail(end));
    this.#file.close();
    unlinkSync(this.#events.path);
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

/** The lines of a file, a piece at a time. */
function* linesOf(path: string): Generator<string> {
  const fd = openSync(path, 'r');
  const decoder = new StringDecoder();
  const piece = Buffer.alloc(PIECE);
  let rest = '';
  for (let length = readSync(fd, piece); length > 0; length = readSync(fd, piece)) {
    const lines = (rest + decoder.write(piece.subarray(0, length))).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  closeSync(fd);
}
