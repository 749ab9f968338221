/** Packets of MQTT 3.1.1: how they are parsed and built. Section numbers are those of the standard (OASIS, 2014). */
import { ByteQueue } from '../../byte-queue.js';
import { decodeUtf8, encodeUtf8 } from '../../utf8.js';

/** Types of packets (§2.2.1). */
export const TYPE = {
  CONNECT: 1,
  CONNACK: 2,
  PUBLISH: 3,
  PUBACK: 4,
  PUBREC: 5,
  PUBREL: 6,
  PUBCOMP: 7,
  SUBSCRIBE: 8,
  SUBACK: 9,
  UNSUBSCRIBE: 10,
  UNSUBACK: 11,
  PINGREQ: 12,
  PINGRESP: 13,
  DISCONNECT: 14,
} as const;

/** Thrown for bytes that are not a packet, or for a packet that may not come now: the connection is then closed. It never leaves the broker. */
export class Malformed extends Error {}

/** Throws Malformed if a packet does not meet a condition of the standard. */
export function must(holds: boolean): asserts holds {
  if (!holds) throw new Malformed();
}

/** One packet: its type, the four bits next to the type, and what follows its length. */
export interface Packet {
  readonly type: number;
  readonly flags: number;
  readonly content: Uint8Array;
}

/** Takes packets out of a stream. */
export class PacketReader {
  readonly #bytes = new ByteQueue();

  add(bytes: Uint8Array): void {
    this.#bytes.add(bytes);
  }

  /** Returns the next packet; null while it is not complete. Throws Malformed for a length of more than four bytes (§2.2.3). */
  next(): Packet | null {
    const { waiting } = this.#bytes;
    let length = 0;
    for (let i = 1; i < waiting.length; i++) {
      must(i <= 4);
      length += (waiting[i] & 0x7f) * 128 ** (i - 1);
      if (waiting[i] < 0x80) return waiting.length < i + 1 + length ? null : this.#take(waiting[0], i + 1, length);
    }
    return null;
  }

  #take(first: number, head: number, length: number): Packet {
    const content = this.#bytes.take(head + length).subarray(head);
    return { type: first >> 4, flags: first & 0xf, content };
  }
}

/** Reads the fields of a packet, one after the other. Each method throws Malformed if its field is missing. */
export class Fields {
  #at = 0;

  constructor(private readonly content: Uint8Array) {}

  get isOver(): boolean {
    return this.#at === this.content.length;
  }

  byte(): number {
    must(!this.isOver);
    return this.content[this.#at++];
  }

  /** A number of two bytes. */
  word(): number {
    return this.byte() * 256 + this.byte();
  }

  /** The identifier by which a packet is acknowledged, which is not 0 (§2.3.1). */
  id(): number {
    const id = this.word();
    must(id !== 0);
    return id;
  }

  /** Bytes that are preceded by their number. */
  bytes(): Uint8Array {
    const length = this.word();
    must(this.#at + length <= this.content.length);
    this.#at += length;
    return this.content.subarray(this.#at - length, this.#at);
  }

  /** A text in UTF-8, without the character NUL (§1.5.3). */
  text(): string {
    const text = decodeUtf8(this.bytes());
    must(text !== null && !text.includes('\0'));
    return text;
  }

  /** All that is left. */
  rest(): Uint8Array {
    const rest = this.content.subarray(this.#at);
    this.#at = this.content.length;
    return rest;
  }
}

/** Returns a packet as bytes. */
export function packet(type: number, flags: number, ...content: (readonly number[] | Uint8Array)[]): Uint8Array {
  const total = content.reduce((sum, part) => sum + part.length, 0);
  const head = [(type << 4) | flags];
  let left = total;
  do {
    head.push((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
    left >>>= 7;
  } while (left > 0);
  const bytes = new Uint8Array(head.length + total);
  let at = 0;
  for (const part of [head, ...content]) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Returns a number as two bytes. */
export const wordBytes = (word: number): readonly number[] => [word >> 8, word & 0xff];

/** Returns the packet of a message to a client (§3.3); `id` is 0 if the message is not acknowledged. */
export function publishPacket(
  { topic, content }: { readonly topic: string; readonly content: Uint8Array },
  { id, isRetained, isAgain }: { readonly id: number; readonly isRetained: boolean; readonly isAgain: boolean },
): Uint8Array {
  const name = encodeUtf8(topic);
  const flags = (isAgain ? 8 : 0) | (id > 0 ? 2 : 0) | (isRetained ? 1 : 0);
  return packet(TYPE.PUBLISH, flags, wordBytes(name.length), name, id > 0 ? wordBytes(id) : [], content);
}
