/** Signals that stop a command which runs many boards, and let it report on what has run until then. */
import { SIGNAL_STATUS, SIGNALS, type Signal } from './fail.js';

/** Listens to nothing until `listen`. */
export class StopSignals {
  #come: Signal | null = null;
  readonly #listeners = new Map<Signal, () => void>();

  /** The first signal that has come; null if none has. Node tells a signal only while the event loop turns. */
  get come(): Signal | null {
    return this.#come;
  }

  /** The exit status for it; null if none has come. */
  get status(): number | null {
    return this.#come === null ? null : SIGNAL_STATUS[this.#come];
  }

  /**
   * Listens until a signal has come; the next one ends the process at once. If it listens already, it keeps its listeners: a signal that has
   * come, but that Node has not yet told, is lost with its listener.
   */
  listen(): void {
    if (this.#come !== null || this.#listeners.size > 0) return;
    for (const signal of SIGNALS) {
      const listener = (): void => {
        this.#come = signal;
        this.mute();
      };
      this.#listeners.set(signal, listener);
      process.on(signal, listener);
    }
  }

  /** Listens no longer: a signal ends the process at once, which is what it must do while the event loop is blocked. */
  mute(): void {
    for (const [signal, listener] of this.#listeners) process.off(signal, listener);
    this.#listeners.clear();
  }
}
