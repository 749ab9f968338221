/**
 * What generated code calls: as functions, the operations that the interpreter does in place. Generated code uses the names below.
 * Each does, and charges, exactly what the interpreter's instruction does.
 */
import { fuel, SUSPEND } from '../execution.js';
import { allocate } from '../objects/charge.js';
import { toException } from '../objects/exception-type.js';
import { PyFunction } from '../objects/function.js';
import { PyGenerator } from '../objects/generator.js';
import { PyInstance } from '../objects/instance.js';
import { appendItem, PyList } from '../objects/list.js';
import { None } from '../objects/none.js';
import { found, loadMethod, storeAttribute } from '../objects/protocol/attribute.js';
import { iterate, iterateOnHeap } from '../objects/protocol/iterate.js';
import { binaryOp } from '../objects/protocol/number.js';
import { storeSubscript } from '../objects/protocol/subscript.js';
import { isTrue } from '../objects/protocol/truth.js';
import { classEpoch, typeOf } from '../objects/type.js';
import { floorDivide, modulo, shiftLeft, shiftRight, shiftRightUnsigned, toObject, toWord } from '../objects/words.js';
import { gatherKeywords } from '../vm/arguments.js';
import { frameOnHeap, makeFunction, NO_CELLS } from '../vm/call.js';
import { ANSWERS } from '../vm/enter.js';
import { Frame } from '../vm/frame.js';
import { loadMemory, storeMemory } from '../vm/memory.js';
import { deleteName, loadGlobal, loadName, storeName } from '../vm/names.js';
import { buildSlice } from '../vm/slices.js';
import { stackRoom } from '../vm/thread.js';
import { exactItems, extendedItems } from '../vm/unpack.js';
import { reraised } from '../vm/unwind.js';
import { left, leftAnswering, save, saveFrame } from './activation.js';
import { add, box, divide, makeRoom, multiply, operate, order, power, RAW, same, subtract, unary } from './helpers/arithmetic.js';
import { call, call0, call1, call2, call3, callStarred } from './helpers/calls.js';
import {
  buildList,
  buildMap,
  buildSet,
  buildTuple,
  loadSlice,
  loadSubscript,
  nextItem,
  resume,
  storeItem,
  storeSlice,
  takes,
} from './helpers/containers.js';
import { caught, handlerAt, look, lookBack, overflow } from './helpers/control.js';
import { callerFrame, importModule, importName, loadBuildClass, loadSuperMethod, newCell, storeGlobal, unbound } from './helpers/names.js';
import { findMethod, loadAttribute, NO_ENTRY, setAttribute, site } from './sites.js';

/** Everything that generated code may name. */
export const HELPERS = {
  ANSWERS,
  add,
  allocate,
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
  floorDivide,
  found,
  Frame,
  frameOnHeap,
  fround: Math.fround,
  fuel,
  gatherKeywords,
  handlerAt,
  imul: Math.imul,
  importFrom: importName,
  importModule,
  isTrue,
  iterate,
  iterateOnHeap,
  left,
  leftAnswering,
  loadAttribute,
  loadGlobal,
  loadMemory,
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
  modulo,
  multiply,
  newCell,
  buildList,
  buildMap,
  buildSet,
  buildTuple,
  nextItem,
  NO_CELLS,
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
  shiftLeft,
  shiftRight,
  shiftRightUnsigned,
  site,
  setAttribute: storeAttribute,
  storeAttribute: setAttribute,
  storeGlobal,
  storeMemory,
  storeName,
  storeItem,
  storeSubscript,
  subtract,
  takes,
  stackRoom,
  SUSPEND,
  toException,
  toObject,
  toWord,
  typeOf,
  unary,
  unbound,
} as const;

/** The name of a helper. */
export type HelperName = keyof typeof HELPERS;
