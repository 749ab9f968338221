/**
 * A connection to a client on this computer, such as a debugger, that this thread can wait for without the event loop: a separate thread listens
 * (`relay.ts`).
 */
import { type RelayNotice, type RelayOrder, relay } from './relay.js';
import { SideThread } from './side-thread.js';

/** Only programs on this computer can connect. */
const HOST = '127.0.0.1';
/** How long starting the thread may take, ms. Nothing tells a thread that is blocked that the other one has died. */
const START_MS = 10_000;
/** How long sending the last bytes may take, ms. */
const LAST_MS = 1000;
/** How long a client waits for the previous one to leave, ms. */
const PATIENCE_MS = 500;

/** Called for events of a client. */
export interface LineListener {
  opened(): void;
  bytes(bytes: Uint8Array): void;
  closed(): void;
}

export class ClientLine {
  readonly #thread: SideThread<RelayNotice, Uint8Array | 'drop' | 'end'>;

  constructor(
    port: number,
    private readonly listener: LineListener,
  ) {
    const order: RelayOrder = { port, host: HOST, patienceMs: PATIENCE_MS };
    this.#thread = new SideThread(relay, order);
  }

  /**
   * Waits until the thread listens, and returns the port. Throws an Error with `code` if it cannot listen, and one without if the thread has not
   * started after ten seconds.
   */
  listens(): number {
    const notice = this.#thread.wait(START_MS);
    if (notice?.kind === 'listens') return notice.port;
    if (notice?.kind === 'failed') throw Object.assign(new Error(notice.code), { code: notice.code });
    this.#thread.end();
    throw new Error(`the thread that listens has not started within ${START_MS / 1000} s`);
  }

  /** From now on the listener is also called from the event loop. */
  listen(): void {
    this.#thread.listen((notice) => this.#tell(notice));
  }

  /** Passes everything that has arrived to the listener. */
  poll(): void {
    for (let notice = this.#thread.take(); notice !== null; notice = this.#thread.take()) this.#tell(notice);
  }

  /** Blocks this thread until something arrives, for at most `ms` milliseconds, and passes it to the listener. */
  wait(ms: number): void {
    const notice = this.#thread.wait(ms);
    if (notice !== null) this.#tell(notice);
  }

  send(bytes: Uint8Array): void {
    this.#thread.send(bytes);
  }

  /** Disconnects the client once it has received what was sent; another may connect. */
  drop(): void {
    this.#thread.send('drop');
  }

  /** Closes the line once the client has received what was sent. */
  close(): void {
    this.#thread.send('end');
    for (let notice = this.#thread.wait(LAST_MS); notice !== null && notice.kind !== 'ended'; ) notice = this.#thread.wait(LAST_MS);
    this.#thread.end();
  }

  #tell(notice: RelayNotice): void {
    if (notice.kind === 'opened') this.listener.opened();
    else if (notice.kind === 'bytes') this.listener.bytes(notice.bytes);
    else if (notice.kind === 'closed') this.listener.closed();
  }
}
