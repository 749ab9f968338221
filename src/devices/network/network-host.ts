/** One port of a host of a set-up, and the service that listens there. */
import { lookup } from 'mrmime';
import { LF } from '../../control-bytes.js';
import type { Connection } from '../../net/connection.js';
import type { Host, ListenOptions } from '../../net/host.js';
import { type HttpResponse, http } from '../../net/http.js';
import type { HttpRequest } from '../../net/http-request.js';
import { Utf8Pieces } from '../../utf8.js';

/** The media type of a file with an unknown extension (RFC 2046 §4.5.1). */
const UNKNOWN_TYPE = 'application/octet-stream';

/** A host with one service. */
export abstract class NetworkHost {
  #stop: (() => void) | null = null;
  protected heard = '';

  constructor(protected readonly host: Host) {}

  /** Everything that boards have sent it, as text. */
  get received(): string {
    return this.heard;
  }

  /** Begins to listen; returns a function that ends it. */
  protected abstract listen(): () => void;

  /** Whether the host can be reached at all. */
  set up(isUp: boolean) {
    this.host.up = isUp;
  }

  /** Whether it listens. While it does not, new connections are refused; existing ones stay open. */
  set serving(serves: boolean) {
    if (serves === (this.#stop !== null)) return;
    this.#stop?.();
    this.#stop = serves ? this.listen() : null;
  }
}

/** How a host answers over connections. */
export interface TextHostOptions {
  /** `silent` by default: it sends nothing by itself. */
  readonly service?: 'echo' | 'http' | 'lines' | 'silent';
  /** What `http` answers to every request, or `lines` to every line. */
  readonly answer?: string;
  /** The status of `http` responses: by default 200, or 302 if there is a `location`. */
  readonly status?: number;
  /** Where `http` redirects requests. */
  readonly location?: string;
  /** Returns the content of a file that `http` serves; null if there is no file of that name. */
  readonly file?: ((path: string) => Uint8Array | null) | null;
  /** TLS around its connections. */
  readonly tls?: ListenOptions['tls'];
}

/** A host to which clients connect and send text. With `http`, `received` has a line for each request, followed by its body. */
export class TextHost extends NetworkHost {
  readonly #serve: (connection: Connection) => void;
  /** The open connections, and those that have ended since the last one was accepted. */
  readonly #connections = new Set<Connection>();

  constructor(
    host: Host,
    private readonly port: number,
    private readonly options: TextHostOptions,
  ) {
    super(host);
    const services = {
      echo,
      http: http((request) => this.#respond(request)),
      silent: () => {},
      lines: (c: Connection) => this.#answerLines(c),
    };
    this.#serve = services[options.service ?? 'silent'];
    this.serving = true;
  }

  protected listen(): () => void {
    return this.host.listen(this.port, (connection) => this.#accept(connection), { tls: this.options.tls });
  }

  /** Sends a text or bytes to all connected clients. */
  send(data: string | Uint8Array): void {
    for (const connection of this.#connections) connection.send(data);
  }

  /** Sends bytes; a set-up writes them in hexadecimal. */
  sendBytes(bytes: Uint8Array): void {
    this.send(bytes);
  }

  /** Ends all connections as if the server had crashed. */
  set reset(isReset: boolean) {
    if (isReset) for (const connection of this.#connections) connection.reset();
  }

  #accept(connection: Connection): void {
    for (const other of this.#connections) if (other.wasOpen && !other.isOpen) this.#connections.delete(other);
    this.#connections.add(connection);
    this.#serve(connection);
    if (this.options.service === 'http') return;
    const { onData } = connection;
    const pieces = new Utf8Pieces();
    connection.onData = (bytes) => {
      this.heard += pieces.text(bytes);
      onData(bytes);
    };
  }

  #answerLines(connection: Connection): void {
    connection.onData = (bytes) => {
      for (const byte of bytes) if (byte === LF) connection.send(`${this.options.answer ?? 'OK'}\r\n`);
    };
  }

  #respond({ method, path, text }: HttpRequest): HttpResponse | null {
    this.heard += `${method} ${path}\n${text === '' ? '' : `${text}\n`}`;
    const { answer, status, location, file } = this.options;
    if (location !== undefined) return { status: status ?? 302, headers: { Location: location }, body: answer };
    if (file === undefined || file === null) return { status, body: answer ?? '' };
    const asked = path.replace(/\?.*/, '').slice(1);
    const name = asked === '' || asked.endsWith('/') ? `${asked}index.html` : asked;
    const body = file(name);
    return body === null ? null : { status, headers: { 'Content-Type': lookup(name) ?? UNKNOWN_TYPE }, body };
  }
}

function echo(connection: Connection): void {
  connection.onData = (bytes) => connection.send(bytes);
}
