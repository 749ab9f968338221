/** TCP sockets of this computer, served by a separate thread (`socket-server.ts`), so that they are heard while the event loop is blocked. */
import { SideThread } from './side-thread.js';
import { type SocketNotice, type SocketOrder, type SocketSettings, serveSockets } from './socket-server.js';

/** Only programs on this computer can connect. */
const HOST = '127.0.0.1';
/** How long starting the thread, and beginning to listen, may take, ms. Nothing tells a thread that is blocked that the other one has died. */
const START_MS = 10_000;
/** How long sending the last bytes may take, ms. */
const LAST_MS = 1000;
/** This many bytes may wait in each direction of a connection; then whoever sends must wait. */
const WINDOW = 65_536;

/** One end of a real connection; the other is that of a program. */
export class RealSocket {
  /** Called when a connection that was begun here is open. */
  onOpen: () => void = () => {};
  /** Called with bytes that have come. More come only when `taken` has been called for them. */
  onData: (bytes: Uint8Array) => void = () => {};
  /** Called when the program sends nothing more. */
  onEnd: () => void = () => {};
  /** Called with Node's error code when the connection could not be made, or is broken. */
  onFail: (code: string) => void = () => {};
  /** Called when there is room for more to be sent, after `isFull` has been true. */
  onRoom: () => void = () => {};
  #unsent = 0;

  constructor(
    private readonly id: number,
    private readonly order: (order: SocketOrder, transfers?: readonly ArrayBuffer[]) => void,
  ) {}

  /** Number of bytes that wait to be sent. */
  get unsent(): number {
    return this.#unsent;
  }

  /** Whether so much waits to be sent that no more should be added. */
  get isFull(): boolean {
    return this.#unsent >= WINDOW;
  }

  send(bytes: Uint8Array): void {
    const copy = bytes.slice();
    this.#unsent += copy.length;
    this.order({ kind: 'bytes', id: this.id, bytes: copy }, [copy.buffer]);
  }

  /** Says that `count` more of the bytes that have come have found a place. */
  taken(count: number): void {
    this.order({ kind: 'taken', id: this.id, count });
  }

  /** Sends what is waiting, then nothing more. */
  finish(): void {
    this.order({ kind: 'finish', id: this.id });
  }

  /** Sends what is waiting, then resets the connection. */
  reset(): void {
    this.order({ kind: 'reset', id: this.id });
  }

  /** Called for each notice of it. */
  hear(notice: SocketNotice): void {
    if (notice.kind === 'open') this.onOpen();
    else if (notice.kind === 'bytes') this.onData(notice.bytes);
    else if (notice.kind === 'finished') this.onEnd();
    else if (notice.kind === 'failed') this.onFail(notice.code);
    else if (notice.kind === 'sent') {
      const wasFull = this.isFull;
      this.#unsent -= notice.count;
      if (wasFull && !this.isFull) this.onRoom();
    }
  }
}

/** Listens and connects for a board. Its thread starts with it, and ends by `close`. */
export class RealSockets {
  readonly #thread: SideThread<SocketNotice, SocketOrder>;
  /** What clients of each listener are passed to. */
  readonly #listeners = new Map<number, (socket: RealSocket) => void>();
  readonly #sockets = new Map<number, RealSocket>();
  /** The number of the last listener or socket that was made here. */
  #last = 0;

  constructor() {
    const settings: SocketSettings = { window: WINDOW, lastMs: LAST_MS };
    this.#thread = new SideThread(serveSockets, settings);
  }

  /**
   * Listens on a port of this computer, a free one for 0, and passes each client to `serve`. Returns the port. Throws an Error, with Node's
   * `code` if it cannot listen, and without if the thread does not answer.
   */
  listen(port: number, serve: (socket: RealSocket) => void): number {
    const id = ++this.#last;
    this.#listeners.set(id, serve);
    this.#thread.send({ kind: 'listen', id, host: HOST, port });
    for (;;) {
      const notice = this.#thread.wait(START_MS);
      if (notice === null) throw new Error(`the thread that listens has not answered within ${START_MS / 1000} s`);
      if (notice.kind === 'listens') return notice.port;
      if (notice.kind === 'failed' && notice.id === id) throw Object.assign(new Error(notice.code), { code: notice.code });
      this.#tell(notice);
    }
  }

  /** Connects to a program. */
  connect(host: string, port: number): RealSocket {
    const id = ++this.#last;
    this.#thread.send({ kind: 'connect', id, host, port });
    return this.#socket(id);
  }

  /** Number of bytes that wait to be sent. */
  get unsent(): number {
    return [...this.#sockets.values()].reduce((sum, socket) => sum + socket.unsent, 0);
  }

  /** From now on the event loop, too, passes on what happens; `heard` is called afterwards. */
  hear(heard: () => void): void {
    this.#thread.listen((notice) => {
      this.#tell(notice);
      heard();
    });
  }

  /** Passes on what has happened. Returns false if nothing has. */
  poll(): boolean {
    let notice = this.#thread.take();
    if (notice === null) return false;
    for (; notice !== null; notice = this.#thread.take()) this.#tell(notice);
    return true;
  }

  /** Closes everything once what was sent has left this process, or cannot leave it. */
  close(): void {
    this.#thread.send({ kind: 'end' });
    for (let notice = this.#thread.wait(2 * LAST_MS); notice !== null && notice.kind !== 'ended'; ) notice = this.#thread.wait(2 * LAST_MS);
    this.#thread.end();
  }

  #socket(id: number): RealSocket {
    const socket = new RealSocket(id, (order, transfers) => this.#thread.send(order, transfers));
    this.#sockets.set(id, socket);
    return socket;
  }

  #tell(notice: SocketNotice): void {
    if (notice.kind === 'ended') return;
    if (notice.kind === 'client') this.#listeners.get(notice.of)?.(this.#socket(notice.id));
    else this.#sockets.get(notice.id)?.hear(notice);
    if (notice.kind === 'closed') this.#sockets.delete(notice.id);
  }
}
