/**
 * The trigger output of a timer, TRGO, with which it is the master of other timers (RM0090 §18.3.15, §18.4.2). Its signal makes events only
 * where somebody listens to edges.
 */
import type { Level } from '../pin/line.js';
import type { TimerChannel } from './channel.js';
import type { TimerUpdates } from './update.js';

/** What the output shows, by the value of MMS: 4 to 7 are the references of channels 1 to 4. */
const SELECT = { reset: 0, enable: 1, update: 2, compare: 3, reference: 4 } as const;
/** Timers without this choice: they show the reference of their only channel. */
const FIXED = [10, 11, 13, 14];

/** What the output may show of its timer. */
export interface TriggeringTimer {
  readonly id: number;
  readonly isRunning: boolean;
  channel(n: number): TimerChannel;
  readonly updates: TimerUpdates;
}

/** A follower of the output. */
interface TriggerFollower {
  /** The timer's future events have moved to other moments. */
  retimed(): void;
  /** An update has just happened that no time base had predicted. */
  stepped(): void;
  /** The output shows something else. */
  reselected(): void;
  /** The output has another level. A follower without this does not listen to edges. */
  edge?(level: Level): void;
}

/** Returns the trigger output of one timer; its `links` know whether the timer's updates are known in advance. */
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

  /** What it shows, as a value of the field MMS. */
  get select(): number {
    return this.#select;
  }

  set select(select: number) {
    if (select === this.#select) return;
    this.#select = select;
    this.reselect();
  }

  /** Resets the output as a reset of the chip does. */
  reset(): void {
    this.select = this.#first;
  }

  get level(): Level {
    if (this.#select === SELECT.enable) return this.timer.isRunning ? 1 : 0;
    return this.#select < SELECT.reference ? 0 : this.timer.channel(1 + this.#select - SELECT.reference).reference;
  }

  /** Whether it shows updates whose moments are known in advance: a slave can then count them without listening to edges. */
  get isCountable(): boolean {
    return this.#select === SELECT.update && this.links.isTimed;
  }

  /** Adds a follower; calling the returned function removes it. */
  follow(follower: TriggerFollower): () => void {
    this.#followers = [...this.#followers, follower];
    this.#listen();
    return () => {
      this.#followers = this.#followers.filter((each) => each !== follower);
      this.#listen();
    };
  }

  /** Called when the timer's settings have changed. */
  retime(): void {
    for (const follower of this.#followers) follower.retimed();
    if (this.#select === SELECT.enable) this.#show(this.level);
  }

  /** Called when the timer's counter has started again from its beginning, which is an update. */
  step(): void {
    if (this.#select === SELECT.reset) this.#pulse();
    for (const follower of this.#followers) follower.stepped();
  }

  /** Called when it shows something else, or it may have changed whether its updates can be counted. */
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
