/** Messages of the Debug Adapter Protocol on a stream of bytes: a header with the length, an empty line, JSON. */
import { decodeUtf8, encodeUtf8 } from '../utf8.js';

const HEADER_END = [13, 10, 13, 10];
/** Longest header in bytes. */
const LONGEST_HEADER = 1024;
/** Longest message in bytes; no editor needs a longer one. */
const LONGEST_MESSAGE = 1 << 24;

/** The bytes of a message. */
export function framed(message: object): Uint8Array {
  const body = encodeUtf8(JSON.stringify(message));
  const head = encodeUtf8(`Content-Length: ${body.length}\r\n\r\n`);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

/** Thrown if the other end does not speak this protocol. */
export class NotTheProtocol extends Error {}

/** Splits a stream into messages. */
export class MessageReader {
  /** The bytes that have arrived and have not been read, from `#from` to `#to`. */
  #bytes = new Uint8Array(LONGEST_HEADER);
  #from = 0;
  #to = 0;

  /** Adds bytes that have arrived. */
  add(bytes: Uint8Array): void {
    const { length } = bytes;
    const left = this.#to - this.#from;
    if (this.#to + length > this.#bytes.length) {
      const bytesBefore = this.#bytes;
      // Twice as much as is needed, so that a long message is not moved with each piece of it.
      if (left + length > bytesBefore.length) this.#bytes = new Uint8Array(2 * (left + length));
      this.#bytes.set(bytesBefore.subarray(this.#from, this.#to));
      this.#from = 0;
      this.#to = left;
    }
    this.#bytes.set(bytes, this.#to);
    this.#to += length;
  }

  /** Returns the next message; null if it has not arrived completely. Throws NotTheProtocol. */
  next(): object | null {
    const unread = this.#bytes.subarray(this.#from, this.#to);
    const end = headerEnd(unread);
    if (end < 0) {
      if (unread.length > LONGEST_HEADER) throw new NotTheProtocol('no header');
      return null;
    }
    // No other headers are allowed: a browser that is made to send something to this port begins with a line of its own.
    const header = decodeUtf8(unread.subarray(0, end), 'keep') as string;
    const [, digits] = /^(?:Content-Type: [^\r\n]*\r\n)?Content-Length: *(\d{1,9})(?:\r\nContent-Type: [^\r\n]*)?$/i.exec(header) ?? [];
    if (digits === undefined) throw new NotTheProtocol('no length');
    if (Number(digits) > LONGEST_MESSAGE) throw new NotTheProtocol('too long');
    const from = end + HEADER_END.length;
    const to = from + Number(digits);
    if (unread.length < to) return null;
    this.#from += to;
    return messageOf(decodeUtf8(unread.subarray(from, to), 'keep') as string);
  }
}

function headerEnd(bytes: Uint8Array): number {
  const last = Math.min(bytes.length, LONGEST_HEADER + HEADER_END.length) - HEADER_END.length;
  for (let at = 0; at <= last; at++) if (HEADER_END.every((byte, i) => bytes[at + i] === byte)) return at;
  return -1;
}

function messageOf(text: string): object {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    throw new NotTheProtocol('no JSON');
  }
  if (typeof message !== 'object' || message === null) throw new NotTheProtocol('no message');
  return message;
}
