/**
 * Instances of user classes: a shape and the values of its attributes.
 * Instances of a class that set the same attributes in the same order share a shape, so that an inline cache can access a value directly.
 */
import { grownSize } from './table-slots.js';
import type { PyType } from './type.js';
import type { PyObject, Value } from './value.js';

/**
 * The names of a line of shapes, each of which has one attribute more than the one before. A shape with n attributes has the first n names.
 * Only the longest shape of a line adds a name to it.
 */
interface Line {
  readonly names: string[];
  readonly indices: Map<string, number>;
}

/** The attributes of an instance and their places. Immutable except for its growing set of transitions. */
export class Shape {
  #next: Map<string, Shape> | null = null;
  /** The name that was last looked up: an attribute is often read and then stored. */
  #lookedFor: string | null = null;
  #found = -1;
  /** Size to which the firmware's table grows for one more attribute; 0 while there is room. */
  readonly grown: number;

  private constructor(
    readonly type: PyType,
    private readonly line: Line,
    /** Number of attributes. */
    readonly size: number,
  ) {
    this.grown = size === 0 || grownSize(size - 1) === size ? grownSize(size) : 0;
  }

  /** Number of attributes for which the firmware's table has room. */
  get room(): number {
    let room = 0;
    while (room < this.size) room = grownSize(room);
    return room;
  }

  /** Attribute names in order of creation. */
  get names(): readonly string[] {
    return this.line.names.slice(0, this.size);
  }

  /** The most attributes that any instance which began with this shape's attributes has had. */
  get mostAttributes(): number {
    return this.line.names.length;
  }

  /** Index of a name; −1 if there is none. */
  indexOf(name: string): number {
    if (name === this.#lookedFor) return this.#found;
    const index = this.line.indices.get(name);
    this.#lookedFor = name;
    this.#found = index !== undefined && index < this.size ? index : -1;
    return this.#found;
  }

  /** The shape after setting one more attribute. */
  with(name: string): Shape {
    let next = this.#next?.get(name);
    if (next === undefined) {
      const line = this.line.names.length === this.size ? this.line : branch(this.names);
      line.indices.set(name, line.names.push(name) - 1);
      next = new Shape(this.type, line, this.size + 1);
      this.#next ??= new Map();
      this.#next.set(name, next);
    }
    return next;
  }

  /** The shape of a new instance of a class. */
  static root(type: PyType): Shape {
    type.rootShape ??= new Shape(type, branch([]), 0);
    return type.rootShape as Shape;
  }
}

function branch(names: readonly string[]): Line {
  return { names: [...names], indices: new Map(names.map((name, index) => [name, index])) };
}

/** Arrays to copy for the values of a new instance, by length. */
const BLANKS: (Value | undefined)[][] = [];

function blank(length: number): (Value | undefined)[] {
  while (BLANKS.length <= length) BLANKS.push(Array.from({ length: BLANKS.length }, () => undefined));
  return (BLANKS[length] as (Value | undefined)[]).slice();
}

export class PyInstance implements PyObject {
  shape: Shape;
  /** The values in the order of the shape. Spare places at the end are `undefined`. */
  readonly values: (Value | undefined)[];
  /** The native part of an instance whose class derives from a native type; undefined until it is made. */
  native: Value | undefined = undefined;

  constructor(type: PyType) {
    const shape = Shape.root(type);
    this.shape = shape;
    this.values = blank(shape.mostAttributes);
  }

  get type(): PyType {
    return this.shape.type;
  }

  /** Own attribute, or undefined. */
  get(name: string): Value | undefined {
    const index = this.shape.indexOf(name);
    return index < 0 ? undefined : this.values[index];
  }

  set(name: string, value: Value): void {
    const index = this.shape.indexOf(name);
    if (index >= 0) this.values[index] = value;
    else this.add(this.shape.with(name), value);
  }

  /** Adds an attribute, the last one of `shape`, which becomes the instance's shape. */
  add(shape: Shape, value: Value): void {
    this.values[this.shape.size] = value;
    this.shape = shape;
  }

  /** Removes an own attribute. Returns false if there is none. */
  delete(name: string): boolean {
    const index = this.shape.indexOf(name);
    if (index < 0) return false;
    const names = this.shape.names;
    let shape = Shape.root(this.type);
    for (const other of names) if (other !== name) shape = shape.with(other);
    this.values.splice(index, 1);
    this.values.push(undefined);
    this.shape = shape;
    return true;
  }
}
