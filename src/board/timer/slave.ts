/**
 * The slave mode controller of a timer, by which its triggers reset, gate, start and clock it (RM0090 §18.3.12 to §18.3.15, §18.4.3; TIM9 and
 * TIM12: §19.4.2). A counter of another timer's updates is computed from that timer's; every other pulse is an event. Not simulated: filters,
 * the resynchronisation that MSM is for, which takes some cycles.
 */
import type { Level } from '../pin/line.js';
import { NotSimulated, refuseBits } from '../register-block.js';
import type { TimerChannel } from './channel.js';
import { EdgePulses, type PulseTrain, UpdatePulses, type UpdatingTimer } from './pulse-train.js';
import type { TriggerOutput } from './trigger.js';

/** SMS. Encoders: 1 counts edges of TI1, 2 those of TI2, 3 both. */
const MODE = { off: 0, lastEncoder: 3, reset: 4, gated: 5, trigger: 6, clock: 7 } as const;
/** TS: TI1F_ED, TI1FP1, TI2FP2, ETRF; 0 to 3 are internal triggers. */
const SOURCE = { ti1Edges: 4, ti1: 5, ti2: 6, etr: 7 } as const;
/** SMCR. */
const ECE = 1 << 14;
const ETP = 1 << 15;
const MISSING = { ETF: 0xf << 8, 'SMS[3]': 1 << 16 } as const;
/** Whose trigger outputs the internal triggers are (the tables “TIMx internal trigger connection”); those of TIM9 and TIM12 end with outputs of single channels. */
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
/** These have neither encoders nor an external trigger. */
const SMALL = [9, 12];
/** On TIM2 the pin of channel 1 is the external trigger's, too: TIM2_CH1_ETR. */
const SHARES_PIN = 2;

/** What a slave does to its timer, and sees of it. */
export interface SlaveTimer {
  readonly id: number;
  channel(n: number): TimerChannel;
  start(): void;
  /** Lets the counter begin anew, which is an update. */
  restart(): void;
  /** What is to come comes at other moments. */
  retime(): void;
}

/** What joins the slave's timer to others: it is told what has become of that. */
interface SlaveLinks extends MasterTimer {
  readonly externalTrigger: { readonly inputLevel: Level };
  /** An edge of an encoder's. */
  turn(step: 1 | -1): void;
  /** What the counter counts has come. */
  pulse(): void;
  /** The counter counts something else, or may run where it might not. */
  rewire(): void;
  /** Whether the timer's updates are known beforehand has changed. */
  tellRewired(): void;
}

/** What a slave sees of another timer, its master. */
export interface MasterTimer extends UpdatingTimer {
  readonly output: TriggerOutput;
  /** Whose updates that counts itself; null: nobody's. */
  readonly master: MasterTimer | null;
}

/** Whether timer `id` has such a controller. */
export function hasSlaveMode(id: number): boolean {
  return id in INTERNAL;
}

/** The controller of one timer; `links` join that to others, `masterAt` answers the timer of a number. */
export function makeTimerSlave(timer: SlaveTimer, links: SlaveLinks, masterAt: (id: number) => MasterTimer): TimerSlave {
  return new TimerSlave(timer, links, masterAt);
}

export type { TimerSlave };

class TimerSlave {
  /** What the counter counts; null: its clock. */
  train: PulseTrain | null = null;
  /** Whose updates it counts; null: nobody's. */
  master: MasterTimer | null = null;
  #register = 0;
  /** What `isTimed` was when the timer's own slaves were last told of it. */
  #wasTimed = true;
  /** The trigger's level, in gated mode. */
  #isOpen = true;
  /** Edges of the external trigger since its prescaler has let one through. */
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

  /** An encoder turns the counter from now on; `edges`: 1 for those of TI1, 2 for TI2, 3 for both. */
  startEncoder(edges: number): void {
    this.register = (this.#register & ~(7 | ECE)) | edges;
  }

  /** Whether an encoder turns the counter. */
  get isEncoder(): boolean {
    return this.#mode !== MODE.off && this.#mode <= MODE.lastEncoder;
  }

  /** Whether the counter may run by itself, or by what it counts. */
  get letsRun(): boolean {
    return !this.isEncoder && this.#isOpen;
  }

  /** Whether the moments of what happens are known beforehand. */
  get isTimed(): boolean {
    return !this.isEncoder && (this.train === null || this.master !== null);
  }

  /** Whether the edges at the input of channel `n` do something. */
  listensTo(n: number): boolean {
    if (this.isEncoder) return n <= 2;
    if (n === 1 && this.timer.id === SHARES_PIN && this.listensOutside) return true;
    if (this.#mode === MODE.off) return false;
    return n === 1 ? this.#source === SOURCE.ti1Edges || this.#source === SOURCE.ti1 : n === 2 && this.#source === SOURCE.ti2;
  }

  /** Whether edges of the external trigger do. */
  get listensOutside(): boolean {
    return this.#countsOutside || (this.#mode > MODE.lastEncoder && this.#source === SOURCE.etr);
  }

  /** An edge at the input of channel `n`. */
  inputEdge(n: number, level: Level): void {
    if (!this.listensTo(n)) return;
    if (this.isEncoder) {
      const isSame = this.timer.channel(1).inputLevel === this.timer.channel(2).inputLevel;
      if ((this.#mode & n) !== 0) this.links.turn(isSame === (n === 2) ? 1 : -1);
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

  /** An edge of the external trigger. */
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

  /** External clock mode 2, which goes before mode 1. */
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
   * The register has been written, or what a master shows is otherwise. The master that was followed until now is let go first, so that
   * nobody tells what is only half wired; what is counted, and whether the gate is open, is decided before the counter goes on by it
   * (`TimerLinks.rewire`). Last come those who follow this timer: they ask whether its updates are known beforehand, and wire themselves anew.
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

  /** Timers that wait for each other's updates stand still. */
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

  /** The trigger has another level. */
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
