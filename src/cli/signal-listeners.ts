/** Listens to the signals that end a command, or leaves them to end the process at once. */
import { SIGNALS, type Signal } from './fail.js';

/** Listens to nothing until `listen`. */
export class SignalListeners {
  readonly #listeners = new Map<Signal, () => void>();

  /** Passes each signal to `heard`. Node tells a signal only while the event loop turns. If it listens already, nothing changes. */
  listen(heard: (signal: Signal) => void): void {
    if (this.#listeners.size > 0) return;
    for (const signal of SIGNALS) {
      const listener = (): void => heard(signal);
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
