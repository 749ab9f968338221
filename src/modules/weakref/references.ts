/**
 * Weak references, and how they learn that their objects are gone (`py/modweakref.c`). Only a collection that sees all frames finds that
 * out; a collection in the middle of nested code takes no reference away.
 */
import { newDict } from '../../objects/dict.js';
import { exceptionPieces, isRaised } from '../../objects/exception-type.js';
import { None } from '../../objects/none.js';
import { call } from '../../objects/protocol/call.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';

/** A weak reference. It is gone when its object is gone, or when the program has dropped the reference. */
abstract class Reference implements PyObject {
  constructor(
    readonly type: PyType,
    /** The object; None once the reference is gone. */
    public target: Value,
    readonly callback: Value,
  ) {}

  get isGone(): boolean {
    return this.target === None;
  }

  /** Tells the program that the object is gone. */
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

  /** A tuple of the object, the function, its arguments and its keywords. */
  content(): Value {
    const dict = newDict(this.keywords?.size ?? 0);
    for (const [name, value] of this.keywords ?? []) dict.table.setName(name, value);
    return newTuple([this.target, this.callback, newTuple(this.args), dict]);
  }
}

/** The weak references of one machine. */
export class WeakReferences {
  /** The references to each object, in the order in which they are announced: finalisers first, and of each kind the newest first. */
  readonly #ofTarget = new Map<Value, Reference[]>();

  constructor(private readonly print: (text: string) => void) {}

  add<R extends Reference>(reference: R): R {
    const others = this.#ofTarget.get(reference.target) ?? [];
    const place = reference instanceof Finalize ? 0 : others.filter((other) => other instanceof Finalize).length;
    this.#ofTarget.set(reference.target, [...others.slice(0, place), reference, ...others.slice(place)]);
    return reference;
  }

  /** Takes a reference away: it announces nothing any more. */
  drop(reference: Reference): void {
    const rest = this.#ofTarget.get(reference.target)?.filter((other) => other !== reference) ?? [];
    if (rest.length === 0) this.#ofTarget.delete(reference.target);
    else this.#ofTarget.set(reference.target, rest);
    reference.target = None;
  }

  /** The references that live as long as their objects, even if nothing holds them: roots of the collector. */
  *roots(): Iterable<Value> {
    for (const references of this.#ofTarget.values()) for (const each of references) if (each instanceof Finalize) yield each;
  }

  /**
   * Called when a collection has found out what is alive. The callbacks run before the collection is over, object by object, in the order
   * in which the objects got their first references.
   */
  collected(isLive: (value: Value) => boolean): void {
    const gone: Reference[] = [];
    for (const [target, references] of [...this.#ofTarget]) {
      // A `ref` that nothing holds announces nothing.
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
