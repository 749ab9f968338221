/** Callables: Python functions, native functions and bound methods; and the markers staticmethod, classmethod and property. */
import type { Code, EmitterKind } from '../bytecode/code.js';
import { CALL_PRICE } from '../bytecode/prices.js';
import type { Table } from './table.js';
import { PyType } from './type.js';
import type { Keywords, PyObject, Value } from './value.js';

/** A variable shared between a function and the functions inside it. */
export class Cell implements PyObject {
  constructor(public value: Value | undefined) {}
  get type(): PyType {
    return cellType;
  }
}
/** Never visible to Python code, except as the result of a class body. */
const cellType = new PyType('closure', {});

/** A Code that is linked for a machine. The VM extends it, see `vm/link.ts`. */
export interface Linked {
  readonly code: Code;
  /** Globals of the module. */
  readonly globals: Table;
}

/** `def`, `lambda`, and the bodies of classes and comprehensions. */
export class PyFunction implements PyObject {
  constructor(
    readonly linked: Linked,
    /** Defaults of the last positional parameters. */
    readonly defaults: readonly Value[],
    /** Defaults of keyword-only parameters, by name. */
    readonly keywordDefaults: Table | null,
    /** Cells captured from the enclosing frame. */
    readonly cells: readonly Cell[],
  ) {}
  get type(): PyType {
    if (this.cells.length > 0) return closureType;
    const { isGenerator, emitter } = this.linked.code;
    if (!isGenerator) return TYPES[emitter];
    return emitter === 'bytecode' ? generatorFunctionType : machineGeneratorType;
  }
}

/** A native function of fixed or variable arity, made by `declare.ts`. */
export class NativeFunction implements PyObject {
  /** Cycles charged by a call, including its overhead. The body charges work that grows with the arguments. */
  price: number = CALL_PRICE.NATIVE;
  /** True if the body returns a frame to run in place of the call, see `engine.ts`; such a function ends in a Python call. */
  framed = false;
  /** True if, as a member of a user class, it takes the instance first. Python functions do, the firmware's native functions do not. */
  bindsSelf = false;
  /** Size of the machine code that it keeps on the heap, in bytes. */
  codeBytes = 0;
  /** One line of documentation. */
  doc = '';

  constructor(
    readonly name: string,
    /** Bit k is set if `direct` may be called with k arguments. */
    readonly mask: number,
    /** Takes the arguments one by one; valid only for the counts in `mask`. Returns nothing for None. */
    readonly direct: (...args: Value[]) => Value | void,
    /** Takes any arguments. Raises TypeError for wrong ones. */
    readonly general: (args: Value[], keywords: Keywords | null) => Value,
    readonly type: PyType = nativeTypeOf(mask),
  ) {}
}

/** A callable together with its first argument. */
export class BoundMethod implements PyObject {
  constructor(
    readonly callee: Value,
    readonly self: Value,
  ) {}
  get type(): PyType {
    return boundMethodType;
  }
}

/** `@staticmethod` or `@classmethod`. */
export class MethodMarker implements PyObject {
  constructor(
    readonly type: PyType,
    readonly callee: Value,
  ) {}
}

/** `property`. */
export class Property implements PyObject {
  constructor(
    readonly getter: Value | undefined,
    readonly setter: Value | undefined,
    readonly deleter: Value | undefined,
  ) {}
  get type(): PyType {
    return propertyType;
  }
}

/** `function-type.ts` fills the slots of these types. */
export const functionType = new PyType('function', {});
/** Types of functions in machine code (`py/objfun.c`). */
export const machineFunctionType = new PyType('function', {});
export const viperFunctionType = new PyType('function', {});
export const closureType = new PyType('closure', {});
export const generatorFunctionType = new PyType('generator', {});
/** Type of generator functions in machine code (`py/objgenerator.c`). */
export const machineGeneratorType = new PyType('generator', {});
/** Types of native functions that take 0, 1, 2 and 3 arguments, and of all others. They are different types of the same name (`py/objfun.c`). */
export const nativeFunctionTypes: readonly PyType[] = Array.from({ length: 5 }, () => new PyType('function', {}));
/** Type of native functions that take keywords or varying numbers of arguments. */
export const variableFunctionType = nativeFunctionTypes[4];
/** Type of methods of native types that check the type of their self (`py/runtime.c`, checked_fun). */
export const checkedFunctionType = new PyType('function', {});
/** Type of functions written in the inline assembler. */
export const assemblerFunctionType = new PyType('function', {});
export const boundMethodType = new PyType('bound_method', {});
export const staticmethodType = new PyType('staticmethod', {});
export const classmethodType = new PyType('classmethod', {});
export const propertyType = new PyType('property', {});

const TYPES: Readonly<Record<EmitterKind, PyType>> = {
  bytecode: functionType,
  native: machineFunctionType,
  viper: viperFunctionType,
  assembler: assemblerFunctionType,
};

/** The type of a native function without keywords, from the numbers of arguments that it takes. */
function nativeTypeOf(mask: number): PyType {
  const takesOneCount = (mask & (mask - 1)) === 0;
  return takesOneCount && mask > 0 && mask < 16 ? nativeFunctionTypes[Math.log2(mask)] : variableFunctionType;
}
