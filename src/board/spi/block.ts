/** What a transfer sends and receives, byte by byte as it goes over the wires. */
import type { Nanos } from '../../execution.js';

/** Bytes that go over the wires one after another, each with its highest bit first. */
export interface SpiBlock {
  /** How many there are. */
  readonly length: number;
  /** Returns byte `i`. Called when it begins. */
  sent(i: number): number;
  /** Takes what has been received with byte `i`, when that is over; null if nobody wants it. */
  readonly take: ((i: number, answer: number) => void) | null;
}

/** How bits go over the wires. */
export interface SpiPace {
  /** Nanoseconds of a bit, perhaps not whole. */
  readonly bitTime: Nanos;
  /** The level of the idle clock. */
  readonly polarity: number;
  /** At which of the clock's edges bits are read: 0 for the first. */
  readonly phase: number;
}

/** The bits of a byte in the opposite order. */
function reversedBits(byte: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) reversed |= 0x80 >> bit;
  return reversed;
}

/** A buffer's bytes; what is received goes `into` a buffer of the same length, perhaps the same one. */
export function blockOfBytes(from: Uint8Array, into: Uint8Array | null, lowestFirst: boolean): SpiBlock {
  const onWire = lowestFirst ? reversedBits : (byte: number): number => byte;
  return {
    length: from.length,
    sent: (i) => onWire(from[i] as number),
    take: into && ((i, answer) => (into[i] = onWire(answer))),
  };
}

/**
 * The same with a frame of 16 bits for each byte. DMA moves bytes: the bus gives both halves of the data register the byte that is written (note on
 * the AHB/APB bridges in the reference manuals), and of what is received the lower half is read. A single byte the core sends as the lower
 * half of a word, whose upper half lies beyond the buffer; it is taken to be 0, as is the rest of a fresh object on the heap.
 */
export function blockOfFrames(from: Uint8Array, into: Uint8Array | null, lowestFirst: boolean): SpiBlock {
  const onWire = lowestFirst ? reversedBits : (byte: number): number => byte;
  const isUpper = (half: number): boolean => (half % 2 === 0) !== lowestFirst;
  /** The byte of the frame that is being sent. What comes with its first half may overwrite it in the buffer. */
  let byte = 0;
  return {
    length: 2 * from.length,
    sent(half) {
      if (half % 2 === 0) byte = from[half / 2] as number;
      return isUpper(half) && from.length === 1 ? 0 : onWire(byte);
    },
    take:
      into &&
      ((half, answer) => {
        if (!isUpper(half)) into[half >> 1] = onWire(answer);
      }),
  };
}
