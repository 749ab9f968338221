/**
 * The firmware's ring of threads and its mutexes (`ports/stm32/pybthread.c`): who has the next turn, who has left the ring to queue.
 * It does not know time; the scheduler does.
 */
import { type Execution, type Mutex, MutexWait } from '../execution.js';

/** The order of a ring: its members from the current one on, those who queue for the global lock, and who has the lock. */
interface Order {
  readonly members: Execution[];
  readonly waiters: Execution[];
  /** The number of each: the arrays may be longer, because V8 is slow to shorten one. */
  memberCount: number;
  waiterCount: number;
  owner: Execution | null;
}

/** Returns who has the mutex that an Execution waits for; null if nobody, or if it waits for no mutex. */
const holderFor = ({ waiting }: Execution): Execution | null => (waiting instanceof MutexWait ? waiting.mutex.holder : null);

/** All Executions of a machine; those that can be switched to form a ring. */
export class Ring {
  /** Who has the global lock, without which no thread runs Python. Nobody takes it while there is only one thread. */
  owner: Execution | null = null;
  /** Those who found the global lock taken, in the order in which they asked for it. */
  readonly waiters: Execution[] = [];
  readonly #all = new Set<Execution>();
  readonly #members: Execution[] = [];
  /** Those who have left the ring to queue for a mutex. */
  readonly #blocked = new Set<Execution>();
  #position = 0;
  /** The order that `rotate` remembers; the object is reused because `rotate` needs many. */
  readonly #remembered: Order = { members: [], waiters: [], memberCount: 0, waiterCount: 0, owner: null };

  /** The Execution whose turn it is. */
  get current(): Execution | undefined {
    return this.#members[this.#position];
  }

  /** The number of Executions that can be switched to. */
  get size(): number {
    return this.#members.length;
  }

  /** Whether there is another to switch to: then a thread that waits, even for no time, gives its turn away. */
  get isShared(): boolean {
    return this.#members.length > 1;
  }

  /** Whether somebody queues for the global lock, so that the running thread has to bounce it. */
  get isContended(): boolean {
    return this.waiters.length > 0;
  }

  /** The number of all Executions. */
  get count(): number {
    return this.#all.size;
  }

  /** Whether there are several threads; otherwise nobody asks for the global lock. */
  get isThreaded(): boolean {
    return this.#all.size > 1;
  }

  /** All that can be switched to, in the order of their turns, the current one first. */
  get members(): readonly Execution[] {
    return [...this.#members.slice(this.#position), ...this.#members.slice(0, this.#position)];
  }

  /** All that can be switched to, in the order of the ring, wherever the current one stands. */
  get inRing(): readonly Execution[] {
    return this.#members;
  }

  /** Whether `condition` holds for one that is in the ring or queues for the global lock. */
  some(condition: (execution: Execution) => boolean): boolean {
    return this.#members.some(condition) || this.waiters.some(condition);
  }

  /** Adds a new Execution as the last in the ring, just before the current one. */
  add(execution: Execution): void {
    this.#all.add(execution);
    this.#enter(execution);
  }

  /** Forgets an Execution, wherever it is. If it had the turn, the next one has it now. */
  remove(execution: Execution): void {
    if (!this.#all.delete(execution)) return;
    this.#blocked.delete(execution);
    if (this.owner === execution) this.releaseGlobal();
    this.#leave(execution);
    const waiting = this.waiters.indexOf(execution);
    if (waiting >= 0) this.waiters.splice(waiting, 1);
    if (this.#all.size === 1) this.owner = null;
  }

  clear(): void {
    this.#all.clear();
    this.#blocked.clear();
    this.#members.length = this.waiters.length = 0;
    this.#position = 0;
    this.owner = null;
  }

  /** Moves on by a number of turns. */
  advance(turns = 1): void {
    this.#position = (this.#position + turns) % this.#members.length;
  }

  /** The current Execution takes the global lock; if it is taken, leaves the ring, queues for it, and the result is false. */
  takeGlobal(): boolean {
    const execution = this.current as Execution;
    this.owner ??= execution;
    if (this.owner === execution) return true;
    this.waiters.push(execution);
    this.#leave(execution);
    return false;
  }

  /** Hands the global lock to the first who waits for it, who then is the last in the ring. */
  releaseGlobal(): void {
    this.owner = this.waiters.shift() ?? null;
    if (this.owner !== null) this.#enter(this.owner);
  }

  /**
   * Makes a number of switches while nobody has anything to do: each in turn finds the global lock taken and queues for it, or has it and gives
   * it away together with the turn. The order repeats after a few switches, so the rest is computed.
   */
  rotate(switches: number): void {
    // Brent's algorithm finds the period: it compares with one remembered order, which is renewed after 1, 2, 4 … switches.
    let isRemembered = false;
    let since = 0;
    let renewal = 1;
    let isPeriodKnown = false;
    for (let left = switches; left > 0; left--) {
      if (this.waiters.length === 0 && (this.owner === null || this.owner === this.current)) {
        this.owner = null;
        this.advance(left);
        return;
      }
      if (!isPeriodKnown && isRemembered && this.#isOrder(this.#remembered)) {
        isPeriodKnown = true;
        left %= since;
        if (left === 0) return;
      }
      if (!isPeriodKnown && (!isRemembered || since === renewal)) {
        this.#remember();
        isRemembered = true;
        renewal = 2 * since || 1;
        since = 0;
      }
      since++;
      if (this.takeGlobal()) this.yieldTurn();
    }
  }

  /** The current Execution gives the global lock and the turn away. */
  yieldTurn(): void {
    this.releaseGlobal();
    this.advance();
  }

  #remember(): void {
    const remembered = this.#remembered;
    const { members, waiters } = remembered;
    const { length } = this.#members;
    remembered.memberCount = length;
    remembered.waiterCount = this.waiters.length;
    remembered.owner = this.owner;
    for (let i = 0; i < length; i++) members[i] = this.#members[(this.#position + i) % length] as Execution;
    for (let i = 0; i < this.waiters.length; i++) waiters[i] = this.waiters[i] as Execution;
  }

  /** Whether the present order is the given one. */
  #isOrder({ members, waiters, memberCount, waiterCount, owner }: Order): boolean {
    const { length } = this.#members;
    if (owner !== this.owner || memberCount !== length || waiterCount !== this.waiters.length) return false;
    for (let i = 0; i < length; i++) if (members[i] !== this.#members[(this.#position + i) % length]) return false;
    for (let i = 0; i < waiterCount; i++) if (waiters[i] !== this.waiters[i]) return false;
    return true;
  }

  /** Executions that wait for each other's mutexes in a circle, each for one that the next holds; empty if there are none. */
  get knot(): readonly Execution[] {
    for (const first of this.#all) {
      const chain = [first];
      for (let next = holderFor(first); next !== null && this.#all.has(next); next = holderFor(next)) {
        if (chain.includes(next)) {
          const knot = chain.slice(chain.indexOf(next));
          if (knot.length > 1) return knot;
          break;
        }
        chain.push(next);
      }
    }
    return [];
  }

  /** The current Execution leaves the ring to queue for a mutex. */
  queueFor(wait: MutexWait): void {
    const execution = this.current as Execution;
    wait.mutex.queue.push({ wait, execution });
    this.#blocked.add(execution);
    this.#leave(execution);
  }

  /** Takes an Execution out of a mutex's queue and makes it the last in the ring. */
  withdraw(mutex: Mutex, execution: Execution): void {
    if (!this.#blocked.delete(execution)) return;
    mutex.queue.splice(
      mutex.queue.findIndex((queued) => queued.execution === execution),
      1,
    );
    this.#enter(execution);
  }

  /** Hands a mutex to the first who waits for it, who then is the last in the ring; if nobody waits, the mutex is free. */
  release(mutex: Mutex): void {
    const next = mutex.queue.shift();
    mutex.holder = next?.execution ?? null;
    if (next === undefined) {
      mutex.isTaken = false;
      return;
    }
    next.wait.isOver = true;
    // An Execution that a reset has forgotten keeps the mutex for ever.
    if (this.#blocked.delete(next.execution)) this.#enter(next.execution);
  }

  #enter(execution: Execution): void {
    if (this.#members.length === 0) {
      this.#members.push(execution);
      this.#position = 0;
      return;
    }
    // This is done at every turn of a sleeping ring, so it avoids the arrays that `splice` makes.
    const members = this.#members;
    members.push(execution);
    for (let i = members.length - 1; i > this.#position; i--) members[i] = members[i - 1] as Execution;
    members[this.#position] = execution;
    this.#position++;
  }

  #leave(execution: Execution): void {
    const at = this.#members.indexOf(execution);
    if (at < 0) return;
    const members = this.#members;
    for (let i = at; i < members.length - 1; i++) members[i] = members[i + 1] as Execution;
    members.pop();
    if (at < this.#position) this.#position--;
    if (this.#position >= this.#members.length) this.#position = 0;
  }
}
