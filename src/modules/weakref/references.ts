/**
 * Weak references, and how they learn that their objects have gone (`py/modweakref.c`). That is found out by a collection that sees all
 * frames; one made in the middle of nested code takes no reference away.
 */
import { newDict } from '../../objects/dict.js';
import { exceptionPieces, isRaised } from '../../objects/exception-type.js';
import { None } from '../../objects/none.js';
import { call } from '../../objects/protocol/call.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';

/** A weak reference. It has gone when its object has, or nobody wants to know any more. */
abstract class Reference implements PyObject {
  constructor(
    readonly type: PyType,
    /** None once it has gone. */
    public target: Value,
    readonly callback: Value,
  ) {}

  get isGone(): boolean {
    return this.target === None;
  }

  /** Tells the program that its object has gone. */
  abstract announce(): void;
}

/** `weakref.ref`. */
export class Ref extends Reference {
  override announce(): void {
    if (this.callback !== None) call(this.callback, [this]);
  }
}

/** `weakref.finalize`. */
export class Finalize extends Reference {
  constructor(
    type: PyType,
    target: Value,
    callback: Value,
    readonly args: Value[],
    readonly keywords: Keywords | null,
  ) {
    super(type, target, callback);
  }

  override announce(): void {
    this.run();
  }

  run(): Value {
    return call(this.callback, this.args.slice(), this.keywords);
  }

  /** What it is of, and what it calls. */
  content(): Value {
    const dict = newDict(this.keywords?.size ?? 0);
    for (const [name, value] of this.keywords ?? []) dict.table.setName(name, value);
    return newTuple([this.target, this.callback, newTuple(this.args), dict]);
  }
}

/** The weak references of one machine. */
export class WeakReferences {
  /** Of each object: finalisers first, of both kinds the newest first, which is the order in which they are told. */
  readonly #ofTarget = new Map<Value, Reference[]>();

  constructor(private readonly print: (text: string) => void) {}

  add<R extends Reference>(reference: R): R {
    const others = this.#ofTarget.get(reference.target) ?? [];
    const place = reference instanceof Finalize ? 0 : others.filter((other) => other instanceof Finalize).length;
    this.#ofTarget.set(reference.target, [...others.slice(0, place), reference, ...others.slice(place)]);
    return reference;
  }

  /** Takes a reference away: it tells nothing any more. */
  drop(reference: Reference): void {
    const rest = this.#ofTarget.get(reference.target)?.filter((other) => other !== reference) ?? [];
    if (rest.length === 0) this.#ofTarget.delete(reference.target);
    else this.#ofTarget.set(reference.target, rest);
    reference.target = None;
  }

  /** Those that stay as long as their objects do, whoever holds them: roots of the collector. */
  *roots(): Iterable<Value> {
    for (const references of this.#ofTarget.values()) for (const each of references) if (each instanceof Finalize) yield each;
  }

  /** A collection has found out what lives. The callbacks run before it is over, one object's after the other's in the order of their first references. */
  collected(isLive: (value: Value) => boolean): void {
    const gone: Reference[] = [];
    for (const [target, references] of [...this.#ofTarget]) {
      // One that nobody holds tells nobody.
      const told = references.filter((each) => each instanceof Finalize || isLive(each));
      if (isLive(target)) {
        if (told.length === 0) this.#ofTarget.delete(target);
        else this.#ofTarget.set(target, told);
        continue;
      }
      this.#ofTarget.delete(target);
      for (const each of told) each.target = None;
      gone.push(...told);
    }
    for (const reference of gone) this.#announce(reference);
  }

  #announce(reference: Reference): void {
    try {
      reference.announce();
    } catch (raised) {
      if (!isRaised(raised)) throw raised;
      for (const piece of exceptionPieces(raised, 'Unhandled exception in weakref callback:\n')) this.print(piece);
    }
  }
}
