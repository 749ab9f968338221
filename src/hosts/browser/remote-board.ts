/** The page's end of the channel: a board in a Worker. */
import { bytes as isBytes } from '../../checks.js';
import { SetupError } from '../../devices/kinds.js';
import { checkPace, isAdvance } from '../../system/pace.js';
import type { Changes } from '../../system/setup/setup.js';
import { checkedFiles } from '../memory/memory-file-tree.js';
import type { Frame, Port, RemoteOptions, Report, Request } from './protocol.js';

/** Takes what comes from the board. */
export interface RemoteListener {
  started(board: Extract<Report, { kind: 'started' }>): void;
  /**
   * Called in the order of time. The board does not get ahead of what has been shown by more than some thousand events, but in nested code,
   * which cannot wait. Where showing takes its time, it has been shown when the answered promise resolves.
   */
  frame(frame: Frame): void | Promise<void>;
  /** There is no board, or none any more. */
  failed(message: string): void;
}

/** A Worker whose program is `serveBoard(self)`. */
export interface BoardWorker extends Port {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  /** An event has no message where the program cannot be loaded. */
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

const IS_OFF = 'the board is off';
const NOT_LOADED = "the script of the board's Worker cannot be loaded";

/** A change that is not answered yet. */
interface Pending {
  resolve(): void;
  reject(error: Error): void;
}

/** One board at a time; each gets a Worker of its own, so that nothing a program does can keep it from being switched off. */
export class RemoteBoard {
  #worker: BoardWorker | null = null;
  /** By their number. */
  readonly #pending = new Map<number, Pending>();
  #changes = 0;

  constructor(
    private readonly makeWorker: () => BoardWorker,
    private readonly listener: RemoteListener,
  ) {}

  /** Switches a board on with these files on its flash, and the one before off. `pace`: simulated seconds per second, or Infinity. */
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

  /** Switches it off, whatever it does. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#pending.values()) reject(new Error(IS_OFF));
    this.#pending.clear();
  }

  /** Bytes typed at the console; the interrupt byte, Ctrl-C, raises KeyboardInterrupt in a running program. */
  type(bytes: Uint8Array): void {
    isBytes('type', bytes);
    this.#send({ kind: 'type', bytes });
  }

  /** A finger on the USR switch. */
  press(pressed: boolean): void {
    this.#send({ kind: 'switch', pressed });
  }

  /**
   * The world around it changes now: `{ 'room.temperature': 25, 'X1.level': 0 }`, what a set-up can change. Rejects with the reason where
   * something of it cannot be, and then nothing changes; and where the board is off.
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

  /** Simulated time goes on by so many nanoseconds, a whole number from 0 on, and stands still then. 0: it stands still as soon as it can. */
  advance(nanos: number): void {
    isAdvance('advance', nanos);
    this.#send({ kind: 'advance', nanos });
  }

  /** Simulated time goes on, after `advance`. */
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
    else if (report.kind === 'frame') {
      const shown = this.listener.frame(report.frame);
      if (shown === undefined) this.#send({ kind: 'shown' });
      else this.#acknowledge(shown);
    }
  }

  /** Tells the board that is on then. */
  async #acknowledge(shown: Promise<void>): Promise<void> {
    await shown;
    this.#send({ kind: 'shown' });
  }

  #answer({ id, problem }: Extract<Report, { kind: 'changed' }>): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (problem === null) pending?.resolve();
    else pending?.reject(new SetupError(problem));
  }
}
