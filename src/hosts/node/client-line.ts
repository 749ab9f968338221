/**
 * A connection to a client on this computer, such as a debugger, that this thread can wait for without the event loop: a separate thread listens
 * (`relay.ts`).
 */
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { type RelayNotice, type RelayOrder, relay } from './relay.js';

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
  readonly #channel: MessagePort;
  readonly #count = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;

  constructor(
    port: number,
    private readonly listener: LineListener,
  ) {
    const { port1, port2 } = new MessageChannel();
    this.#channel = port1;
    const order: RelayOrder = { port, host: HOST, patienceMs: PATIENCE_MS, channel: port2, count: this.#count };
    this.#worker = new Worker(`(${relay})()`, { eval: true, workerData: order, transferList: [port2], execArgv: [] });
    this.#worker.unref();
  }

  /**
   * Waits until the thread listens, and returns the port. Throws an Error with `code` if it cannot listen, and one without if the thread has not
   * started after ten seconds.
   */
  listens(): number {
    const notice = this.#wait(START_MS);
    if (notice?.kind === 'listens') return notice.port;
    if (notice?.kind === 'failed') throw Object.assign(new Error(notice.code), { code: notice.code });
    this.#worker.on('error', () => {}); // Told by what is thrown here.
    void this.#worker.terminate();
    throw new Error(`the thread that listens has not started within ${START_MS / 1000} s`);
  }

  /** From now on the listener is also called from the event loop. */
  listen(): void {
    this.#channel.on('message', (notice: RelayNotice) => this.#tell(notice));
    this.#channel.unref();
  }

  /** Passes everything that has arrived to the listener. */
  poll(): void {
    for (let notice = this.#take(); notice !== null; notice = this.#take()) this.#tell(notice);
  }

  /** Blocks this thread until something arrives, for at most `ms` milliseconds, and passes it to the listener. */
  wait(ms: number): void {
    const notice = this.#wait(ms);
    if (notice !== null) this.#tell(notice);
  }

  send(bytes: Uint8Array): void {
    this.#channel.postMessage(bytes);
  }

  /** Disconnects the client once it has received what was sent; another may connect. */
  drop(): void {
    this.#channel.postMessage('drop');
  }

  /** Closes the line once the client has received what was sent. */
  close(): void {
    this.#channel.postMessage('end');
    for (let notice = this.#wait(LAST_MS); notice !== null && notice.kind !== 'ended'; ) notice = this.#wait(LAST_MS);
    this.#channel.close();
    void this.#worker.terminate();
  }

  #take(): RelayNotice | null {
    const received = receiveMessageOnPort(this.#channel);
    return received === undefined ? null : (received.message as RelayNotice);
  }

  /** Returns the next notice; null if none arrives in time. */
  #wait(ms: number): RelayNotice | null {
    for (;;) {
      const count = Atomics.load(this.#count, 0);
      const notice = this.#take();
      if (notice !== null) return notice;
      if (Atomics.wait(this.#count, 0, count, ms) === 'timed-out') return null;
    }
  }

  #tell(notice: RelayNotice): void {
    if (notice.kind === 'opened') this.listener.opened();
    else if (notice.kind === 'bytes') this.listener.bytes(notice.bytes);
    else if (notice.kind === 'closed') this.listener.closed();
  }
}
