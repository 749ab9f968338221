/** What precedes a function's opcodes (`py/bc.h`): how it is called, the size of its frame, its names, lines and cells. */
import { damaged } from './problem.js';
import { Reader } from './reader.js';

/** Flags of a function (`py/runtime0.h`). */
const GENERATOR = 1;
const DOUBLE_STAR = 2;
const STAR = 4;

/** A frame's words are counted in 16 bits. */
const MOST_WORDS = 0xffff;
/** Most bytes that hold the interleaved numbers, after the first; no program has numbers that large. */
const MOST_BYTES = 8;

/** The source line from this offset among the opcodes on. */
interface LineChange {
  readonly offset: number;
  readonly line: number;
}

/** A function's prelude, and its opcodes. */
export interface Prelude {
  readonly name: string;
  /** Words of its frame: locals and stack. */
  readonly frameWords: number;
  readonly exceptDepth: number;
  readonly isGenerator: boolean;
  readonly star: boolean;
  readonly doubleStar: boolean;
  /** Number of positional parameters. The cells that a closure captures come first among them. */
  readonly positional: number;
  readonly keywordOnly: number;
  readonly defaults: number;
  /** Names of the positional and keyword-only parameters. */
  readonly parameters: readonly string[];
  /** Locals that are cells, without captured ones. */
  readonly cells: readonly number[];
  readonly lines: readonly LineChange[];
  /** The opcodes. */
  readonly code: Uint8Array;
}

/** Reads the prelude of a function's bytes. */
export function readPrelude(bytes: Uint8Array, names: readonly string[]): Prelude {
  const reader = new Reader(bytes);
  const signature = readSignature(reader);
  const { info, cells } = readSizes(reader);
  const infoReader = new Reader(bytes, reader.at, reader.at + Math.min(info, reader.left));
  reader.take(info);
  const nameOf = (): string => {
    const name = names[infoReader.uint()];
    if (name === undefined) throw damaged('a name is unknown');
    return name;
  };
  if (signature.positional + signature.keywordOnly > infoReader.left) throw damaged('a function has not the names of its parameters');
  const name = nameOf();
  const parameters = Array.from({ length: signature.positional + signature.keywordOnly }, nameOf);
  return {
    name,
    ...signature,
    parameters,
    lines: readLines(infoReader),
    cells: [...reader.take(cells)],
    code: reader.take(reader.left),
  };
}

/** Six numbers with interleaved bits: `xSSSSEAA`, then `xFSSKAED` as long as `x` says that more follows. */
function readSignature(reader: Reader): Omit<Prelude, 'name' | 'parameters' | 'cells' | 'lines' | 'code'> {
  let byte = reader.byte();
  let words = (byte >> 3) & 15;
  let exceptDepth = (byte >> 2) & 1;
  let flags = 0;
  let positional = byte & 3;
  let keywordOnly = 0;
  let defaults = 0;
  for (let n = 0; (byte & 128) !== 0; n++) {
    if (n > MOST_BYTES) throw damaged('a function is too large');
    byte = reader.byte();
    words |= (byte & 0x30) << (2 * n);
    exceptDepth |= (byte & 2) << n;
    flags |= ((byte >> 6) & 1) << n;
    positional |= (byte & 4) << n;
    keywordOnly |= ((byte >> 3) & 1) << n;
    defaults |= (byte & 1) << n;
  }
  const frameWords = words + 1;
  if (frameWords > MOST_WORDS || defaults > positional) throw damaged('a function is called in no way');
  return {
    frameWords,
    exceptDepth,
    isGenerator: (flags & GENERATOR) !== 0,
    star: (flags & STAR) !== 0,
    doubleStar: (flags & DOUBLE_STAR) !== 0,
    positional,
    keywordOnly,
    defaults,
  };
}

/** Number of bytes of names and lines, and of cells, with interleaved bits: `xIIIIIIC`. */
function readSizes(reader: Reader): { info: number; cells: number } {
  let info = 0;
  let cells = 0;
  for (let n = 0; ; n++) {
    if (n > MOST_BYTES) throw damaged('a function is too large');
    const byte = reader.byte();
    cells |= (byte & 1) << n;
    info += ((byte >> 1) & 63) * 64 ** n;
    if (byte < 128) return { info, cells };
  }
}

/** Steps of offset and line: `0LLBBBBB`, or `1LLLBBBB` and eight more bits of the line. */
function readLines(reader: Reader): LineChange[] {
  const lines: LineChange[] = [{ offset: 0, line: 1 }];
  let offset = 0;
  let line = 1;
  while (reader.left > 0) {
    const byte = reader.byte();
    offset += byte < 128 ? byte & 31 : byte & 15;
    line += byte < 128 ? byte >> 5 : ((byte & 0x70) << 4) | reader.byte();
    lines.push({ offset, line });
  }
  return lines;
}
