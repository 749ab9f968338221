/** Messages of the Debug Adapter Protocol on a stream of bytes: a header with the length, an empty line, JSON. */
import { decodeUtf8, encodeUtf8 } from '../objects/utf8.js';

const HEADER_END = [13, 10, 13, 10];
/** A header that has not ended after so many bytes is none. */
const LONGEST_HEADER = 1024;

/** The bytes of a message. */
export function framed(message: object): Uint8Array {
  const body = encodeUtf8(JSON.stringify(message));
  const head = encodeUtf8(`Content-Length: ${body.length}\r\n\r\n`);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

/** Somebody speaks, but not this protocol. */
export class NotTheProtocol extends Error {}

/** Takes a stream apart. */
export class MessageReader {
  #bytes = new Uint8Array(0);

  /** Adds what has come. */
  add(bytes: Uint8Array): void {
    const all = new Uint8Array(this.#bytes.length + bytes.length);
    all.set(this.#bytes);
    all.set(bytes, this.#bytes.length);
    this.#bytes = all;
  }

  /** The next message; null if it has not come as a whole. Throws NotTheProtocol. */
  next(): unknown {
    const end = this.#headerEnd();
    if (end < 0) {
      if (this.#bytes.length > LONGEST_HEADER) throw new NotTheProtocol('no header');
      return null;
    }
    // Nothing else: a browser that is made to send something to this port begins with a line of its own.
    const header = decodeUtf8(this.#bytes.subarray(0, end), 'keep') as string;
    const [, digits] = /^(?:Content-Type: [^\r\n]*\r\n)?Content-Length: *(\d{1,9})(?:\r\nContent-Type: [^\r\n]*)?$/i.exec(header) ?? [];
    if (digits === undefined) throw new NotTheProtocol('no length');
    const from = end + HEADER_END.length;
    const to = from + Number(digits);
    if (this.#bytes.length < to) return null;
    const text = decodeUtf8(this.#bytes.subarray(from, to), 'keep') as string;
    this.#bytes = this.#bytes.slice(to);
    try {
      return JSON.parse(text);
    } catch {
      throw new NotTheProtocol('no JSON');
    }
  }

  #headerEnd(): number {
    const bytes = this.#bytes;
    for (let at = 0; at + HEADER_END.length <= bytes.length; at++) if (HEADER_END.every((byte, i) => bytes[at + i] === byte)) return at;
    return -1;
  }
}
