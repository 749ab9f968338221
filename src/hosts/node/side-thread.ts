/** A separate thread that tells this one things, and for which this one can wait without the event loop. */
import type { MessagePort, Worker } from 'node:worker_threads';

/** How such a thread reaches the one that has started it. */
export interface SideChannel {
  /** Carries notices to that thread and orders from it. */
  readonly channel: MessagePort;
  /** Counts the notices, so that the other thread can wait for one. */
  readonly count: Int32Array;
}

/** Starts with its construction and does not keep the process alive. */
export class SideThread<Notice extends object, Order> {
  readonly #channel: MessagePort;
  readonly #count = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;

  /**
   * Starts the thread. Only the text of `run` is passed to it, with `data` and a `SideChannel` as its `workerData`. Bundlers that keep the names
   * of functions, such as tsx, put calls of `__name` into that text.
   */
  constructor(run: () => void, data: object) {
    const { MessageChannel, Worker } = threads();
    const { port1, port2 } = new MessageChannel();
    this.#channel = port1;
    const workerData = { ...data, channel: port2, count: this.#count };
    this.#worker = new Worker(`const __name = (named) => named; (${run})()`, {
      eval: true,
      workerData,
      transferList: [port2],
      execArgv: [],
    });
    this.#worker.unref();
  }

  /** From now on notices are also passed to `hear` by the event loop. They do not keep the process alive. */
  listen(hear: (notice: Notice) => void): void {
    this.#channel.on('message', hear);
    this.#channel.unref();
  }

  send(order: Order, transfers: readonly ArrayBuffer[] = []): void {
    this.#channel.postMessage(order, transfers);
  }

  /** Returns the next notice; null if none has come. */
  take(): Notice | null {
    const received = threads().receiveMessageOnPort(this.#channel);
    return received === undefined ? null : (received.message as Notice);
  }

  /** Blocks this thread until a notice comes, and returns it; null if none comes within `ms` milliseconds. */
  wait(ms: number): Notice | null {
    for (;;) {
      const count = Atomics.load(this.#count, 0);
      const notice = this.take();
      if (notice !== null) return notice;
      if (Atomics.wait(this.#count, 0, count, ms) === 'timed-out') return null;
    }
  }

  /** Ends the thread at once. */
  end(): void {
    this.#channel.close();
    this.#worker.on('error', () => {}); // Whoever has waited for the thread in vain knows already.
    void this.#worker.terminate();
  }
}

/** Loaded when the first thread is wanted: it takes a fortieth of the time in which hello world runs. */
function threads(): typeof import('node:worker_threads') {
  return process.getBuiltinModule('node:worker_threads');
}
