/** The messages between a page and the Worker in which its board lives. Messages are cloned, so they hold data only. */
import type { BoardName } from '../../board/boards.js';
import type { Points } from '../../devices/displays/picture.js';
import type { TraceEvent } from '../../sim/trace.js';
import type { SourceProblem } from '../../system/check-source.js';
import type { SystemOptions } from '../../system/options.js';
import type { InterruptReport } from '../../system/reports/explain.js';
import type { Changes, SetupDescription } from '../../system/setup/description.js';
import type { BoardLed } from './board-leds.js';

export type { SourceProblem };

/** What a page may choose about its board. */
export interface RemoteOptions extends Pick<SystemOptions, 'board' | 'firmware' | 'clock' | 'seed' | 'turns' | 'heap' | 'activity'> {
  /**
   * What is plugged in, and what happens when: the content of a `vpyb.json`. It also says which board and which firmware, unless the options do.
   */
  readonly setup?: SetupDescription;
}

/** What a board has done since the last frame. */
export interface Frame {
  /** Nanoseconds since reset. */
  readonly elapsed: bigint;
  /** What the board has sent over its serial line. */
  readonly output: Uint8Array;
  /** Changes of the board's signals; the first frame begins with the values of all signals. */
  readonly events: readonly TraceEvent[];
  /** The prompt is open and no program runs. */
  readonly atPrompt: boolean;
  /**
   * `paused`: simulated time stands still until the page lets it continue. `asleep`: the chip stands still (`machine.lightsleep`, `deepsleep`)
   * until something wakes it. `bootloader`: Python has been left for good.
   */
  readonly state: 'runs' | 'paused' | 'asleep' | 'bootloader';
  /** What went wrong in interrupts, and what to do instead; only the last report of each callback. */
  readonly reports: readonly InterruptReport[];
  /** The pictures of the devices whose picture has changed, by device name. */
  readonly pictures: Readonly<Record<string, Points>>;
  /** What has changed in the world around the board, each with its last value. */
  readonly changes: Changes;
}

/** Messages from the page. */
export type Request =
  | {
      readonly kind: 'start';
      readonly files: Readonly<Record<string, string | Uint8Array>>;
      readonly options: RemoteOptions;
      readonly pace: number;
    }
  | { readonly kind: 'type'; readonly bytes: Uint8Array }
  | { readonly kind: 'switch'; readonly pressed: boolean }
  /** Answered by `changed`. */
  | { readonly kind: 'change'; readonly id: number; readonly changes: Changes }
  | { readonly kind: 'pace'; readonly factor: number }
  /** Simulated time advances by `nanos` nanoseconds and then stands still; null: it continues. */
  | { readonly kind: 'advance'; readonly nanos: number | null }
  | { readonly kind: 'shown' }
  /** Answered by `checked`, whether a board is on or not. */
  | { readonly kind: 'check'; readonly id: number; readonly source: string; readonly board: BoardName };

/** Messages from the board. */
export type Report =
  | {
      readonly kind: 'started';
      readonly name: BoardName;
      readonly title: string;
      readonly leds: readonly BoardLed[];
    }
  | { readonly kind: 'frame'; readonly frame: Frame }
  /** The answer to `change`: null if the world has been changed as asked; otherwise `problem` says why not. */
  | { readonly kind: 'changed'; readonly id: number; readonly problem: string | null }
  /** The answer to `check`: the first problem that the board's compiler finds in the program; null if there is none. */
  | { readonly kind: 'checked'; readonly id: number; readonly problem: SourceProblem | null }
  /**
   * The board could not be made, for instance because its flash is too small for the files; or the simulation has failed, and the board has
   * stopped for good.
   */
  | { readonly kind: 'failed'; readonly message: string };

/** One end of the channel: for the page the Worker, for the board the Worker's global scope. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}
