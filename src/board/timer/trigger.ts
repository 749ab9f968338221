/**
 * The trigger output of a timer, TRGO, by which it is other timers' master (RM0090 §18.3.15, §18.4.2). Signals are events only where somebody
 * listens to edges.
 */
import type { Level } from '../pin/line.js';
import type { TimerChannel } from './channel.js';
import type { TimerUpdates } from './update.js';

/** What the output shows, by the number in MMS: 4 to 7 are the references of channels 1 to 4. */
const SELECT = { reset: 0, enable: 1, update: 2, compare: 3, reference: 4 } as const;
/** Timers without a choice: what they show is the reference of their only channel. */
const FIXED = [10, 11, 13, 14];

/** What the output may show of a timer. */
export interface TriggeringTimer {
  readonly id: number;
  readonly isRunning: boolean;
  channel(n: number): TimerChannel;
  readonly updates: TimerUpdates;
}

/** Who is wired to the output. */
interface TriggerFollower {
  /** What the timer will do comes at other moments. */
  retimed(): void;
  /** There has been an update now that no time base had foretold. */
  stepped(): void;
  /** The output shows something else. */
  reselected(): void;
  /** It has another level. Without this nobody listens to edges. */
  edge?(level: Level): void;
}

/** The trigger output of one timer; its `links` know whether its updates are known beforehand. */
export function makeTriggerOutput(timer: TriggeringTimer, links: { readonly isTimed: boolean }): TriggerOutput {
  return new TriggerOutput(timer, links);
}

export type { TriggerOutput };

class TriggerOutput {
  #select: number;
  #level: Level = 0;
  #followers: readonly TriggerFollower[] = [];
  #release: () => void = () => {};

  constructor(
    private readonly timer: TriggeringTimer,
    private readonly links: { readonly isTimed: boolean },
  ) {
    this.#select = this.#first;
  }

  get #first(): number {
    return FIXED.includes(this.timer.id) ? SELECT.reference : SELECT.reset;
  }

  /** What it shows, as in the field MMS. */
  get select(): number {
    return this.#select;
  }

  set select(select: number) {
    if (select === this.#select) return;
    this.#select = select;
    this.reselect();
  }

  /** As after a reset of the chip. */
  reset(): void {
    this.select = this.#first;
  }

  get level(): Level {
    if (this.#select === SELECT.enable) return this.timer.isRunning ? 1 : 0;
    return this.#select < SELECT.reference ? 0 : this.timer.channel(1 + this.#select - SELECT.reference).reference;
  }

  /** Whether it shows updates whose moments are known beforehand: they can be counted without being listened to. */
  get isCountable(): boolean {
    return this.#select === SELECT.update && this.links.isTimed;
  }

  /** Wires somebody to it, until the function that is returned is called. */
  follow(follower: TriggerFollower): () => void {
    this.#followers = [...this.#followers, follower];
    this.#listen();
    return () => {
      this.#followers = this.#followers.filter((each) => each !== follower);
      this.#listen();
    };
  }

  /** The timer has been set otherwise. */
  retime(): void {
    for (const follower of this.#followers) follower.retimed();
    if (this.#select === SELECT.enable) this.#show(this.level);
  }

  /** Its counter has begun anew, which is an update. */
  step(): void {
    if (this.#select === SELECT.reset) this.#pulse();
    for (const follower of this.#followers) follower.stepped();
  }

  /** Whether its updates can be counted may have changed. */
  reselect(): void {
    this.#listen();
    for (const follower of this.#followers) follower.reselected();
  }

  #listen(): void {
    this.#release();
    this.#release = () => {};
    if (!this.#followers.some(({ edge }) => edge !== undefined)) return;
    this.#level = this.level;
    if (this.#select === SELECT.update) this.#release = this.timer.updates.onEach(() => this.#pulse());
    else if (this.#select === SELECT.compare) this.#release = this.timer.channel(1).observe({ matched: () => this.#pulse() });
    else if (this.#select >= SELECT.reference) {
      const channel = this.timer.channel(1 + this.#select - SELECT.reference);
      this.#release = channel.observe({ referred: () => this.#show(channel.reference) });
    }
  }

  #pulse(): void {
    this.#show(1);
    this.#show(0);
  }

  #show(level: Level): void {
    if (level === this.#level) return;
    this.#level = level;
    for (const follower of this.#followers) follower.edge?.(level);
  }
}
