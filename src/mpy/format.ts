/** The parts of an .mpy file (`py/persistentcode.c`, docs/reference/mpyfiles.rst): names, constants, and functions within functions. */
import type { Constant } from '../bytecode/code.js';
import { STATIC_NAMES } from '../bytecode/static-names.js';
import { parseNumber } from '../libm/decimal-parse.js';
import { decodeUtf8 } from '../utf8.js';
import { damaged, MpyProblem } from './problem.js';
import { Reader } from './reader.js';

/** Version of the format, and of its machine code. */
const VERSION = 6;
const SUB_VERSION = 3;
/** Bits of a small int on the board. A file for wider ones may hold ints that are not small here. */
const SMALL_INT_BITS = 31;
/** Most levels of nested functions or tuples; no program has that many. */
const MOST_NESTED = 100;

/** A function's bytecode with its prelude, and the functions that it makes. */
export interface RawCode {
  readonly bytes: Uint8Array;
  readonly children: readonly RawCode[];
}

/** The contents of a file. */
export interface MpyFile {
  /** The names that the code refers to by number. The first is the name of its source file. */
  readonly names: readonly string[];
  readonly constants: readonly Constant[];
  readonly body: RawCode;
}

/** Reads a file; `single`: floats are of single precision. Throws an MpyProblem. */
export function readMpy(bytes: Uint8Array, single: boolean): MpyFile {
  const reader = new Reader(bytes);
  header(bytes);
  reader.take(4);
  const parts = new Parts(reader, single);
  const nameCount = reader.count();
  const constantCount = reader.count();
  const names = Array.from({ length: nameCount }, () => parts.name());
  const constants = Array.from({ length: constantCount }, () => parts.constant(0));
  if (names.length === 0) throw damaged('it has no name');
  return { names, constants, body: parts.code(0) };
}

/** `M`, version, the machine whose code it holds, if any, bits of a small int. Bytes missing at the end of a file count as 255. */
function header(bytes: Uint8Array): void {
  const [letter, version = 255, features = 255, bits = 255] = bytes;
  const machine = (features >> 2) & 0x2f;
  const isOfOtherVersion = machine !== 0 && (features & 3) !== SUB_VERSION;
  if (letter !== 0x4d || version !== VERSION || isOfOtherVersion || bits > SMALL_INT_BITS) throw new MpyProblem('incompatible');
  if (machine !== 0) throw new MpyProblem('native');
  if ((features & 0x40) !== 0) throw new MpyProblem('incompatible');
}

/** Kinds of constants (`py/persistentcode.h`). */
enum Kind {
  FUNCTION_TABLE = 0,
  NONE,
  FALSE,
  TRUE,
  ELLIPSIS,
  STR,
  BYTES,
  INT,
  FLOAT,
  COMPLEX,
  TUPLE,
}

class Parts {
  constructor(
    private readonly reader: Reader,
    private readonly single: boolean,
  ) {}

  /** A name: the number of a name that all firmwares have, or a text, which ends with a zero byte. */
  name(): string {
    const word = this.reader.uint();
    if ((word & 1) === 0) return textOf(this.ended(word >> 1));
    const name = STATIC_NAMES[(word >> 1) - 1];
    if (name === undefined) throw damaged('a name is unknown');
    return name;
  }

  constant(depth: number): Constant {
    if (depth > MOST_NESTED) throw damaged('it nests too deeply');
    const { reader } = this;
    const kind = reader.byte();
    switch (kind) {
      case Kind.NONE:
        return { type: 'none' };
      case Kind.FALSE:
      case Kind.TRUE:
        return { type: 'bool', value: kind === Kind.TRUE };
      case Kind.ELLIPSIS:
        return { type: 'ellipsis' };
      case Kind.STR:
        return { type: 'text', value: textOf(this.ended(reader.uint())) };
      case Kind.BYTES:
        return { type: 'bytes', value: this.ended(reader.uint()).slice() };
      case Kind.INT:
        return whole(this.digits());
      case Kind.FLOAT:
      case Kind.COMPLEX:
        return number(this.digits(), kind === Kind.COMPLEX, this.single);
      case Kind.TUPLE:
        return { type: 'tuple', items: Array.from({ length: reader.count() }, () => this.constant(depth + 1)) };
      case Kind.FUNCTION_TABLE:
        throw new MpyProblem('native');
      default:
        throw damaged('a constant is of no kind');
    }
  }

  /** A function, then the functions in it. Bit 2 says whether there are any; the bits below say what kind of code it is. */
  code(depth: number): RawCode {
    if (depth > MOST_NESTED) throw damaged('it nests too deeply');
    const { reader } = this;
    const head = reader.uint();
    // Machine code in a file whose header says that it has none.
    if ((head & 3) !== 0) throw new MpyProblem('incompatible');
    const bytes = reader.take(head >> 3);
    const count = (head & 4) === 0 ? 0 : reader.count();
    return { bytes, children: Array.from({ length: count }, () => this.code(depth + 1)) };
  }

  /** Bytes that a zero byte follows. */
  private ended(length: number): Uint8Array {
    const bytes = this.reader.take(length);
    this.reader.byte();
    return bytes;
  }

  /** The digits of a number. */
  private digits(): string {
    return textOf(this.reader.take(this.reader.uint()));
  }
}

const textOf = (bytes: Uint8Array): string => decodeUtf8(bytes, 'keep') as string;

function whole(digits: string): Constant {
  if (!/^-?\d+$/.test(digits)) throw damaged('a number is none');
  const near = Number(digits);
  return { type: 'int', value: Number.isSafeInteger(near) ? near : BigInt(digits) };
}

/** A float or an imaginary number. The source of a program has no other complex numbers. */
function number(digits: string, isImaginary: boolean, single: boolean): Constant {
  const { real = null, imaginary = null } = parseNumber(digits, isImaginary, single) ?? {};
  if (isImaginary && imaginary !== null && real === null) return { type: 'imaginary', value: imaginary };
  if (isImaginary || real === null) throw damaged('a number is none');
  return { type: 'float', value: real };
}
