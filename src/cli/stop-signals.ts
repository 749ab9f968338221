/** Signals that stop a command which runs many boards, and let it report on what has run until then. */
import { wallMs } from '../hosts/node/wall-clock.js';
import { SIGNAL_STATUS, type Signal } from './fail.js';
import { SignalListeners } from './signal-listeners.js';

/** Signals that come so soon after the first are the same one: `npx` passes on a Ctrl-C that the terminal has also sent to the command. */
const SAME_MS = 500;

/** Listens to nothing until `listen`. */
export class StopSignals {
  #come: Signal | null = null;
  /** When it came. */
  #cameAt = 0;
  readonly #listeners = new SignalListeners();

  /** The first signal that has come; null if none has. Node tells a signal only while the event loop turns. */
  get come(): Signal | null {
    return this.#come;
  }

  /** The exit status for it; null if none has come. */
  get status(): number | null {
    return this.#come === null ? null : SIGNAL_STATUS[this.#come];
  }

  /**
   * Listens for a signal; if it is sent again, it ends the process at once. If it listens already, it keeps its listeners: a signal that has
   * come, but that Node has not yet told, is lost with its listener.
   */
  listen(): void {
    if (this.#come === null) this.#listeners.listen((signal) => this.#heard(signal));
  }

  #heard(signal: Signal): void {
    if (this.#come === null) {
      this.#come = signal;
      this.#cameAt = wallMs();
    } else if (wallMs() - this.#cameAt > SAME_MS) {
      this.mute();
      process.kill(process.pid, signal);
    }
  }

  /** Listens no longer: a signal ends the process at once, which is what it must do while the event loop is blocked. */
  mute(): void {
    this.#listeners.mute();
  }
}
