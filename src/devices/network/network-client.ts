/** A client in the network that connects to a server on the board: a browser, an app. */
import type { Connection } from '../../net/connection.js';
import { Utf8Pieces } from '../../utf8.js';

export class NetworkClient {
  #connection: Connection | null = null;
  #seen = '';

  /** `connect` connects to the board; it throws an Error while the board is not in the network. */
  constructor(private readonly connect: () => Connection) {}

  /** Everything that the board has sent it, and a line for each connection that failed or broke. */
  get received(): string {
    return this.#seen;
  }

  /** Sends a text or bytes, over a new connection if none is open. */
  send(data: string | Uint8Array): void {
    if (this.#connection === null) this.#open();
    this.#connection?.send(data);
  }

  /** Sends bytes; a set-up writes them in hexadecimal. */
  sendBytes(bytes: Uint8Array): void {
    this.send(bytes);
  }

  /** Sends a text and a line end, CR LF. */
  sendLine(text: string): void {
    this.send(`${text}\r\n`);
  }

  /** Requests a page over a new connection. */
  get(path: string): void {
    this.close();
    this.send(`GET ${path} HTTP/1.0\r\n\r\n`);
  }

  /** Ends the connection. */
  close(): void {
    this.#connection?.close();
    this.#connection = null;
  }

  #open(): void {
    try {
      const connection = this.connect();
      this.#connection = connection;
      this.#follow(connection);
    } catch (error) {
      this.#seen += `no connection: ${(error as Error).message}\n`;
    }
  }

  #follow(connection: Connection): void {
    const pieces = new Utf8Pieces();
    connection.onData = (bytes) => {
      this.#seen += pieces.text(bytes);
    };
    connection.onError = (why) => {
      this.#seen += connection.wasOpen
        ? `the connection was ${why}\n`
        : `no connection: ${why === 'reset' ? 'refused' : 'nobody answers'}\n`;
      this.#forget(connection);
    };
    connection.onEnd = () => {
      connection.close();
      this.#forget(connection);
    };
  }

  #forget(connection: Connection): void {
    if (this.#connection === connection) this.#connection = null;
  }
}
