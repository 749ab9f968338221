/** What a page and the Worker in which its board lives tell each other. Messages are cloned: they hold data only. */
import type { BoardName } from '../../board/boards.js';
import type { Points } from '../../devices/displays/picture.js';
import type { TraceEvent } from '../../sim/trace.js';
import type { SourceProblem } from '../../system/check-source.js';
import type { SystemOptions } from '../../system/options.js';
import type { InterruptReport } from '../../system/reports/explain.js';
import type { Changes, SetupDescription } from '../../system/setup/setup.js';
import type { BoardLed } from './board-leds.js';

export type { SourceProblem };

/** What a page may choose of its board. */
export interface RemoteOptions extends Pick<SystemOptions, 'board' | 'firmware' | 'clock' | 'seed' | 'turns' | 'heap' | 'activity'> {
  /** What is plugged in, and what happens when: a `vpyb.json`. */
  readonly setup?: SetupDescription;
}

/** What a board did since the last frame. */
export interface Frame {
  /** Nanoseconds since reset. */
  readonly elapsed: bigint;
  /** What it has sent over its serial line. */
  readonly output: Uint8Array;
  /** What its signals did; the first frame begins with the values of all. */
  readonly events: readonly TraceEvent[];
  /** The prompt is open and no program runs. */
  readonly atPrompt: boolean;
  /**
   * `paused`: simulated time stands still until the page lets it go on. `asleep`: the chip does (`machine.lightsleep`, `deepsleep`) until
   * something wakes it. `bootloader`: Python has been left for good.
   */
  readonly state: 'runs' | 'paused' | 'asleep' | 'bootloader';
  /** What went wrong in interrupts, and what to do instead: of each callback the last. */
  readonly reports: readonly InterruptReport[];
  /** What devices show, by their names: those whose picture has changed. */
  readonly pictures: Readonly<Record<string, Points>>;
}

/** From the page. */
export type Request =
  | {
      readonly kind: 'start';
      readonly files: Readonly<Record<string, string | Uint8Array>>;
      readonly options: RemoteOptions;
      readonly pace: number;
    }
  | { readonly kind: 'type'; readonly bytes: Uint8Array }
  | { readonly kind: 'switch'; readonly pressed: boolean }
  /** Is answered. */
  | { readonly kind: 'change'; readonly id: number; readonly changes: Changes }
  | { readonly kind: 'pace'; readonly factor: number }
  /** Simulated time goes on by so many nanoseconds, and stands still then; null: it goes on. */
  | { readonly kind: 'advance'; readonly nanos: number | null }
  | { readonly kind: 'shown' }
  /** Is answered, whether a board is on or not. */
  | { readonly kind: 'check'; readonly id: number; readonly source: string; readonly board: BoardName };

/** From the board. */
export type Report =
  | {
      readonly kind: 'started';
      readonly name: BoardName;
      readonly title: string;
      readonly leds: readonly BoardLed[];
    }
  | { readonly kind: 'frame'; readonly frame: Frame }
  /** The world has changed as asked; `problem`: why it has not. */
  | { readonly kind: 'changed'; readonly id: number; readonly problem: string | null }
  /** What the board's compiler has against a program. */
  | { readonly kind: 'checked'; readonly id: number; readonly problem: SourceProblem | null }
  /** It could not be made, the flash being too small for the files, for instance; or the simulation has failed, and it does nothing any more. */
  | { readonly kind: 'failed'; readonly message: string };

/** One end of the channel: a Worker for the page, the Worker's global scope for the board. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}
