/**
 * Instances of user classes: a shape and the values of its attributes.
 * Instances of a class that set the same attributes in the same order share a shape, so that an inline cache can go straight to a value.
 */
import type { PyType } from './type.js';
import { PyObject, type Value } from './value.js';

/** Which attributes an instance has, and where. Immutable but for its growing set of transitions. */
export class Shape {
  readonly #next = new Map<string, Shape>();

  constructor(
    readonly type: PyType,
    /** Attribute names in order of creation. */
    readonly names: readonly string[],
    /** Index of each name. */
    readonly indices: ReadonlyMap<string, number>,
  ) {}

  /** The shape after setting one more attribute. */
  with(name: string): Shape {
    let next = this.#next.get(name);
    if (next === undefined) {
      next = new Shape(this.type, [...this.names, name], new Map([...this.indices, [name, this.names.length]]));
      this.#next.set(name, next);
    }
    return next;
  }

  /** The shape of a fresh instance of a class. */
  static root(type: PyType): Shape {
    type.rootShape ??= new Shape(type, [], new Map());
    return type.rootShape as Shape;
  }
}

export class PyInstance extends PyObject {
  shape: Shape;
  readonly values: Value[] = [];
  /** The native part of an instance whose class derives from a native type; undefined until it is made. */
  native: Value | undefined = undefined;

  constructor(type: PyType) {
    super();
    this.shape = Shape.root(type);
  }

  get type(): PyType {
    return this.shape.type;
  }

  /** Own attribute, or undefined. */
  get(name: string): Value | undefined {
    const index = this.shape.indices.get(name);
    return index === undefined ? undefined : this.values[index];
  }

  set(name: string, value: Value): void {
    const index = this.shape.indices.get(name);
    if (index !== undefined) {
      this.values[index] = value;
      return;
    }
    this.shape = this.shape.with(name);
    this.values.push(value);
  }

  /** Removes an own attribute; false if there is none. */
  delete(name: string): boolean {
    const index = this.shape.indices.get(name);
    if (index === undefined) return false;
    const names = this.shape.names;
    let shape = Shape.root(this.type);
    for (const other of names) if (other !== name) shape = shape.with(other);
    this.values.splice(index, 1);
    this.shape = shape;
    return true;
  }
}
