/** The human interface device that the board is for a USB host, in the modes that have one. A host is always there. */

import { bytes as isBytes } from '../checks.js';

/** Reports from the board to the host and back. */
export class UsbHid {
  /** Whether the current USB mode has this device. */
  isActive = false;
  /** Called with every report that the board sends. */
  onReport: (report: Uint8Array) => void = () => {};
  #received: Uint8Array = new Uint8Array(0);

  /** Sends a report to the host; returns false if there is no such device now. */
  send(report: Uint8Array): boolean {
    if (this.isActive) this.onReport(report);
    return this.isActive;
  }

  /** Called when the host sends a report; a previous one that has not been read is lost. */
  receive(report: Uint8Array): void {
    isBytes('report', report);
    if (this.isActive) this.#received = report.slice();
  }

  /** Forgets what has been received, as a reset of the chip does. */
  reset(): void {
    this.#received = new Uint8Array(0);
  }

  /** Number of bytes that can be read. */
  get available(): number {
    return this.#received.length;
  }

  /** Reads and removes what has been received; returns the number of bytes. */
  take(into: Uint8Array): number {
    const count = Math.min(into.length, this.#received.length);
    into.set(this.#received.subarray(0, count));
    this.#received = this.#received.subarray(count);
    return count;
  }
}
