/** The page's end of the channel: a board in a Worker. */
import { bytes as isBytes } from '../../checks.js';
import { SetupError } from '../../devices/kinds.js';
import { checkPace, isAdvance } from '../../system/pace.js';
import type { Changes } from '../../system/setup/description.js';
import { checkedFiles } from '../memory/memory-file-tree.js';
import type { Frame, Port, RemoteOptions, Report, Request } from './protocol.js';

/** Takes the messages from the board. */
export interface RemoteListener {
  started(board: Extract<Report, { kind: 'started' }>): void;
  /**
   * Called in order of time. The board gets at most some thousand events ahead of what has been shown, except in nested code, which cannot wait.
   * If showing takes time, return a promise that resolves when the frame has been shown. An error stays the page's own, as one of any of its
   * listeners or promises, and the board goes on.
   */
  frame(frame: Frame): void | Promise<void>;
  /** The board could not be made, or has stopped for good. */
  failed(message: string): void;
}

/** A Worker that runs `serveBoard(self)`. */
export interface BoardWorker extends Port {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  /** The event has no message if the Worker's script cannot be loaded. */
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

const IS_OFF = 'the board is off';
const NOT_LOADED = "the script of the board's Worker cannot be loaded";

/** A change that has not been answered yet. */
interface Pending {
  resolve(): void;
  reject(error: Error): void;
}

/** Runs one board at a time. Each board gets its own Worker, so that no program can keep its board from being switched off. */
export class RemoteBoard {
  #worker: BoardWorker | null = null;
  /** Unanswered changes by their ids. */
  readonly #pending = new Map<number, Pending>();
  #changes = 0;

  constructor(
    private readonly makeWorker: () => BoardWorker,
    private readonly listener: RemoteListener,
  ) {}

  /** Switches on a board with these files on its flash, and switches the previous one off. `pace`: simulated seconds per second, or Infinity. */
  start(files: Readonly<Record<string, string | Uint8Array>>, options: RemoteOptions, pace: number): void {
    checkPace(pace);
    checkedFiles(files);
    this.stop();
    const worker = this.makeWorker();
    this.#worker = worker;
    worker.addEventListener('message', ({ data }) => {
      if (worker === this.#worker) this.#take(data as Report);
    });
    worker.addEventListener('error', ({ message }) => {
      if (worker === this.#worker) this.#fail(message ?? NOT_LOADED);
    });
    this.#send({ kind: 'start', files, options, pace });
  }

  /** Switches the board off, whatever it is doing. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#pending.values()) reject(new Error(IS_OFF));
    this.#pending.clear();
  }

  /** Types bytes at the console. The interrupt byte, Ctrl-C, raises KeyboardInterrupt in a running program. */
  type(bytes: Uint8Array): void {
    isBytes('type', bytes);
    this.#send({ kind: 'type', bytes });
  }

  /** Presses or releases the USR switch. */
  press(pressed: boolean): void {
    this.#send({ kind: 'switch', pressed });
  }

  /**
   * Changes the world around the board now: `{ 'room.temperature': 25, 'X1.level': 0 }`, anything that a set-up can change. If one of the
   * changes is impossible, none is made and the promise rejects with the reason. It also rejects if the board is off.
   */
  change(changes: Changes): Promise<void> {
    if (this.#worker === null) return Promise.reject(new Error(IS_OFF));
    const id = this.#changes++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#send({ kind: 'change', id, changes });
    });
  }

  set pace(factor: number) {
    checkPace(factor);
    this.#send({ kind: 'pace', factor });
  }

  /**
   * Lets simulated time advance by `nanos` nanoseconds, a whole number from 0 on, and then stand still. 0: it stands still as soon as it can.
   */
  advance(nanos: number): void {
    isAdvance('advance', nanos);
    this.#send({ kind: 'advance', nanos });
  }

  /** Lets simulated time continue after `advance`. */
  goOn(): void {
    this.#send({ kind: 'advance', nanos: null });
  }

  #send(request: Request): void {
    this.#worker?.postMessage(request);
  }

  #fail(message: string): void {
    this.stop();
    this.listener.failed(message);
  }

  #take(report: Report): void {
    if (report.kind === 'started') this.listener.started(report);
    else if (report.kind === 'changed') this.#answer(report);
    else if (report.kind === 'failed') this.#fail(report.message);
    else if (report.kind === 'frame') this.#show(report.frame);
  }

  /** Shows a frame and acknowledges it, shown or failed, to whichever board is on then: the board waits for that. */
  #show(frame: Frame): void {
    const acknowledge = (): void => this.#send({ kind: 'shown' });
    let isLater = false;
    try {
      const shown = this.listener.frame(frame);
      isLater = shown !== undefined;
      void shown?.finally(acknowledge);
    } finally {
      if (!isLater) acknowledge();
    }
  }

  #answer({ id, problem }: Extract<Report, { kind: 'changed' }>): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (problem === null) pending?.resolve();
    else pending?.reject(new SetupError(problem));
  }
}
