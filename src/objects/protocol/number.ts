/** Operators on any values (`py/runtime.c`, mp_unary_op and mp_binary_op). */
import { BinaryOp, plainOperator, UnaryOp } from '../../bytecode/operators.js';
import { raise } from '../exception.js';
import { features } from '../features.js';
import { PyInstance } from '../instance.js';
import { isSmall } from '../int.js';
import { PyType, typeName, typeOf } from '../type.js';
import type { PyObject, Value } from '../value.js';
import { byNumber, some } from './iterate.js';
import { isTrue } from './truth.js';

/** `a is b`. Equal small ints are one object, and equal strings, too, as interned ones are on the board. */
function isSame(a: Value, b: Value): boolean {
  return a === b;
}

/** Returns `left op right`. Raises TypeError for unsupported operands. */
export function binaryOp(op: BinaryOp, left: Value, right: Value): Value {
  switch (op) {
    case BinaryOp.IS:
      return isSame(left, right);
    case BinaryOp.IS_NOT:
      return !isSame(left, right);
    case BinaryOp.EQUAL:
    case BinaryOp.NOT_EQUAL:
      return compareEqual(op, left, right);
    case BinaryOp.IN:
      return contains(right, left);
    case BinaryOp.NOT_IN:
      return !contains(right, left);
    case BinaryOp.EXCEPTION_MATCH:
      return matchesException(left, right);
  }
  const result = typeOf(left).slots.binaryOp?.(op, left, right);
  if (result !== undefined) return result;
  // If the left operand is a small int (as a bool counts, too) and the right one a number, the right one is not asked.
  if (isCountedSmall(left) && (isCountedSmall(right) || isFraction(right)))
    throw unsupportedBinary(op, Number(left), typeof right === 'boolean' ? Number(right) : right);
  const plain = plainOperator(op);
  if (plain !== op) return binaryOp(plain, left, right);
  const reflected = op >= BinaryOp.OR ? reflectedOp.find?.(op, right, left) : undefined;
  if (reflected !== undefined) return reflected;
  throw op >= BinaryOp.OR ? unsupportedReflected(op, left, right) : unsupportedBinary(op, left, right);
}

/**
 * A bool or an instance on the right passes the reflected operator to its native value, so the error names that value's type.
 * A small int refuses the reflected form of an operator at once if it knows the other operand's type; the error then names that form.
 */
function unsupportedReflected(op: BinaryOp, left: Value, right: Value): object {
  const native = typeof right === 'boolean' ? Number(right) : right instanceof PyInstance ? operandOf(right) : right;
  // A small int on the left has already turned a bool into an int.
  const isMet = FRACTIONAL.has(typeName(left)) || (isSmallInt(left) && typeof right !== 'boolean');
  const isRefused = native !== right && isSmallInt(native) && isMet;
  if (!isRefused) return unsupportedBinary(op, left, native);
  return raise.TypeError(UNSUPPORTED, `__r${(SYMBOLS[op] ?? '').slice(2)}`, 'int', typeName(left));
}

/** The value to which an instance passes operators: its native value if that has operators, otherwise the instance itself. */
function operandOf(instance: PyInstance): Value {
  const { native } = instance;
  return native !== undefined && typeOf(native).slots.binaryOp !== undefined ? native : instance;
}

const isCountedSmall = (value: Value): boolean => isSmallInt(value) || typeof value === 'boolean';
const isSmallInt = (value: Value): boolean => typeof value === 'number' && isSmall(value);
const FRACTIONAL: ReadonlySet<string> = new Set(['float', 'complex']);
const isFraction = (value: Value): boolean => FRACTIONAL.has(typeName(value)) && !(value instanceof PyInstance);

/** Installed by `instance-slots.ts`: calls a user class's method for the reflected form of an operator; undefined if there is none. */
export const reflectedOp: { find: ((op: BinaryOp, right: Value, left: Value) => Value | undefined) | null } = { find: null };

const UNSUPPORTED = "unsupported types for %q: '%s', '%s'";
const SYMBOLS: Partial<Record<BinaryOp, string>> = {
  [BinaryOp.LESS]: '__lt__',
  [BinaryOp.MORE]: '__gt__',
  [BinaryOp.LESS_EQUAL]: '__le__',
  [BinaryOp.MORE_EQUAL]: '__ge__',
  [BinaryOp.INPLACE_ADD]: '__iadd__',
  [BinaryOp.INPLACE_SUBTRACT]: '__isub__',
  [BinaryOp.OR]: '__or__',
  [BinaryOp.XOR]: '__xor__',
  [BinaryOp.AND]: '__and__',
  [BinaryOp.LSHIFT]: '__lshift__',
  [BinaryOp.RSHIFT]: '__rshift__',
  [BinaryOp.ADD]: '__add__',
  [BinaryOp.SUBTRACT]: '__sub__',
  [BinaryOp.MULTIPLY]: '__mul__',
  [BinaryOp.MAT_MULTIPLY]: '__matmul__',
  [BinaryOp.FLOOR_DIVIDE]: '__floordiv__',
  [BinaryOp.TRUE_DIVIDE]: '__truediv__',
  [BinaryOp.MODULO]: '__mod__',
  [BinaryOp.POWER]: '__pow__',
};

/** Methods of in-place operators that only some firmwares support; the other firmwares support only those of `+=` and `-=`. */
const INPLACE: Partial<Record<BinaryOp, string>> = {
  [BinaryOp.INPLACE_OR]: '__ior__',
  [BinaryOp.INPLACE_XOR]: '__ixor__',
  [BinaryOp.INPLACE_AND]: '__iand__',
  [BinaryOp.INPLACE_LSHIFT]: '__ilshift__',
  [BinaryOp.INPLACE_RSHIFT]: '__irshift__',
  [BinaryOp.INPLACE_MULTIPLY]: '__imul__',
  [BinaryOp.INPLACE_MAT_MULTIPLY]: '__imatmul__',
  [BinaryOp.INPLACE_FLOOR_DIVIDE]: '__ifloordiv__',
  [BinaryOp.INPLACE_TRUE_DIVIDE]: '__itruediv__',
  [BinaryOp.INPLACE_MODULO]: '__imod__',
  [BinaryOp.INPLACE_POWER]: '__ipow__',
};

/** The dunder of an operator, or undefined if it has none. */
export function dunderOf(op: BinaryOp): string | undefined {
  return SYMBOLS[op] ?? (features.inplaceMethods ? INPLACE[op] : undefined);
}

function unsupportedBinary(op: BinaryOp, left: Value, right: Value): object {
  return raise.TypeError(UNSUPPORTED, dunderOf(op) ?? '', typeName(left), typeName(right));
}

const UNARY_DUNDERS = ['__pos__', '__neg__', '__invert__', '__not__'] as const;

/** The dunder of a unary operator. */
export function unaryDunderOf(op: UnaryOp): string {
  return UNARY_DUNDERS[op] as string;
}

/** Returns `op value`. Raises TypeError. */
export function unaryOp(op: UnaryOp, value: Value): Value {
  if (op === UnaryOp.NOT) return !isTrue(value);
  const result = typeOf(value).slots.unaryOp?.(op, value);
  if (result === undefined) throw unsupportedUnary(unaryDunderOf(op), value);
  return result;
}

/** The TypeError of a unary operator for an unsupported operand. */
export function unsupportedUnary(dunder: string, value: Value): object {
  return raise.TypeError("unsupported type for %q: '%s'", dunder, typeName(value));
}

/** `a == b`. */
export function equals(a: Value, b: Value): boolean {
  const ta = typeof a;
  if (ta !== 'object' && ta === typeof b) return a === b;
  return isTrue(compareEqual(BinaryOp.EQUAL, a, b));
}

/**
 * `a == b` or `a != b` (`py/obj.c`, mp_obj_equal_not_equal). The result of a class's own method is passed on unchanged.
 * Identity implies equality except for instances of user classes and for NaN.
 */
function compareEqual(op: BinaryOp, a: Value, b: Value): Value {
  const wanted = op === BinaryOp.EQUAL;
  if (a === b && !(typeof a === 'object' && (a instanceof PyInstance || isNaNObject(a)))) return wanted;
  if (typeof a !== 'object' && typeof a === typeof b) return (a === b) === wanted;
  return askEqual(wanted, a, b) ?? askEqual(wanted, b, a) ?? (a === b) === wanted;
}

/** The result of the left operand's type, or undefined if it cannot compare the two. */
function askEqual(wanted: boolean, left: Value, right: Value): Value | undefined {
  const { binaryOp: slot } = typeOf(left).slots;
  if (slot === undefined) return undefined;
  if (!wanted && left instanceof PyInstance) {
    const differs = slot(BinaryOp.NOT_EQUAL, left, right);
    if (differs !== undefined) return differs;
  }
  const same = slot(BinaryOp.EQUAL, left, right);
  return same === undefined || wanted ? same : !isTrue(same);
}

/** A NaN differs even from itself, and so does a complex number that has a NaN part. */
function isNaNObject(a: PyObject): boolean {
  return ('v' in a && Number.isNaN(a.v)) || ('real' in a && 'imag' in a && (Number.isNaN(a.real) || Number.isNaN(a.imag)));
}

/**
 * `item in container`: uses the container's own method, or otherwise searches its items. `dunder` is the name of the operator if its
 * operands have already been exchanged.
 */
export function contains(container: Value, item: Value, dunder = ''): boolean {
  const type = typeOf(container);
  const own = type.slots.binaryOp?.(BinaryOp.IN, container, item);
  if (own !== undefined) return isTrue(own);
  const items = type.slots.iterate === undefined && type.slots.next === undefined ? byNumber.find?.(container) : container;
  if (items === undefined) throw uncontained(container, item, dunder);
  return some(items, (other) => equals(other, item));
}

/**
 * The TypeError of an `in` whose container cannot be searched. A small int as item knows small ints, floats and complex numbers as the
 * other operand and refuses them at once; in all other cases the operands are exchanged first (`py/runtime.c`, mp_binary_op).
 */
function uncontained(container: Value, item: Value, dunder: string): object {
  const isExchanged = dunder !== '';
  if (!isExchanged && isSmallInt(item) && (isSmallInt(container) || FRACTIONAL.has(typeName(container))))
    return raise.TypeError(UNSUPPORTED, '', 'int', typeName(container));
  const isWhole = isSmallInt(item) || typeof item === 'boolean';
  if (isSmallInt(container) && (isWhole || (isExchanged && FRACTIONAL.has(typeName(item)))))
    return raise.TypeError(UNSUPPORTED, '__contains__', 'int', isWhole ? 'int' : typeName(item));
  return raise.TypeError("'%s' object isn't iterable", typeName(container));
}

/** Whether `except target` catches an exception (or exception type); a tuple lists several targets. */
function matchesException(exception: Value, target: Value): boolean {
  const type = exception instanceof PyType ? exception : typeOf(exception);
  if (target instanceof PyType && isExceptionType(target)) return type.isSubtypeOf(target);
  const items = (target as { items?: readonly Value[] }).items;
  if (typeName(target) === 'tuple' && Array.isArray(items)) {
    for (const item of items) {
      if (!(item instanceof PyType && isExceptionType(item))) throw unsupportedBinary(BinaryOp.EXCEPTION_MATCH, exception, item);
      if (type.isSubtypeOf(item)) return true;
    }
    return false;
  }
  throw unsupportedBinary(BinaryOp.EXCEPTION_MATCH, exception, target);
}

/** Whether a type derives from BaseException. */
export function isExceptionType(type: PyType): boolean {
  return type.searchOrder.some((t) => t.name === 'BaseException' && !t.isUser);
}
