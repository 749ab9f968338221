/** The state that the pairs of a volume share: what remains to be done after an interrupted operation (littlefs SPEC, "Move state"). */
import { bytesOfWords, type Contents, type Pair } from './contents.js';
import { type Change, change, idOf, NO_ID, TYPE, typeOf } from './tag.js';

/** The exclusive or of all pairs' parts: whether folders are orphaned, and an entry that is being moved, with its pair. */
type State = readonly number[];

const NOTHING: State = [0, 0, 0];
const ORPHANED = 0x80000000;
const COUNT = 0x3ff;
const xor = (a: State, b: State): State => a.map((word, i) => (word ^ (b[i] as number)) >>> 0);

/** Where an entry is. */
interface Place {
  readonly pair: Pair;
  readonly id: number;
}

/** The shared state, as it should be and as it is on the device. */
export class SharedState {
  #wanted = NOTHING;
  #stored = NOTHING;
  /** The parts of pairs that were dropped. */
  #taken = NOTHING;

  /** Adds a pair's part while the volume is being mounted. */
  add(part: State): void {
    this.#wanted = xor(this.#wanted, part);
  }

  /** Called when all parts have been added. */
  mounted(): void {
    if (this.hasOrphans) this.orphaned(1);
    this.#stored = this.#wanted;
  }

  /** An entry that has a new place and is still at its old one; null if there is none. */
  get pendingMove(): Place | null {
    const [tag, first, second] = this.#stored as [number, number, number];
    return typeOf(tag) === TYPE.delete ? { pair: [first, second], id: idOf(tag) } : null;
  }

  get hasOrphans(): boolean {
    return (this.#wanted[0] as number) >= ORPHANED;
  }

  /** Called when an entry of a pair is about to be moved elsewhere; null when it has been moved. */
  moving(from: Place | null): void {
    const [tag] = this.#wanted as [number];
    const kept = (tag & (ORPHANED | COUNT)) >>> 0;
    this.#wanted = from === null ? [kept, 0, 0] : [(kept | (TYPE.delete << 20) | (from.id << 10)) >>> 0, ...from.pair];
  }

  /** Called when `count` more folders are in the list without an entry. */
  orphaned(count: number): void {
    const [tag, ...pair] = this.#wanted as [number, number, number];
    const sum = ((tag & ~ORPHANED) + count) >>> 0;
    this.#wanted = [((sum & COUNT) > 0 ? sum | ORPHANED : sum) >>> 0, ...pair];
  }

  /** Called when every folder has an entry. */
  noOrphans(): void {
    this.orphaned(-((this.#wanted[0] as number) & COUNT));
  }

  /** Takes the part of a pair that is dropped. */
  take(part: State): void {
    this.#taken = xor(this.#taken, part);
  }

  /** Returns the part that a pair has after its next commit, and the change that says so, if one is needed. */
  share({ state }: Contents): [State, Change[]] {
    const [tag, ...pair] = xor(xor(this.#wanted, this.#stored), this.#taken) as [number, number, number];
    const delta = [(tag & ~COUNT) >>> 0, ...pair];
    if (delta.every((word) => word === 0)) return [state, []];
    const next = xor(state, delta);
    return [next, [change(TYPE.moveState, NO_ID, bytesOfWords(next))]];
  }

  /** Called when a commit has stored the state. */
  settle(): void {
    this.#stored = this.#wanted;
    this.#taken = NOTHING;
  }
}
