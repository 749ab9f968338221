/** `deflate` (`extmod/moddeflate.c`): streams that inflate what they read and, if the firmware can compress, deflate what is written to them. */
import { EINVAL } from '../../errno.js';
import { checkPositional } from '../../objects/argument-count.js';
import { allocate, charge } from '../../objects/charge.js';
import { nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { features, perFirmware } from '../../objects/features.js';
import { int } from '../../objects/kinds.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import { isTrue } from '../../objects/protocol/truth.js';
import { type Stream, streamOf } from '../../objects/stream.js';
import { checked, closeStream, streamMethods } from '../../objects/stream-methods.js';
import type { Hold, PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import { Deflater } from './compress.js';
import { type Container, checksumOf, type Format, header, readHeader, trailer } from './container.js';
import { InflateError, Inflater } from './inflate.js';

const FORMAT = { AUTO: 0, RAW: 1, ZLIB: 2, GZIP: 3 } as const;
/** The containers of the formats; the other formats have none. */
const CONTAINERS: Readonly<Record<number, Format>> = { [FORMAT.ZLIB]: 'zlib', [FORMAT.GZIP]: 'gzip' };
/** Binary logarithm of the window size for reading raw data and for writing, if the program gives no size. */
const DEFAULT_WINDOW_BITS = 8;
/** Cycles of inflating one byte. */
const PRICE_PER_BYTE = 150;
/** Bytes of the decompressor's state: two code tables and a few words. */
const STATE_BYTES = 1296;
/** Bytes of the compressor's state, without its window. */
const WRITER_BYTES = 44;
/** Bytes of the stream itself. */
const HEAD_BYTES = 32;

class DeflateIO implements PyObject, Stream {
  readonly isText = false;
  /** Absent if the firmware cannot compress. */
  readonly write?: (bytes: Uint8Array) => number;
  /** Null once closed. */
  #source: Value | null;
  #inflater: Inflater | null = null;
  #container: Container | null = null;
  #writer: Writer | null = null;
  #hasEnded = false;
  /** Bytes of the decompressor's state and window; 0 until they are allocated. */
  #stateBytes = 0;

  constructor(
    readonly type: PyType,
    source: Value,
    private readonly format: number,
    private readonly windowBits: number,
    private readonly closesSource: boolean,
  ) {
    this.#source = source;
    if (features.compression) this.write = (bytes) => this.#deflate(bytes);
  }

  read(into: Uint8Array): number {
    if (this.#source === null) return -EINVAL;
    try {
      return this.#inflate(into, this.#inflater ?? this.#start(this.#source));
    } catch (problem) {
      if (problem instanceof InflateError) return -EINVAL;
      throw problem;
    }
  }

  #deflate(bytes: Uint8Array): number {
    if (this.#source === null) return -EINVAL;
    if (this.#writer === null) {
      const bits = this.windowBits || DEFAULT_WINDOW_BITS;
      const stream = streamOf(this.#source, 'write');
      allocate(1 << bits);
      allocate(WRITER_BYTES);
      this.#writer = new Writer(stream, CONTAINERS[this.format] ?? null, bits);
      if (!this.#writer.begin()) return -EINVAL;
    }
    this.#writer.add(bytes);
    return bytes.length;
  }

  /** Slot `references` of the type. */
  references(hold: Hold): number {
    hold(this.#source);
    return HEAD_BYTES + this.#stateBytes + (this.#writer === null ? 0 : WRITER_BYTES + this.#writer.windowSize);
  }

  poll(): number {
    return -EINVAL;
  }

  close(): number {
    const source = this.#source;
    if (source === null) return 0;
    const answer = this.#writer?.end() ?? 0;
    this.#source = null;
    if (this.closesSource) closeStream(source);
    return Math.min(answer, 0);
  }

  #inflate(into: Uint8Array, inflater: Inflater): number {
    if (this.#hasEnded) return 0;
    const count = inflater.read(into);
    charge(count * PRICE_PER_BYTE);
    this.#container?.checksum.add(into.subarray(0, count));
    if (inflater.isDone) {
      this.#container?.verify();
      this.#hasEnded = true;
    }
    return count;
  }

  /** Reads the header, if the format has one, and allocates the window. */
  #start(source: Value): Inflater {
    const nextByte = byteReader(source);
    allocate(STATE_BYTES);
    this.#stateBytes = STATE_BYTES;
    // If the header is bad, the next call reads on behind it.
    this.#inflater = Inflater.unprepared(nextByte);
    let bits = this.windowBits;
    if (this.format === FORMAT.RAW) bits ||= DEFAULT_WINDOW_BITS;
    else {
      this.#container = readHeader(nextByte);
      const { format, windowBits } = this.#container;
      if (this.format !== FORMAT.AUTO && CONTAINERS[this.format] !== format) throw new InflateError('other format');
      if (bits === 0 || windowBits < bits) bits = windowBits;
    }
    allocate(1 << bits);
    this.#inflater = new Inflater(nextByte, 1 << bits);
    this.#stateBytes += 1 << bits;
    return this.#inflater;
  }
}

/** Deflates data into a stream, with the container around it. */
class Writer {
  readonly #deflater: Deflater;
  readonly #checksum;
  #length = 0;

  constructor(
    private readonly target: Stream,
    private readonly format: Format | null,
    private readonly windowBits: number,
  ) {
    const one = new Uint8Array(1);
    this.#deflater = new Deflater((byte) => {
      one[0] = byte;
      checked(this.#put(one));
    }, this.windowSize);
    this.#checksum = format === null ? null : checksumOf(format);
  }

  get windowSize(): number {
    return 1 << this.windowBits;
  }

  /** Writes the header. Returns false if the stream refuses it. */
  begin(): boolean {
    if (this.format !== null && this.#put(header(this.format, this.windowBits)) < 0) return false;
    this.#deflater.begin();
    return true;
  }

  add(bytes: Uint8Array): void {
    this.#length += bytes.length;
    this.#checksum?.add(bytes);
    this.#deflater.add(bytes);
  }

  /** Ends the data and writes the trailer. Returns the result of that write, or 0 if there is no trailer. */
  end(): number {
    this.#deflater.end();
    if (this.format === null || this.#checksum === null) return 0;
    return this.#put(trailer(this.format, this.#checksum.value, this.#length));
  }

  #put(bytes: Uint8Array): number {
    return (this.target.write as (bytes: Uint8Array) => number).call(this.target, bytes);
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

const { read, readinto, readline, write, close, __enter__, __exit__ } = streamMethods;

const deflateIoType = perFirmware(({ compression }) =>
  nativeType(
    'DeflateIO',
    {
      make(type, args, keywords) {
        checkPositional(args, keywords, 1, 4);
        const [source, format, bits, closesSource] = args;
        const formatNumber = format === undefined ? FORMAT.AUTO : int.convert(format);
        const windowBits = bits === undefined ? 0 : int.convert(bits);
        if (formatNumber < FORMAT.AUTO || formatNumber > FORMAT.GZIP) throw raise.ValueError('format');
        if (windowBits !== 0 && (windowBits < 5 || windowBits > 15)) throw raise.ValueError('wbits');
        allocate(HEAD_BYTES);
        return new DeflateIO(type, source, formatNumber, windowBits, closesSource !== undefined && isTrue(closesSource));
      },
      stream: (self: DeflateIO) => self,
      references: (self: DeflateIO, hold) => self.references(hold),
    },
    { read, readinto, readline, ...(compression ? { write } : {}), close, __enter__, __exit__ },
  ),
);

/** Makes the module `deflate`. */
export function deflate(): PyModule {
  return nativeModule('deflate', { DeflateIO: deflateIoType(), ...FORMAT });
}
