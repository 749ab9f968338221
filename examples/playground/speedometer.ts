/** How fast simulated time goes by. */

/** The speed is measured over about a second. */
const WINDOW_MS = 1000;

export class Speedometer {
  /** When the measurement began; null until the board shows something. */
  #since: { readonly wall: number; readonly simulated: number } | null = null;

  constructor(private readonly place: HTMLElement) {}

  /** Takes the present wall time in milliseconds and simulated time in nanoseconds. */
  tell(wall: number, simulated: number): void {
    this.#since ??= { wall, simulated };
    if (wall - this.#since.wall < WINDOW_MS) return;
    this.place.textContent = `${((simulated - this.#since.simulated) / 1e6 / (wall - this.#since.wall)).toPrecision(3)} × real time`;
    this.#since = { wall, simulated };
  }

  /** Shows nothing, because simulated time stands still. */
  clear(): void {
    this.place.textContent = '';
    this.#since = null;
  }
}
