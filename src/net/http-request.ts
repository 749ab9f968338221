/** Reads one HTTP request for a server, in whatever pieces it comes. Its body has a length, or comes in chunks, or there is none. */
import { ByteQueue } from '../byte-queue.js';
import { CR, LF } from '../control-bytes.js';
import { decodeUtf8 } from '../utf8.js';

/** A request of a board. */
export interface HttpRequest {
  readonly method: string;
  /** Including a question mark and what follows it. */
  readonly path: string;
  /** By names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** The body as text. */
  readonly text: string;
}

/** What comes before the body. */
type Head = Omit<HttpRequest, 'body' | 'text'>;

/** Limits, as servers have them: a longer head, or a longer line with a chunk's size, is not accepted. */
const LONGEST_HEAD = 16_384;
const LONGEST_SIZE = 1024;

/** The request of one connection. */
export class RequestReader {
  readonly #bytes = new ByteQueue();
  #head: Head | null = null;
  /** Bytes to wait for: those of the body, or of the present chunk with its line end; 0 until a chunk's size has come. */
  #needed = 0;
  readonly #body = new ByteQueue();
  /** The last chunk has come: headers and an empty line follow. */
  #atTrailer = false;

  /** Takes bytes that have come. Returns the request once it is complete, null before, and 'bad' if it is not a valid request. */
  take(bytes: Uint8Array): HttpRequest | 'bad' | null {
    this.#bytes.add(bytes);
    if (this.#head === null) {
      const end = endOfHead(this.#bytes.waiting);
      if (end < 0) return this.#bytes.length > LONGEST_HEAD ? 'bad' : null;
      this.#head = headIn(textOf(this.#bytes.take(end + 4).subarray(0, end)));
      if (this.#head === null) return 'bad';
      if (!this.#isChunked) this.#needed = Number(this.#head.headers.get('content-length') ?? 0);
      if (!(this.#needed >= 0)) return 'bad';
    }
    if (this.#isChunked) return this.#takeChunks();
    return this.#bytes.length < this.#needed ? null : this.#request(this.#bytes.take(this.#needed));
  }

  get #isChunked(): boolean {
    return this.#head?.headers.get('transfer-encoding')?.toLowerCase() === 'chunked';
  }

  #request(body: Uint8Array): HttpRequest {
    return { ...(this.#head as Head), body, text: textOf(body) };
  }

  #takeChunks(): HttpRequest | 'bad' | null {
    for (;;) {
      if (this.#needed > 0) {
        if (this.#bytes.length < this.#needed) return null;
        this.#body.add(this.#bytes.take(this.#needed).subarray(0, this.#needed - 2)); // A line end follows the chunk.
        this.#needed = 0;
      }
      const line = this.#line();
      if (line === null) return this.#bytes.length > LONGEST_SIZE ? 'bad' : null;
      if (this.#atTrailer) {
        if (line === '') return this.#request(this.#body.waiting.slice());
        continue;
      }
      const [, size] = /^([0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(line) ?? [];
      if (size === undefined) return 'bad';
      const count = Number.parseInt(size, 16);
      if (count === 0) this.#atTrailer = true;
      else this.#needed = count + 2;
    }
  }

  /** Takes a line and returns it without its end; null if it has not come yet. */
  #line(): string | null {
    const end = this.#bytes.waiting.indexOf(LF);
    return end < 0 ? null : textOf(this.#bytes.take(end + 1)).trimEnd();
  }
}

/** Returns the head in a text; null if it is not the head of a request. */
function headIn(text: string): Head | null {
  const [first, ...lines] = text.split('\r\n');
  const parts = /^([A-Z]+) (\S+) HTTP\/1\.[01]$/.exec(first);
  if (parts === null) return null;
  const headers = new Map(lines.filter((line) => line.includes(':')).map(headerIn));
  return { method: parts[1], path: parts[2], headers };
}

function headerIn(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

/** Returns where an empty line ends the head; −1 if it has not come yet. */
function endOfHead(bytes: Uint8Array): number {
  for (let i = 0; i + 3 < bytes.length; i++)
    if (bytes[i] === CR && bytes[i + 1] === LF && bytes[i + 2] === CR && bytes[i + 3] === LF) return i;
  return -1;
}

const textOf = (bytes: Uint8Array): string => decodeUtf8(bytes, 'replace') as string;
