/** A server of HTTP/1.0 for hosts: one request to a connection, whole bodies, no TLS. */
import { decodeUtf8, encodeUtf8 } from '../objects/utf8.js';
import type { Connection } from './connection.js';
import { contentBytes } from './content.js';

/** What a board asks for. */
export interface HttpRequest {
  readonly method: string;
  /** With what stands after a question mark. */
  readonly path: string;
  /** By names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** The body as text. */
  readonly text: string;
}

/** What it gets. */
export interface HttpResponse {
  /** 200 unless it says otherwise. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** Serves HTTP: `host.listen(80, http(({ path }) => ({ body: path })))`. A text is a response of itself, null is 404. */
export function http(respond: (request: HttpRequest) => HttpResponse | string | null): (connection: Connection) => void {
  return (connection) => {
    let isAnswered = false;
    let received = 0;
    let needed = 0;
    connection.onData = (bytes) => {
      received += bytes.length;
      if (isAnswered || received < needed) return;
      const request = requestIn(connection.receivedBytes);
      if (typeof request === 'number') {
        needed = request;
        return;
      }
      isAnswered = true;
      const answer = request === 'bad' ? { status: 400 } : (respond(request) ?? { status: 404 });
      connection.send(
        responseBytes(typeof answer === 'string' ? { body: answer } : answer, request !== 'bad' && request.method === 'HEAD'),
      );
      connection.finish();
    };
  };
}

/** As servers have it: a head that goes on and on is none. */
const LONGEST_HEAD = 16_384;

/** The request that bytes are; a number: not all of it has come, and it has at least so many bytes. */
function requestIn(bytes: Uint8Array): HttpRequest | 'bad' | number {
  const end = endOfHead(bytes);
  if (end < 0) return bytes.length > LONGEST_HEAD ? 'bad' : bytes.length + 1;
  const [first, ...lines] = textOf(bytes.subarray(0, end)).split('\r\n');
  const parts = /^([A-Z]+) (\S+) HTTP\/1\.[01]$/.exec(first);
  if (parts === null) return 'bad';
  const headers = new Map(lines.filter((line) => line.includes(':')).map(headerIn));
  const length = Number(headers.get('content-length') ?? 0);
  if (!(length >= 0)) return 'bad';
  const whole = end + 4 + length;
  if (bytes.length < whole) return whole;
  const body = bytes.slice(end + 4, whole);
  return { method: parts[1], path: parts[2], headers, body, text: textOf(body) };
}

function headerIn(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

/** Where an empty line ends the head; −1 if it has not come. */
function endOfHead(bytes: Uint8Array): number {
  for (let i = 0; i + 3 < bytes.length; i++)
    if (bytes[i] === 13 && bytes[i + 1] === 10 && bytes[i + 2] === 13 && bytes[i + 3] === 10) return i;
  return -1;
}

const textOf = (bytes: Uint8Array): string => decodeUtf8(bytes, 'replace') as string;

function responseBytes({ status = 200, headers = {}, body = '' }: HttpResponse, isHead: boolean): Uint8Array {
  const content = contentBytes(body);
  const all = { 'Content-Length': String(content.length), Connection: 'close', ...headers };
  const lines = [`HTTP/1.0 ${status} ${REASONS[status] ?? 'Status'}`, ...Object.entries(all).map(([name, value]) => `${name}: ${value}`)];
  const head = encodeUtf8(`${lines.join('\r\n')}\r\n\r\n`);
  if (isHead) return head;
  const whole = new Uint8Array(head.length + content.length);
  whole.set(head);
  whole.set(content, head.length);
  return whole;
}
