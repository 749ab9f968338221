/** A host of a set-up: one port of it, and what listens there. */
import { LF } from '../control-bytes.js';
import type { Connection } from '../net/connection.js';
import type { Host } from '../net/host.js';
import { type HttpRequest, type HttpResponse, http } from '../net/http.js';
import { Utf8Pieces } from '../objects/utf8.js';

/** Whatever can listen. `silent` accepts and never says a word, `lines` answers each line. */
type Service = 'echo' | 'http' | 'lines' | 'silent';

/** How it answers. */
export interface NetworkHostOptions {
  readonly port?: number;
  readonly service?: Service;
  /** What `http` answers to every request, or `lines` to every line. */
  readonly answer?: string;
  readonly status?: number;
  /** The content of a file that `http` has; null: it has none of that name. */
  readonly file?: ((path: string) => Uint8Array | null) | null;
}

/** A host with one service. */
export class NetworkHost {
  readonly #serve: (connection: Connection) => void;
  readonly #port: number;
  #stop: (() => void) | null = null;
  /** Those that are open, and of those that are over what has been so since the last one came. */
  readonly #connections = new Set<Connection>();
  #heard = '';

  constructor(
    private readonly host: Host,
    private readonly options: NetworkHostOptions,
  ) {
    this.#port = options.port ?? 80;
    const services = {
      echo,
      http: http((request) => this.#respond(request)),
      silent: () => {},
      lines: (c: Connection) => this.#answerLines(c),
    };
    this.#serve = services[options.service ?? 'silent'];
    this.serving = true;
  }

  /** Whether the host is reached at all. */
  set up(isUp: boolean) {
    this.host.up = isUp;
  }

  /** Whether it listens; while it does not, whoever connects is refused. Connections that there are stay. */
  set serving(serves: boolean) {
    if (serves === (this.#stop !== null)) return;
    this.#stop?.();
    this.#stop = serves ? this.host.listen(this.#port, (connection) => this.#accept(connection)) : null;
  }

  /** Sends a text to whoever is connected. */
  send(text: string): void {
    for (const connection of this.#connections) connection.send(text);
  }

  /** Ends all connections as if the server had crashed. */
  set reset(isReset: boolean) {
    if (isReset) for (const connection of this.#connections) connection.reset();
  }

  /** All that boards have sent it; of `http` a line for each request, and its body. */
  get received(): string {
    return this.#heard;
  }

  #accept(connection: Connection): void {
    for (const other of this.#connections) if (other.wasOpen && !other.isOpen) this.#connections.delete(other);
    this.#connections.add(connection);
    this.#serve(connection);
    if (this.options.service === 'http') return;
    const { onData } = connection;
    const pieces = new Utf8Pieces();
    connection.onData = (bytes) => {
      this.#heard += pieces.text(bytes);
      onData(bytes);
    };
  }

  #answerLines(connection: Connection): void {
    connection.onData = (bytes) => {
      for (const byte of bytes) if (byte === LF) connection.send(`${this.options.answer ?? 'OK'}\r\n`);
    };
  }

  #respond({ method, path, text }: HttpRequest): HttpResponse | null {
    this.#heard += `${method} ${path}\n${text === '' ? '' : `${text}\n`}`;
    const { answer, status, file } = this.options;
    if (file === undefined || file === null) return { status, body: answer ?? '' };
    const name = path.replace(/\?.*/, '').slice(1);
    const body = file(name === '' || name.endsWith('/') ? `${name}index.html` : name);
    return body === null ? null : { status, body };
  }
}

function echo(connection: Connection): void {
  connection.onData = (bytes) => connection.send(bytes);
}
