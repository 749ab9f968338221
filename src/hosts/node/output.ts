/**
 * A stream of this process, written in large pieces. Everything that the board prints goes through it.
 * Pipes and files are written by a thread of the pool, so that a slow reader holds up the simulation but neither signals nor input. A terminal,
 * and the little that a short program prints, are written at once.
 */
import { constants, fstatSync, openSync, write, writeSync } from 'node:fs';
import { LF } from '../../control-bytes.js';
import { Unwritable } from './unwritable.js';
import { writeWaiting } from './waiting.js';

/** `isFull` holds from this many unwritten bytes on. */
const FULL = 1 << 20;
/** The number of bytes that a pipe commonly takes without waiting. */
const AT_ONCE = 1 << 16;
/** How long a full pipe is left alone: at first, which is just one turn of the event loop, and at most. */
const RETRY_MS = 1 / 64;
const LONGEST_RETRY_MS = 32;

export class Output {
  /** The reader has gone (EPIPE; EIO from a terminal), or writing has failed. Everything written from then on is dropped. */
  isClosed = false;
  /** Number of bytes taken so far. */
  taken = 0;
  /** The last byte taken has ended a line, or there were none. */
  endsLine = true;
  /** A reader that has taken nothing for this long counts as gone, ms. */
  patienceMs = Number.POSITIVE_INFINITY;
  /** The reader's patience has run out and the rest was dropped. */
  hasGivenUp = false;

  #pieces: Uint8Array[] = [];
  #size = 0;
  #inFlight: Promise<void> | null = null;
  #failure: Unwritable | null = null;
  #own: number | null = null;

  constructor(
    private readonly fd: number,
    readonly isTerminal: boolean,
  ) {}

  /** The file descriptor to write to. */
  get #target(): number {
    this.#own ??= withoutWaiting(this.fd);
    return this.#own;
  }

  /** Takes bytes. The array becomes the callee's. */
  add(bytes: Uint8Array): void {
    if (this.isClosed) return;
    if (bytes.length > 0) this.endsLine = bytes[bytes.length - 1] === LF;
    this.#pieces.push(bytes);
    this.#size += bytes.length;
    this.taken += bytes.length;
  }

  /** A write is under way. */
  get isWriting(): boolean {
    return this.#inFlight !== null;
  }

  /** There are bytes to write. */
  get isWaiting(): boolean {
    return this.#size > 0;
  }

  /** The simulation should pause until `drained` resolves. */
  get isFull(): boolean {
    return this.#size >= FULL;
  }

  /** Starts to write what is waiting. */
  flush(): void {
    if (this.#size === 0 || this.#inFlight !== null) return;
    if (this.isTerminal) this.flushNow();
    else this.#inFlight = this.#writeAll();
  }

  /** Writes what is waiting before it returns, unless a write is under way. Errors are reported by `drained`. */
  flushNow(): void {
    if (this.#size === 0 || this.#inFlight !== null) return;
    const bytes = this.#take();
    try {
      writeWaiting(this.#target, bytes);
    } catch (error) {
      this.#fail(error as NodeJS.ErrnoException);
    }
  }

  /**
   * Resolves when no write is under way. Only then may code run that blocks the event loop: the end of a write would not be noticed, and what is
   * added meanwhile would wait for it for ever.
   */
  async settled(): Promise<void> {
    while (this.#inFlight !== null) await this.#inFlight;
  }

  /** Resolves when everything is written. Rejects with Unwritable if writing has failed for another reason than that the reader has gone. */
  async drained(): Promise<void> {
    if (this.taken <= AT_ONCE) this.#writeAtOnce();
    while (this.#inFlight !== null || this.#size > 0) {
      this.flush();
      await this.#inFlight;
    }
    const failure = this.#failure;
    this.#failure = null;
    if (failure !== null) throw failure;
  }

  /** Writes as much as can be written without waiting, unless a write is under way. */
  #writeAtOnce(): void {
    if (this.#size === 0 || this.#inFlight !== null) return;
    const bytes = this.#take();
    let done = 0;
    try {
      while (done < bytes.length) done += writeSync(this.#target, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') this.#fail(error as NodeJS.ErrnoException);
      else {
        this.#pieces = [bytes.subarray(done)];
        this.#size = bytes.length - done;
      }
    }
  }

  async #writeAll(): Promise<void> {
    try {
      while (this.#size > 0) {
        const bytes = this.#take();
        await this.#writeToReader(bytes);
      }
    } catch (error) {
      this.#fail(error as NodeJS.ErrnoException);
    } finally {
      this.#inFlight = null;
    }
  }

  /** Writes bytes as the reader takes them; gives up on a reader that takes none for too long. */
  async #writeToReader(bytes: Uint8Array): Promise<void> {
    let retryMs = RETRY_MS;
    let waitedMs = 0;
    for (let done = 0; done < bytes.length; ) {
      const written = await writeSome(this.#target, bytes.subarray(done));
      done += written;
      if (written > 0) {
        retryMs = RETRY_MS;
        waitedMs = 0;
        continue;
      }
      if (waitedMs > this.patienceMs) {
        this.hasGivenUp = true;
        this.#close();
        return;
      }
      await new Promise((resolve) => (retryMs < 1 ? setImmediate(resolve) : setTimeout(resolve, retryMs)));
      waitedMs += retryMs;
      retryMs = Math.min(LONGEST_RETRY_MS, 2 * retryMs);
    }
  }

  #take(): Uint8Array {
    const bytes = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces, this.#size);
    this.#pieces = [];
    this.#size = 0;
    return bytes;
  }

  /** Drops what is not written. */
  #close(): void {
    this.isClosed = true;
    this.#pieces = [];
    this.#size = 0;
  }

  #fail(error: NodeJS.ErrnoException): void {
    this.#close();
    const isGone = error.code === 'EPIPE' || (error.code === 'EIO' && this.isTerminal);
    if (!isGone) this.#failure = new Unwritable('standard output', error);
  }
}

/**
 * Opens a second, non-blocking file description of a pipe. A blocking write would end only when the reader takes it, and would keep the process
 * alive. The process's own description is shared with others and stays as it is. Returns `fd` itself if it is not a pipe, or if the system has
 * no /proc/self/fd.
 */
function withoutWaiting(fd: number): number {
  if (!fstatSync(fd).isFIFO()) return fd;
  try {
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    return fd;
  }
}

/** Writes as much as the stream takes. Resolves to the number of bytes written. */
function writeSome(fd: number, bytes: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    write(fd, bytes, (error, written) => {
      if (error === null) resolve(written);
      else if (error.code === 'EAGAIN') resolve(0);
      else reject(error);
    });
  });
}
