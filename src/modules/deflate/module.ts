/** `deflate` (`extmod/moddeflate.c`): streams that inflate what they read. The boards' builds leave compression out. */
import { allocate, charge } from '../../objects/charge.js';
import { checkCount, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { word } from '../../objects/kinds.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import { isTrue } from '../../objects/protocol/truth.js';
import { ERRNO, type Stream, streamOf } from '../../objects/stream.js';
import { checked, closeStream, streamMethods } from '../../objects/stream-methods.js';
import type { Hold, PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import { type Checksum, readHeader } from './container.js';
import { InflateError, Inflater } from './inflate.js';

const FORMAT = { AUTO: 0, RAW: 1, ZLIB: 2, GZIP: 3 } as const;
/** Window of raw data that comes without a size, as a binary logarithm. */
const DEFAULT_WINDOW_BITS = 8;
/** Cycles of inflating one byte. */
const PRICE_PER_BYTE = 150;
/** Bytes of the decompressor's state: two code tables and a few words. */
const STATE_BYTES = 1296;
/** Bytes of the stream itself. */
const HEAD_BYTES = 32;

class DeflateIO implements PyObject, Stream {
  readonly isText = false;
  /** Null once closed. */
  #source: Value | null;
  #inflater: Inflater | null = null;
  #checksum: Checksum | null = null;
  #hasStarted = false;
  #hasEnded = false;
  /** Bytes that its state and window take, once it has them. */
  #stateBytes = 0;

  constructor(
    readonly type: PyType,
    source: Value,
    private readonly format: number,
    private readonly windowBits: number,
    private readonly closesSource: boolean,
  ) {
    this.#source = source;
  }

  read(into: Uint8Array): number {
    if (this.#source === null) return -ERRNO.EINVAL;
    try {
      if (!this.#hasStarted) this.#start(this.#source);
      return this.#inflate(into);
    } catch (problem) {
      if (problem instanceof InflateError) return -ERRNO.EINVAL;
      throw problem;
    }
  }

  /** The slot of its type. */
  references(hold: Hold): number {
    hold(this.#source);
    return HEAD_BYTES + this.#stateBytes;
  }

  close(): number {
    const source = this.#source;
    this.#source = null;
    if (source !== null && this.closesSource) closeStream(source);
    return 0;
  }

  #inflate(into: Uint8Array): number {
    if (this.#hasEnded) return 0;
    const inflater = this.#inflater;
    if (inflater === null) return -ERRNO.EINVAL;
    const count = inflater.read(into);
    charge(count * PRICE_PER_BYTE);
    this.#checksum?.add(into.subarray(0, count));
    if (inflater.isDone) {
      this.#checksum?.verify();
      this.#hasEnded = true;
    }
    return count;
  }

  /** Reads the header, if there is one, and makes the window. */
  #start(source: Value): void {
    streamOf(source, 'read');
    this.#hasStarted = true;
    allocate(STATE_BYTES);
    const nextByte = byteReader(source);
    let bits = this.windowBits;
    if (this.format === FORMAT.RAW) bits ||= DEFAULT_WINDOW_BITS;
    else {
      const { format, windowBits, checksum } = readHeader(nextByte);
      if (this.format !== FORMAT.AUTO && this.format !== (format === 'zlib' ? FORMAT.ZLIB : FORMAT.GZIP))
        throw new InflateError('other format');
      if (bits === 0 || windowBits < bits) bits = windowBits;
      this.#checksum = checksum;
    }
    allocate(1 << bits);
    this.#inflater = new Inflater(nextByte, 1 << bits);
    this.#stateBytes = STATE_BYTES + (1 << bits);
  }
}

/** Reads a stream byte by byte; raises EOFError at its end. */
function byteReader(source: Value): () => number {
  const stream = streamOf(source, 'read');
  const one = new Uint8Array(1);
  return () => {
    if (checked((stream.read as (into: Uint8Array) => number).call(stream, one)) === 0) throw raise.EOFError();
    return one[0];
  };
}

const { read, readinto, readline, close, __enter__, __exit__ } = streamMethods;

const deflateIoType = nativeType(
  'DeflateIO',
  {
    make(type, args) {
      checkCount(args.length, 1, 4);
      const [source, format, bits, closesSource] = args;
      const formatNumber = format === undefined ? FORMAT.AUTO : word.convert(format);
      const windowBits = bits === undefined ? 0 : word.convert(bits);
      if (formatNumber < FORMAT.AUTO || formatNumber > FORMAT.GZIP) throw raise.ValueError('format');
      if (windowBits !== 0 && (windowBits < 5 || windowBits > 15)) throw raise.ValueError('wbits');
      allocate(HEAD_BYTES);
      return new DeflateIO(type, source, formatNumber, windowBits, closesSource !== undefined && isTrue(closesSource));
    },
    stream: (self: DeflateIO) => self,
    references: (self: DeflateIO, hold) => self.references(hold),
  },
  { read, readinto, readline, close, __enter__, __exit__ },
);

/** Makes the module `deflate`. */
export function deflate(): PyModule {
  return nativeModule('deflate', { DeflateIO: deflateIoType, ...FORMAT });
}
