/**
 * The slave mode controller of a timer, through which triggers reset, gate, start and clock the timer (RM0090 §18.3.12 to §18.3.15, §18.4.3;
 * TIM9 and TIM12: §19.4.2). A counter that counts another timer's updates is computed from that timer's counter; every other pulse is an
 * event. Not simulated: filters; the resynchronisation with MSM, which takes some cycles.
 */
import type { Level } from '../pin/line.js';
import { NotSimulated, refuseBits } from '../register-block.js';
import type { TimerChannel } from './channel.js';
import { EdgePulses, type PulseTrain, UpdatePulses, type UpdatingTimer } from './pulse-train.js';
import type { TriggerOutput } from './trigger.js';

/** SMS. Encoder modes: 1 counts edges of TI1, 2 those of TI2, 3 both. */
const MODE = { off: 0, lastEncoder: 3, reset: 4, gated: 5, trigger: 6, clock: 7 } as const;
/** TS: TI1F_ED, TI1FP1, TI2FP2, ETRF; 0 to 3 are internal triggers. */
const SOURCE = { ti1Edges: 4, ti1: 5, ti2: 6, etr: 7 } as const;
/** SMCR. */
const ECE = 1 << 14;
const ETP = 1 << 15;
const MISSING = { ETF: 0xf << 8, 'SMS[3]': 1 << 16 } as const;
/**
 * The timers whose trigger outputs are the internal triggers (the tables “TIMx internal trigger connection”). The last two of TIM9 and of
 * TIM12 are outputs of single channels.
 */
const INTERNAL: Readonly<Record<number, readonly number[]>> = {
  1: [5, 2, 3, 4],
  2: [1, 8, 3, 4],
  3: [1, 2, 5, 4],
  4: [1, 2, 3, 8],
  5: [2, 3, 4, 8],
  8: [1, 2, 4, 5],
  9: [2, 3, 10, 11],
  12: [4, 5, 13, 14],
};
/** Timers with neither encoder modes nor an external trigger. */
const SMALL = [9, 12];
/** On TIM2, channel 1 and the external trigger share a pin: TIM2_CH1_ETR. */
const SHARES_PIN = 2;

/** What a slave sees of its timer and does to it. */
export interface SlaveTimer {
  readonly id: number;
  channel(n: number): TimerChannel;
  start(): void;
  /** Starts the counter again from its beginning, which is an update. */
  restart(): void;
  /** Called when the timer's future events have moved to other moments. */
  retime(): void;
}

/** The links of the slave's timer to other timers; the slave tells them what has happened. */
interface SlaveLinks extends MasterTimer {
  readonly externalTrigger: { readonly inputLevel: Level };
  /** An edge of an encoder moves the counter. */
  turn(step: 1 | -1): void;
  /** A pulse that the counter counts has arrived. */
  pulse(): void;
  /** The counter counts something else, or it has changed whether the counter may run. */
  rewire(): void;
  /** It has changed whether the timer's updates are known in advance. */
  tellRewired(): void;
}

/** What a slave sees of another timer, its master. */
export interface MasterTimer extends UpdatingTimer {
  readonly output: TriggerOutput;
  /** The timer whose updates this master counts itself; null if there is none. */
  readonly master: MasterTimer | null;
}

/** Whether timer `id` has a slave mode controller. */
export function hasSlaveMode(id: number): boolean {
  return id in INTERNAL;
}

/** Returns the controller of one timer; `links` join that timer to others, `masterAt` returns the timer with a given number. */
export function makeTimerSlave(timer: SlaveTimer, links: SlaveLinks, masterAt: (id: number) => MasterTimer): TimerSlave {
  return new TimerSlave(timer, links, masterAt);
}

export type { TimerSlave };

class TimerSlave {
  /** What the counter counts; null for its clock. */
  train: PulseTrain | null = null;
  /** The timer whose updates it counts; null if there is none. */
  master: MasterTimer | null = null;
  #register = 0;
  /** The value of `isTimed` when the timer's own slaves were last told of it. */
  #wasTimed = true;
  /** Whether the gate is open: the trigger's level in gated mode, otherwise true. */
  #isOpen = true;
  /** Active edges of the external trigger since the register was last wired up; the trigger's prescaler divides them. */
  #etrEdges = 0;
  #unfollow: () => void = () => {};

  constructor(
    private readonly timer: SlaveTimer,
    private readonly links: SlaveLinks,
    private readonly masterAt: (id: number) => MasterTimer,
  ) {}

  /** The register SMCR. */
  get register(): number {
    return this.#register;
  }

  set register(value: number) {
    refuseBits(value, MISSING);
    if (SMALL.includes(this.timer.id)) {
      refuseBits(value, { ECE });
      if ((value & 7) !== MODE.off && (value & 7) <= MODE.lastEncoder) throw new NotSimulated('reserved SMS');
    }
    this.#register = value & 0xffff;
    this.#wire();
  }

  /** Lets an encoder turn the counter from now on; `edges`: 1 for those of TI1, 2 for TI2, 3 for both. */
  startEncoder(edges: number): void {
    this.register = (this.#register & ~(7 | ECE)) | edges;
  }

  /** Whether an encoder turns the counter. */
  get isEncoder(): boolean {
    return this.#mode !== MODE.off && this.#mode <= MODE.lastEncoder;
  }

  /** Whether the counter may run on its clock, or on the pulses that it counts. */
  get letsRun(): boolean {
    return !this.isEncoder && this.#isOpen;
  }

  /** Whether the moments of the timer's events are known in advance. */
  get isTimed(): boolean {
    return !this.isEncoder && (this.train === null || this.master !== null);
  }

  /** Whether edges at the input of channel `n` have an effect. */
  listensTo(n: number): boolean {
    if (this.isEncoder) return n <= 2;
    if (n === 1 && this.timer.id === SHARES_PIN && this.listensOutside) return true;
    if (this.#mode === MODE.off) return false;
    return n === 1 ? this.#source === SOURCE.ti1Edges || this.#source === SOURCE.ti1 : n === 2 && this.#source === SOURCE.ti2;
  }

  /** Whether edges of the external trigger have an effect. */
  get listensOutside(): boolean {
    return this.#countsOutside || (this.#mode > MODE.lastEncoder && this.#source === SOURCE.etr);
  }

  /** Called at an edge at the input of channel `n`. */
  inputEdge(n: number, level: Level): void {
    if (!this.listensTo(n)) return;
    if (this.isEncoder) {
      const [a, b] = [1, 2].map((each) => this.#polarised(each, this.timer.channel(each).inputLevel));
      if ((this.#mode & n) !== 0) this.links.turn((a === b) === (n === 2) ? 1 : -1);
      return;
    }
    const isTriggers = n === (this.#source === SOURCE.ti2 ? 2 : 1) && this.#source !== SOURCE.etr;
    const edge = this.timer.channel(n).activeEdge;
    if (isTriggers && this.#mode !== MODE.off) {
      if (this.#source === SOURCE.ti1Edges || (edge === 'both' && this.#mode !== MODE.gated)) this.#pulse();
      else this.#trigger(this.#polarised(n, level));
    }
    if (n === 1 && this.timer.id === SHARES_PIN) this.externalEdge(level);
  }

  /** Called at an edge of the external trigger. */
  externalEdge(level: Level): void {
    if (!this.listensOutside) return;
    const active = this.#externalLevel(level);
    const divider = 1 << ((this.#register >>> 12) & 3);
    const passes = active === 1 && ++this.#etrEdges % divider === 0;
    if (this.#countsOutside && passes) this.#count();
    if (this.#mode <= MODE.lastEncoder || this.#source !== SOURCE.etr) return;
    if (divider === 1) this.#trigger(active);
    else if (passes) this.#pulse();
  }

  get #mode(): number {
    return this.#register & 7;
  }

  get #source(): number {
    return (this.#register >>> 4) & 7;
  }

  /** External clock mode 2, which takes precedence over mode 1. */
  get #countsOutside(): boolean {
    return (this.#register & ECE) !== 0;
  }

  #externalLevel(level: Level): Level {
    return (this.#register & ETP) === 0 ? level : ((1 - level) as Level);
  }

  #polarised(n: number, level: Level): Level {
    return this.timer.channel(n).activeEdge === 'falling' ? ((1 - level) as Level) : level;
  }

  /**
   * Called when the register has been written, or the master shows something else. First the slave stops following its previous master, so
   * that no notification reaches it half wired. What is counted, and whether the gate is open, is decided before the counter continues on
   * that basis (`TimerLinks.rewire`). The followers of this timer come last: they ask whether its updates are known in advance, and wire
   * themselves up again.
   */
  #wire(): void {
    this.#unfollow();
    this.#unfollow = () => {};
    this.master = this.train = null;
    this.#etrEdges = 0;
    const isClocked = this.#mode === MODE.clock && !this.#countsOutside;
    if (this.#countsOutside || isClocked) this.train = new EdgePulses();
    if (this.#mode > MODE.lastEncoder && this.#source < SOURCE.ti1Edges)
      this.#follow(this.masterAt(INTERNAL[this.timer.id][this.#source]), isClocked);
    this.#isOpen = this.#mode !== MODE.gated || this.#triggerLevel === 1;
    this.links.rewire();
    if (this.isTimed === this.#wasTimed) return;
    this.#wasTimed = this.isTimed;
    this.links.tellRewired();
  }

  #follow(master: MasterTimer, isClocked: boolean): void {
    if (isClocked && master.output.isCountable && !this.#isCircle(master)) {
      this.master = master;
      this.train = new UpdatePulses(master);
    }
    this.#unfollow = master.output.follow({
      retimed: () => {
        if (this.master !== null) this.timer.retime();
      },
      stepped: () => {
        if (this.master === null) return;
        this.links.pulse();
        this.timer.retime();
      },
      reselected: () => this.#wire(),
      edge: this.master === null ? (level) => this.#trigger(level) : undefined,
    });
  }

  /** Whether timers wait for each other's updates in a circle; then they stand still. */
  #isCircle(master: MasterTimer): boolean {
    for (let at: MasterTimer | null = master; at !== null; at = at.master) if (at === this.links) return true;
    return false;
  }

  get #triggerLevel(): Level {
    const { timer } = this;
    switch (this.#source) {
      case SOURCE.ti1Edges:
        return 0;
      case SOURCE.ti1:
        return this.#polarised(1, timer.channel(1).inputLevel);
      case SOURCE.ti2:
        return this.#polarised(2, timer.channel(2).inputLevel);
      case SOURCE.etr:
        return this.#externalLevel(timer.id === SHARES_PIN ? timer.channel(1).inputLevel : this.links.externalTrigger.inputLevel);
      default:
        return this.masterAt(INTERNAL[timer.id][this.#source]).output.level;
    }
  }

  #pulse(): void {
    this.#trigger(1);
    this.#trigger(0);
  }

  /** Called when the trigger's level has changed. */
  #trigger(level: Level): void {
    if (this.#mode === MODE.gated) {
      this.#isOpen = level === 1;
      this.links.rewire();
    } else if (level === 1) {
      if (this.#mode === MODE.reset) this.timer.restart();
      else if (this.#mode === MODE.trigger) this.timer.start();
      else if (!this.#countsOutside) this.#count();
    }
  }

  #count(): void {
    if (!(this.train instanceof EdgePulses)) return;
    this.train.add();
    this.links.pulse();
  }
}
