/**
 * Several boards whose clocks run together, in steps of a few microseconds: each board in turn runs to the end of the step. Steps in which
 * nothing happens on any board are skipped. What one board sends to another on a serial line arrives exactly in time, since the end of a frame
 * is known when it begins. I2C requests between boards, and changes on wires between their pins, are off by the few microseconds by which the
 * boards differ.
 *
 * The steps are on one grid counted from power-on, whatever moments `run` is called with, so the boards meet in the same order however the host
 * slices the run. A board whose nested code (`vm/run-nested.ts`) waits does not stop at the end of a step. It runs ahead of the others until
 * that code is over, and sees late what they do meanwhile; code that waits for them there waits until its `endsAt`.
 */
import type { Pyboard } from '../board/pyboard.js';
import { isObject, moment, such } from '../checks.js';
import { joinBoards } from './board-wire.js';
import { type BoardGroup, PyboardSystem, type RunState } from './pyboard-system.js';

/** How far a board may run ahead of the others, ns: less than a byte takes on any line. */
const STEP = 5_000n;

/** A board, or an object that has one, such as a `TestBench`. */
type Member = PyboardSystem | { readonly system: PyboardSystem };

const isMoment = moment('power came');
const isBoards = such(Array.isArray, 'an array of boards, each a TestBench or a PyboardSystem');

/**
 * Boards on one clock, whose radios hear each other, by WLAN and by Bluetooth. Connect their lines and buses before they run:
 * `a.board.uart(4).tx.connect(b.board.uart(6))`.
 */
export class World implements BoardGroup {
  /** The end of the last step. Every board that has not ended is there, or beyond it if nested code could not be stopped. */
  #now = 0n;
  /** Boards that have ended, or wait for input, since the host last called `run`. */
  readonly #states = new Map<PyboardSystem, RunState>();

  readonly systems: readonly PyboardSystem[];

  constructor(members: readonly Member[]) {
    isBoards('members', members);
    this.systems = members.map(systemOf);
    if (new Set(this.systems).size < members.length) throw new RangeError('a world has each board only once');
    if (this.systems.some(({ group }) => group !== null)) throw new RangeError('a board can be in only one world');
    const [network, ...others] = this.systems.filter(({ board }) => board.hasRadio).map(({ board }) => board.network);
    network?.join(others);
    const [air, ...otherAirs] = this.systems.filter(({ board }) => board.hasRadio).map(({ board }) => board.air);
    air?.join(otherAirs);
    for (const system of this.systems) system.group = this;
  }

  /**
   * Joins pins of two of the boards by a wire: `world.wire(a, 'X1', b, 'Y1')`. Pins that wires join already, on the boards or by way of other
   * boards, stay as they are.
   */
  wire(one: Member, pin: string, other: Member, otherPin: string): void {
    const [a, b] = [one, other].map((member) => this.#boardOf(member, 'a wire'));
    joinBoards({ pin: a.line(pin), time: a.time }, { pin: b.line(otherPin), time: b.time });
  }

  /**
   * Puts CAN controllers of two of the boards on one bus: `world.can(a, 1, b, 1)`. More join in pairs: `world.can(b, 1, c, 1)`. Transceivers, and
   * the wires between them, are assumed.
   */
  can(one: Member, id: number, other: Member, otherId: number): void {
    const [a, b] = [one, other].map((member) => this.#boardOf(member, 'a bus'));
    a.can(id).share(b.can(otherId));
  }

  /**
   * Runs all boards to the first step at or after a moment, ns since power came. Returns how each board stands: `moment`, or why it has stopped
   * before. A board that waits for input, for instance at its prompt, stands still. If one board is asked to stop (`requestStop`), all stop at
   * the end of the step. A `TestBench` runs the whole world that its board is part of.
   */
  run(until: bigint): readonly RunState[] {
    isMoment('run', until);
    this.#states.clear();
    for (;;) {
      const live = this.systems.filter((system) => !this.#states.has(system));
      if (live.length === 0 || this.#now >= until) return this.systems.map((system) => this.#states.get(system) ?? 'moment');
      this.#now = later(this.#now + STEP, least(lastStepBefore(until), lastStepBefore(quietUntil(live) ?? until)));
      const stopped = live.filter((system) => this.#step(system));
      if (stopped.length > 0)
        return this.systems.map((system) => (stopped.includes(system) ? 'stopped' : (this.#states.get(system) ?? 'moment')));
    }
  }

  get quietUntil(): bigint | null {
    return quietUntil(this.systems);
  }

  /** The board of a member; `what` is to join it to another. */
  #boardOf(member: Member, what: string): Pyboard {
    const system = systemOf(member);
    if (this.systems.includes(system)) return system.board;
    throw new RangeError(`${what} can only join boards of this world: make the world with all of them`);
  }

  /** Runs a board to the end of the step. Returns true if it has been asked to stop meanwhile. */
  #step(system: PyboardSystem): boolean {
    if (system.elapsed >= this.#now) return false;
    let state = system.run(this.#now);
    const isStopped = state === 'stopped' && !system.lacksInput;
    while (state === 'stopped' && !system.lacksInput) state = system.run(this.#now);
    if (state !== 'moment') this.#states.set(system, state);
    return isStopped;
  }
}

function systemOf(member: Member): PyboardSystem {
  const system = isObject(member) && 'system' in member ? member.system : member;
  if (system instanceof PyboardSystem) return system;
  throw new TypeError('a world needs boards: give each as a TestBench or a PyboardSystem');
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const later = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const lastStepBefore = (moment: bigint): bigint => ((moment - 1n) / STEP) * STEP;

/** Returns the moment until which nothing happens by itself on any of the boards; null: for ever. */
function quietUntil(systems: readonly PyboardSystem[]): bigint | null {
  let quiet: bigint | null = null;
  for (const system of systems) {
    const moment = system.quietUntil;
    if (moment !== null) quiet = quiet === null ? moment : least(quiet, moment);
  }
  return quiet;
}
