/**
 * What generated code calls: the operations that the interpreter does in place, as functions. Generated code names them as they are here.
 * Each does, and charges, exactly what the interpreter's instruction does.
 */
import { BinaryOp, UnaryOp } from '../bytecode/opcodes.js';
import { CALL_PRICE, EXTRA } from '../bytecode/prices.js';
import { SMALL_MAX } from '../bytecode/small-int.js';
import { ABORT, fuel, SUSPEND } from '../execution.js';
import { PyByteArray } from '../objects/bytearray.js';
import { admit, allocate, charge, heap } from '../objects/charge.js';
import { complexSum, PyComplex } from '../objects/complex.js';
import { dictType, newDict, PyDict, storePrice } from '../objects/dict.js';
import { PendingFrame } from '../objects/engine.js';
import { raise } from '../objects/exception.js';
import { exceptionOf, toException } from '../objects/exception-type.js';
import { EXACT_LIMIT, newFloat, PyFloat } from '../objects/float.js';
import { BoundMethod, Cell, NativeFunction, PyFunction } from '../objects/function.js';
import { makeSuper } from '../objects/function-type.js';
import { PyGenerator } from '../objects/generator.js';
import { PyInstance } from '../objects/instance.js';
import { ItemsIterator, PyIterator } from '../objects/iterators.js';
import { appendItem, listSlice, newList, PyList, replaceSlice } from '../objects/list.js';
import { None } from '../objects/none.js';
import { found, loadMethod, storeAttribute } from '../objects/protocol/attribute.js';
import { ended, iterate, iterateOnHeap, next } from '../objects/protocol/iterate.js';
import { binaryOp, unaryOp } from '../objects/protocol/number.js';
import { loadSubscript as loadItem, storeSubscript } from '../objects/protocol/subscript.js';
import { isTrue } from '../objects/protocol/truth.js';
import { newSet } from '../objects/set.js';
import { startIn, stopIn } from '../objects/slice.js';
import type { Entry } from '../objects/table.js';
import { newTuple, PyTuple } from '../objects/tuple.js';
import { classEpoch, PyType, typeOf } from '../objects/type.js';
import type { Keywords, Value } from '../objects/value.js';
import { expandCall, gatherKeywords } from '../vm/arguments.js';
import { beginCall } from '../vm/begin-call.js';
import { buildClass } from '../vm/build-class.js';
import { frameOnHeap, makeFunction } from '../vm/call.js';
import { ANSWERS, enterBound } from '../vm/enter.js';
import { complete, execute, takeTurn } from '../vm/execute.js';
import { Frame } from '../vm/frame.js';
import { type Import, importFrom, importStatement } from '../vm/import.js';
import type { LinkedCode } from '../vm/link.js';
import { deleteName, loadGlobal, loadName, storeName } from '../vm/names.js';
import { buildSlice } from '../vm/slices.js';
import { recursionError } from '../vm/stack.js';
import { current, position, stackRoom } from '../vm/thread.js';
import { resumed } from '../vm/turns.js';
import { exactItems, extendedItems } from '../vm/unpack.js';
import { findHandler, jumpsBefore, noteTraceback, pythonException, reraised, reraisesAt } from '../vm/unwind.js';
import { left, leftAnswering, save, saveFrame } from './activation.js';
import { compiledInit, construct, constructFrom } from './construct.js';
import { findMethod, loadAttribute, NO_ENTRY, setAttribute, site } from './sites.js';

/** `left op right` of any kind. What it makes may be so large that the collector must look at once. */
function operate(op: BinaryOp, left: Value, right: Value): Value {
  heap.isUrgent = false;
  const value = binaryOp(op, left, right);
  if (heap.isUrgent) current.collectBefore(value);
  return value;
}

/** A display that filled the heap: the collector looks before the program goes on. */
function collected<T extends Value>(value: T): T {
  if (heap.isDue) current.collectBefore(value);
  return value;
}
const buildTuple = (items: Value[]): Value => collected(newTuple(items));
const buildList = (items: Value[]): Value => collected(newList(items));
const buildSet = (items: Value[]): Value => collected(newSet(items));
const buildMap = (size: number): Value => collected(newDict(size));

const operands = { left: 0, right: 0 };

/** Stands for a float that is a number in the variable beside. */
const RAW = new PyFloat(Number.NaN);

/** The object of a raw float. Its memory is charged when the number is made. */
const box = (v: number): PyFloat => new PyFloat(v);

/** The heap seems to have no room for a float, whose block has been counted. Raises MemoryError, the time of the operator charged. */
function makeRoom(price: number): void {
  heap.taken--;
  fuel.left -= price;
  admit(16, 'float');
  fuel.left += price;
  heap.taken++;
}

/** Whether two operands are floats, or one and a small int: their values are in `operands` then. */
function takesFloats(left: Value, right: Value): boolean {
  if (left instanceof PyFloat) {
    operands.left = left.v;
    if (right instanceof PyFloat) {
      operands.right = right.v;
      return true;
    }
    if (typeof right !== 'number' || right > EXACT_LIMIT || right < -EXACT_LIMIT) return false;
    operands.right = right;
    return true;
  }
  if (!(right instanceof PyFloat) || typeof left !== 'number' || left > EXACT_LIMIT || left < -EXACT_LIMIT) return false;
  operands.left = left;
  operands.right = right.v;
  return true;
}

function add(linked: LinkedCode, pc: number, op: BinaryOp, left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    const value = left + right;
    if (value <= SMALL_MAX && value >= -SMALL_MAX) return value;
  }
  if (left instanceof PyComplex && right instanceof PyComplex) return complexSum(BinaryOp.ADD, left, right);
  if (!takesFloats(left, right)) return operate(op, left, right);
  linked.noteSurprise(pc - 1, left, right);
  fuel.left -= EXTRA.FLOAT_BINARY;
  return newFloat(operands.left + operands.right);
}

function subtract(linked: LinkedCode, pc: number, op: BinaryOp, left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    const value = left - right;
    if (value <= SMALL_MAX && value >= -SMALL_MAX) return value;
  }
  if (left instanceof PyComplex && right instanceof PyComplex) return complexSum(BinaryOp.SUBTRACT, left, right);
  if (!takesFloats(left, right)) return operate(op, left, right);
  linked.noteSurprise(pc - 1, left, right);
  fuel.left -= EXTRA.FLOAT_BINARY;
  return newFloat(operands.left - operands.right);
}

function multiply(linked: LinkedCode, pc: number, op: BinaryOp, left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    const value = left * right;
    if (value <= SMALL_MAX && value >= -SMALL_MAX) return value + 0;
  }
  if (left instanceof PyComplex && right instanceof PyComplex) return complexSum(BinaryOp.MULTIPLY, left, right);
  if (!takesFloats(left, right)) return operate(op, left, right);
  linked.noteSurprise(pc - 1, left, right);
  fuel.left -= EXTRA.FLOAT_BINARY;
  return newFloat(operands.left * operands.right);
}

function divide(linked: LinkedCode, pc: number, op: BinaryOp, left: Value, right: Value): Value {
  if (!takesFloats(left, right) || operands.right === 0) return operate(op, left, right);
  linked.noteSurprise(pc - 1, left, right);
  fuel.left -= EXTRA.FLOAT_BINARY;
  return newFloat(operands.left / operands.right);
}

function order(linked: LinkedCode, pc: number, op: BinaryOp, left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') return isOrdered(op, left, right);
  if (!takesFloats(left, right)) return operate(op, left, right);
  linked.noteSurprise(pc - 1, left, right);
  fuel.left -= EXTRA.FLOAT_COMPARE;
  return isOrdered(op, operands.left, operands.right);
}

function isOrdered(op: BinaryOp, left: number, right: number): boolean {
  switch (op) {
    case BinaryOp.LESS:
      return left < right;
    case BinaryOp.MORE:
      return left > right;
    case BinaryOp.LESS_EQUAL:
      return left <= right;
    default:
      return left >= right;
  }
}

function power(linked: LinkedCode, pc: number, op: BinaryOp, left: Value, right: Value): Value {
  if (left instanceof PyFloat && right === 2) linked.noteSurprise(pc - 1, left, right);
  return operate(op, left, right);
}

/** `==` and `!=`. */
function same(op: BinaryOp, left: Value, right: Value): Value {
  const kind = typeof left;
  if (kind !== 'object' && kind === typeof right) return (left === right) === (op === BinaryOp.EQUAL);
  if (left instanceof PyFloat && left !== right && takesFloats(left, right)) {
    fuel.left -= EXTRA.FLOAT_COMPARE;
    return (operands.left === operands.right) === (op === BinaryOp.EQUAL);
  }
  return operate(op, left, right);
}

function unary(op: UnaryOp, value: Value): Value {
  if (op !== UnaryOp.NEGATIVE || !(value instanceof PyFloat)) return unaryOp(op, value);
  fuel.left -= EXTRA.FLOAT_UNARY;
  return newFloat(-value.v);
}

const unbound = (): object => raise.NameError('local variable referenced before assignment');

/** Answers the global's entry. */
function storeGlobal(linked: LinkedCode, index: number, value: Value): Entry {
  const entry = linked.globals.setName(linked.names[index] as string, value);
  linked.cells[index] = entry;
  return entry;
}

function loadSuperMethod(type: Value, self: Value, name: string): Value {
  return loadMethod(makeSuper(type, self), name);
}

/** Calls anything that is not a compiled function with fitting arguments. */
function call(frame: Frame, callee: Value, args: Value[], keywords: Keywords | null): Value {
  position.frame = frame;
  if (callee instanceof BoundMethod) {
    charge(CALL_PRICE.BOUND_METHOD);
    return call(frame, callee.callee, [callee.self, ...args], keywords);
  }
  if (callee instanceof PyType && callee.isUser && keywords === null) {
    const init = compiledInit(callee, args.length);
    if (init !== null) return constructFrom(callee, init, args);
  }
  // A call that comes to a frame is counted when the frame is run.
  if (callee instanceof PyFunction && (callee.linked as LinkedCode).entry !== null) return enterBound(callee, args, keywords);
  const result = beginCall(callee, args, keywords);
  return result instanceof PendingFrame ? complete(result) : result;
}

const isNative = (callee: Value, count: number): callee is NativeFunction =>
  callee instanceof NativeFunction && (callee.mask & (1 << count)) !== 0;

function beginNative(frame: Frame, callee: NativeFunction): void {
  position.frame = frame;
  fuel.left -= callee.price;
}

function finish(result: Value | void): Value {
  if (result === undefined) return None;
  return result instanceof PendingFrame ? complete(result) : result;
}

function call0(frame: Frame, callee: Value): Value {
  if (!isNative(callee, 0)) {
    const init = callee instanceof PyType && callee.isUser ? compiledInit(callee, 0) : null;
    if (init === null) return call(frame, callee, [], null);
    position.frame = frame;
    return construct(callee as PyType, init, 0);
  }
  beginNative(frame, callee);
  return finish(callee.direct());
}

function call1(frame: Frame, callee: Value, a: Value): Value {
  if (!isNative(callee, 1)) {
    const init = callee instanceof PyType && callee.isUser ? compiledInit(callee, 1) : null;
    if (init === null) return call(frame, callee, [a], null);
    position.frame = frame;
    return construct(callee as PyType, init, 1, a);
  }
  beginNative(frame, callee);
  return finish(callee.direct(a));
}

function call2(frame: Frame, callee: Value, a: Value, b: Value): Value {
  if (!isNative(callee, 2)) {
    const init = callee instanceof PyType && callee.isUser ? compiledInit(callee, 2) : null;
    if (init === null) return call(frame, callee, [a, b], null);
    position.frame = frame;
    return construct(callee as PyType, init, 2, a, b);
  }
  beginNative(frame, callee);
  return finish(callee.direct(a, b));
}

function call3(frame: Frame, callee: Value, a: Value, b: Value, c: Value): Value {
  if (!isNative(callee, 3)) {
    const init = callee instanceof PyType && callee.isUser ? compiledInit(callee, 3) : null;
    if (init === null) return call(frame, callee, [a, b, c], null);
    position.frame = frame;
    return construct(callee as PyType, init, 3, a, b, c);
  }
  beginNative(frame, callee);
  return finish(callee.direct(a, b, c));
}

function callStarred(frame: Frame, callee: Value, self: Value | undefined, operands: Value[], a: number): Value {
  const { args, keywords } = expandCall(operands, operands.length, a);
  if (self !== undefined) args.unshift(self);
  charge(CALL_PRICE.STAR);
  return call(frame, callee, args, keywords);
}

const loadBuildClass = ({ runtime }: LinkedCode): Value => runtime.builtins.getName('__build_class__')?.value ?? buildClass;

/** `object[index]` where the inline path for lists does not apply. */
function loadSubscript(object: Value, index: Value): Value {
  if (typeof index === 'number' && (object instanceof PyTuple || object instanceof PyList)) {
    const { items } = object;
    const place = index < 0 ? index + items.length : index;
    if (place >= 0 && place < items.length) {
      fuel.left -= EXTRA.SUBSCR_LIST;
      return items[place] as Value;
    }
  }
  if (object instanceof PyByteArray && typeof index === 'number' && index >= 0) {
    const item = object.bytes[index];
    if (item !== undefined) {
      fuel.left -= EXTRA.SUBSCR_BYTES;
      return item;
    }
  }
  if (object instanceof PyDict && typeof index !== 'object') {
    const entry = object.table.get(index);
    if (entry !== undefined) return entry.value as Value;
  }
  return loadItem(object, index);
}

const isBound = (value: Value): boolean => value === None || (typeof value === 'number' && value <= SMALL_MAX && value >= -SMALL_MAX);

/** Whether a slice of these bounds takes something out of a list, so that it need not be made. */
const isOfList = (object: Value, start: Value, stop: Value, step: Value): object is PyList =>
  object instanceof PyList && isBound(start) && isBound(stop) && isBound(step) && step !== 0;

const given = (bound: Value): number | null => (bound === None ? null : (bound as number));

/** `object[start:stop:step]`, of BUILD_SLICE and LOAD_SUBSCR; `following` is the word of the latter. */
function loadSlice(following: number, object: Value, start: Value, stop: Value, step: Value): Value {
  if (!isOfList(object, start, stop, step)) return loadItem(object, buildSlice(following, object, [start, stop, step]));
  allocate(16, 'slice');
  fuel.left -= EXTRA.SUBSCR_LIST_SLICE;
  const by = given(step) ?? 1;
  const { length } = object.items;
  return listSlice(object.items, startIn(length, given(start), by), stopIn(length, given(stop), by), by);
}

/** `object[start:stop:step] = value`, of BUILD_SLICE and STORE_SUBSCR. */
function storeSlice(following: number, object: Value, start: Value, stop: Value, step: Value, value: Value): void {
  if (!isOfList(object, start, stop, step) || (step !== None && step !== 1)) {
    storeSubscript(object, buildSlice(following, object, [start, stop, step]), value);
    return;
  }
  allocate(16, 'slice');
  const { length } = object.items;
  const from = startIn(length, given(start), 1);
  replaceSlice(object, from, Math.max(from, stopIn(length, given(stop), 1)), value);
}

/** `object[index] = value` where the inline path for lists does not apply. */
function storeItem(object: Value, index: Value, value: Value): void {
  if (object instanceof PyDict && !object.table.isFixed && object.type === dictType) {
    fuel.left -= storePrice(index);
    object.table.set(index, value);
  } else if (object instanceof PyByteArray && typeof index === 'number' && typeof value === 'number' && object.bytes[index] !== undefined) {
    fuel.left -= EXTRA.STORE_SUBSCR_BYTES;
    object.bytes[index] = value;
  } else storeSubscript(object, index, value);
}

/** The next item of an iterator that is no generator. */
function nextItem(iterator: Value): Value | undefined {
  if (iterator instanceof ItemsIterator) {
    ended.value = undefined;
    const { items } = iterator.sequence;
    return iterator.at < items.length ? items[iterator.at++] : undefined;
  }
  if (!(iterator instanceof PyIterator)) return next(iterator);
  ended.value = undefined;
  return iterator.next();
}

/** An import, the bodies of modules running as frames. */
function finishImport(begun: Value | Frame): Value {
  let step = begun;
  while (step instanceof Frame) {
    const importing: Import = step.importing as Import;
    execute(step);
    step = importing.proceed();
  }
  return step;
}

function importModule(linked: LinkedCode, index: number, level: Value, fromList: Value): Value {
  const name = linked.names[index] as string;
  return finishImport(importStatement(linked.runtime, linked.globals, { name, level: level as number, fromList }));
}

function importName(linked: LinkedCode, module: Value, index: number): Value {
  return finishImport(importFrom(linked.runtime, linked.globals, module, linked.names[index] as string));
}

/** One step of `for` on a generator. */
function resume(generator: PyGenerator): Value | undefined {
  const frame = resumed(generator, None);
  if (frame === null) return undefined;
  charge(EXTRA.FOR_ITER_GENERATOR);
  return takeTurn(generator, frame);
}

/** The safe point of a LOOK. */
function look(linked: LinkedCode, pc: number): void {
  current.safepoint(jumpsBefore(linked.words, pc - 1));
}

/** The safe point of a backward jump. */
function lookBack(): void {
  current.safepoint(true);
}

/** An activation for which the stack has not so many bytes. */
function overflow(bytes: number): never {
  stackRoom.left += bytes;
  throw recursionError();
}

function newCell(value: Value | undefined): Cell {
  allocate(16, 'cell');
  return new Cell(value);
}

/** A caught exception, on its way to a handler of this frame. Rethrows what Python code never catches. */
function caught(x: unknown, linked: LinkedCode, pc: number): Value {
  if (x === SUSPEND || x === ABORT) throw x;
  const exception = pythonException(x);
  if (!reraisesAt(linked.words, pc)) noteTraceback(exceptionOf(exception), linked, pc - 1);
  return exception;
}

/** Where the handler for what was thrown lies; −1 if there is none. */
function handlerAt(x: unknown, linked: LinkedCode, pc: number): number {
  if (x === SUSPEND || x === ABORT) return -1;
  const row = findHandler(linked.code, pc - 1);
  return row < 0 ? -1 : (linked.code.handlers[row + 2] as number);
}

/** The frame that natives see when they ask for their caller: it has the names of the code's module. */
function callerFrame(linked: LinkedCode): Frame {
  return new Frame(linked, [], [], null);
}

/** Everything that generated code may name. */
export const HELPERS = {
  ANSWERS,
  add,
  appendItem,
  box,
  binaryOp,
  buildClass: loadBuildClass,
  buildSlice,
  call,
  call0,
  call1,
  call2,
  call3,
  callStarred,
  callerFrame,
  caught,
  classEpoch,
  deleteName,
  divide,
  exactItems,
  extendedItems,
  findMethod,
  found,
  frameOnHeap,
  fround: Math.fround,
  fuel,
  gatherKeywords,
  handlerAt,
  importFrom: importName,
  importModule,
  isTrue,
  iterate,
  iterateOnHeap,
  left,
  leftAnswering,
  loadAttribute,
  loadGlobal,
  loadMethod,
  loadName,
  loadSlice,
  storeSlice,
  loadSubscript,
  loadSuperMethod,
  look,
  lookBack,
  makeFunction,
  makeRoom,
  multiply,
  newCell,
  buildList,
  buildMap,
  buildSet,
  buildTuple,
  nextItem,
  NO_ENTRY,
  None,
  operate,
  order,
  overflow,
  power,
  PyFunction,
  PyGenerator,
  PyInstance,
  PyList,
  RAW,
  reraised,
  resume,
  same,
  save,
  saveFrame,
  site,
  setAttribute: storeAttribute,
  storeAttribute: setAttribute,
  storeGlobal,
  storeName,
  storeItem,
  storeSubscript,
  subtract,
  stackRoom,
  SUSPEND,
  toException,
  typeOf,
  unary,
  unbound,
} as const;

/** The name of a helper. */
export type HelperName = keyof typeof HELPERS;
