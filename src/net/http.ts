/** An HTTP/1.0 server for hosts: one request per connection, complete responses, no TLS. */
import { encodeUtf8 } from '../utf8.js';
import type { Connection } from './connection.js';
import { contentBytes } from './content.js';
import { type HttpRequest, RequestReader } from './http-request.js';

/** A response to a board. */
export interface HttpResponse {
  /** 200 by default. */
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
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** Serves HTTP: `host.listen(80, http(({ path }) => ({ body: path })))`. `respond` may return just a text, as the body, or null for 404. */
export function http(respond: (request: HttpRequest) => HttpResponse | string | null): (connection: Connection) => void {
  return (connection) => {
    const reader = new RequestReader();
    let isAnswered = false;
    connection.onData = (bytes) => {
      const request = isAnswered ? null : reader.take(bytes);
      if (request === null) return;
      isAnswered = true;
      const answer = request === 'bad' ? { status: 400 } : (respond(request) ?? { status: 404 });
      connection.send(
        responseBytes(typeof answer === 'string' ? { body: answer } : answer, request !== 'bad' && request.method === 'HEAD'),
      );
      connection.finish();
    };
  };
}

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
