/**
 * THE loop: runs frames, one instruction after the other.
 *
 * A Python call pushes a frame in the same loop; nothing here recurses in JavaScript, so the thread can stop at every safe point.
 * The loop's state (f, linked, words, stack, sp, pc) is kept in plain locals that no closure captures: that makes it fast.
 */
import { opAt, skipCounts } from '../bytecode/instruction.js';
import { Op } from '../bytecode/opcodes.js';
import { BinaryOp, UnaryOp } from '../bytecode/operators.js';
import { CALL_PRICE, EXTRA } from '../bytecode/prices.js';
import { SMALL_MAX } from '../bytecode/small-int.js';
import { ABORT, fuel, SUSPEND } from '../execution.js';
import { charge, heap } from '../objects/charge.js';
import { finishInstance } from '../objects/class.js';
import { newDict, type PyDict } from '../objects/dict.js';
import { PARKED, PendingFrame } from '../objects/engine.js';
import { raise } from '../objects/exception.js';
import { exceptionOf, isRaised, toException } from '../objects/exception-type.js';
import { PyFloat } from '../objects/float.js';
import { type Cell, NativeFunction, PyFunction } from '../objects/function.js';
import { makeSuper } from '../objects/function-type.js';
import { PyGenerator } from '../objects/generator.js';
import { PyInstance } from '../objects/instance.js';
import { appendItem, newList, type PyList } from '../objects/list.js';
import { None } from '../objects/none.js';
import { found, loadMethod, storeAttribute } from '../objects/protocol/attribute.js';
import { iterate, iterateOnHeap, next as nextItem } from '../objects/protocol/iterate.js';
import { binaryOp, unaryOp } from '../objects/protocol/number.js';
import { loadSubscript, storeSubscript } from '../objects/protocol/subscript.js';
import { isTrue } from '../objects/protocol/truth.js';
import { newSet, type PySet } from '../objects/set.js';
import { isStopIteration } from '../objects/stop-iteration.js';
import type { Entry } from '../objects/table-slots.js';
import { newTuple } from '../objects/tuple.js';
import { classEpoch, typeOf } from '../objects/type.js';
import type { Keywords, Value } from '../objects/value.js';
import { toObject, toWord, wordBinary, wordUnary } from '../objects/words.js';
import { expandCall, gatherKeywords } from './arguments.js';
import { addAttribute, loadAttributeSlow, loadOtherMethod, ownAttribute, rememberMethod, storeAttributeSlow } from './attributes.js';
import { beginCall } from './begin-call.js';
import { buildClass } from './build-class.js';
import { makeFunction, makePlainFrame } from './call.js';
import { count, noticeRaised } from './counting.js';
import { enterFrame, enterPlain, isFresh } from './enter.js';
import type { Construction, Frame } from './frame.js';
import { CHECKS_PER_BOUNCE, checksBack, globalLock } from './global-lock.js';
import { type Import, importFrom, importStar, importStatement } from './import.js';
import type { AttributeCache, LinkedCode } from './link.js';
import { loadMemory, storeMemory } from './memory.js';
import { deleteName, loadGlobal, loadName, storeName } from './names.js';
import { delegate, delegation, finishedBelow, resumed, yieldDown } from './resumption.js';
import { buildSlice } from './slices.js';
import { leave, push } from './stack.js';
import { checksOf, faultPc, jumpsBefore, repeatsCheck, saveStopped } from './stops.js';
import type { Completion } from './supervisor.js';
import { current, position } from './thread.js';
import type { Machine } from './tier.js';
import { unpackExtended, unpackSequence } from './unpack.js';
import { findHandler, leaveFrame, noteTraceback, pythonException, reraised, reraisesAt } from './unwind.js';

/** Runs the frames from `top` down to the bottom one, and returns what that one returns. `completion`: what the top frame was waiting for. */
export function interpret(top: Frame, completion: Completion | null): Value {
  let f: Frame = top;
  let linked: LinkedCode = f.linked;
  let words = linked.words;
  let stack = f.stack;
  let sp = f.sp;
  let pc = f.pc;
  let checks = checksOf(f, completion !== null);
  /** The outcome of a call, an import or a generator's resumption: its value, or a frame that will give the value. */
  let begun: Value | null = null;
  // A compiled Machine (`tier.ts`) has thrown SUSPEND and has left the frame ready to be linked.
  let isSaved = false;
  let raised: unknown;
  if (completion !== null && 'raised' in completion) {
    raised = completion.raised;
    pc = faultPc(words, pc);
  }
  if (completion !== null && 'value' in completion) stack[sp++] = completion.value;

  run: for (;;) {
    position.frame = f;
    if (f.pendingRaise !== undefined) {
      raised = f.pendingRaise;
      f.pendingRaise = undefined;
    }
    if (raised !== undefined) {
      let exception = pythonException(raised);
      raised = undefined;
      if (!reraisesAt(words, pc)) noteTraceback(exceptionOf(exception), linked, pc - 1);
      // Which frame catches it?
      for (;;) {
        noticeRaised(exception, f, pc - 1);
        const row = findHandler(linked.code, pc - 1);
        if (row >= 0) {
          const { handlers, slots } = linked.code;
          sp = slots + (handlers[row + 3] as number);
          stack[sp++] = exception;
          pc = handlers[row + 2] as number;
          break;
        }
        const { generator } = f;
        const back: Frame | null = f.back;
        leave(f);
        leaveFrame(f);
        f.back = null;
        if (generator !== null) {
          generator.state = 'finished';
          if (isStopIteration(exception)) exception = raise.RuntimeError('generator raised StopIteration');
        }
        if (back === null) throw exception;
        f = back;
        linked = f.linked;
        words = linked.words;
        stack = f.stack;
        sp = f.sp;
        pc = f.pc;
        checks = f.checks;
        noteTraceback(exceptionOf(exception), linked, pc - 1);
      }
      continue;
    }
    try {
      for (;;) {
        const word = words[pc << 1] as number;
        const op: Op = word & 255;
        const a = word >> 8;
        pc++;
        switch (op) {
          case Op.LOAD_CONST:
            stack[sp++] = linked.constants[a];
            continue;
          case Op.LOAD_NULL:
            stack[sp++] = undefined;
            continue;
          case Op.LOAD_FAST: {
            const value = stack[a];
            if (value === undefined) throw unbound();
            stack[sp++] = value;
            continue;
          }
          case Op.STORE_FAST:
            stack[a] = stack[--sp];
            continue;
          case Op.DELETE_FAST:
            if (stack[a] === undefined) throw unbound();
            stack[a] = undefined;
            continue;
          case Op.LOAD_DEREF: {
            const value = (f.cells[a] as Cell).value;
            if (value === undefined) throw unbound();
            stack[sp++] = value;
            continue;
          }
          case Op.STORE_DEREF:
            (f.cells[a] as Cell).value = stack[--sp];
            continue;
          case Op.DELETE_DEREF: {
            const cell = f.cells[a] as Cell;
            if (cell.value === undefined) throw unbound();
            cell.value = undefined;
            continue;
          }
          case Op.LOAD_CELL:
            stack[sp++] = f.cells[a];
            continue;
          case Op.LOAD_NAME:
            stack[sp++] = loadName(f, linked, a);
            continue;
          case Op.STORE_NAME:
            storeName(f, linked, a, stack[--sp] as Value);
            continue;
          case Op.DELETE_NAME:
            deleteName(f.locals ?? linked.globals, linked.names[a] as string);
            continue;
          case Op.LOAD_GLOBAL: {
            const entry = linked.cells[a];
            const value = entry === undefined ? undefined : entry.value;
            stack[sp++] = value === undefined ? loadGlobal(linked, a) : value;
            continue;
          }
          case Op.STORE_GLOBAL: {
            const entry = linked.cells[a];
            if (entry !== undefined && entry.value !== undefined) entry.value = stack[--sp];
            else linked.cells[a] = linked.globals.setName(linked.names[a] as string, stack[--sp] as Value);
            continue;
          }
          case Op.DELETE_GLOBAL:
            deleteName(linked.globals, linked.names[a] as string);
            continue;
          case Op.LOAD_ATTR: {
            const object = stack[sp - 1] as Value;
            if (object instanceof PyInstance) {
              const cache = linked.attributes[pc] as AttributeCache;
              const index = object.shape === cache.shape ? cache.index : ownAttribute(linked, pc, a, object);
              if (index >= 0) {
                stack[sp - 1] = object.values[index];
                continue;
              }
            }
            stack[sp - 1] = loadAttributeSlow(object, linked.names[a] as string);
            continue;
          }
          case Op.STORE_ATTR: {
            const object = stack[--sp] as Value;
            const value = stack[--sp] as Value;
            if (object instanceof PyInstance && !object.type.hasSpecialAccessors) {
              if (addAttribute(linked, pc, object, value)) continue;
              const cache = linked.attributes[pc] as AttributeCache;
              const index = object.shape === cache.shape ? cache.index : ownAttribute(linked, pc, a, object);
              if (index >= 0) {
                object.values[index] = value;
                continue;
              }
            }
            storeAttributeSlow(linked, pc, a, [object, value]);
            continue;
          }
          case Op.DELETE_ATTR:
            storeAttribute(stack[--sp] as Value, linked.names[a] as string, undefined);
            continue;
          case Op.LOAD_METHOD: {
            const object = stack[sp - 1] as Value;
            if (object instanceof PyInstance) {
              fuel.left -= EXTRA.METHOD_INSTANCE;
              const cache = linked.attributes[pc] as AttributeCache;
              if (object.shape === cache.shape && cache.epoch === classEpoch.value) {
                const member = (cache.member as Entry).value;
                if (member instanceof PyFunction) {
                  stack[sp - 1] = member;
                  stack[sp++] = object;
                  continue;
                }
              }
              rememberMethod(linked, pc, a, object);
              stack[sp - 1] = loadMethod(object, linked.names[a] as string);
            } else stack[sp - 1] = loadOtherMethod(linked, pc, a, object);
            stack[sp++] = found.self;
            continue;
          }
          case Op.LOAD_SUPER_METHOD: {
            const self = stack[--sp] as Value;
            const type = stack[--sp] as Value;
            stack[sp - 1] = loadMethod(makeSuper(type, self), linked.names[a] as string);
            stack[sp++] = found.self;
            continue;
          }
          case Op.LOAD_BUILD_CLASS:
            stack[sp++] = linked.runtime.builtins.override('__build_class__') ?? buildClass;
            continue;
          case Op.LOAD_SUBSCR: {
            const index = stack[--sp] as Value;
            stack[sp - 1] = loadSubscript(stack[sp - 1] as Value, index);
            continue;
          }
          case Op.STORE_SUBSCR: {
            const index = stack[--sp] as Value;
            const object = stack[--sp] as Value;
            storeSubscript(object, index, stack[--sp]);
            continue;
          }
          case Op.DELETE_SUBSCR: {
            const index = stack[--sp] as Value;
            storeSubscript(stack[--sp] as Value, index, undefined);
            continue;
          }
          case Op.DUP_TOP:
            stack[sp] = stack[sp - 1];
            sp++;
            continue;
          case Op.DUP_TOP_TWO:
            stack[sp] = stack[sp - 2];
            stack[sp + 1] = stack[sp - 1];
            sp += 2;
            continue;
          case Op.POP_TOP:
            sp--;
            continue;
          case Op.ROT_TWO: {
            const value = stack[sp - 1];
            stack[sp - 1] = stack[sp - 2];
            stack[sp - 2] = value;
            continue;
          }
          case Op.ROT_THREE: {
            const value = stack[sp - 1];
            stack[sp - 1] = stack[sp - 2];
            stack[sp - 2] = stack[sp - 3];
            stack[sp - 3] = value;
            continue;
          }
          case Op.CHECK:
            if (++checks >= globalLock.limit) checks = look(f, checks);
            continue;
          case Op.GO:
            pc = a;
            continue;
          case Op.JUMP:
            if (++checks >= globalLock.limit) checks = look(f, checks);
            pc = a;
            continue;
          case Op.POP_JUMP_IF_TRUE: {
            const value = stack[sp - 1] as Value;
            const goes = value === true || (value !== false && isTrue(value));
            if (++checks >= globalLock.limit) {
              stack[sp - 1] = goes; // Other threads that run at the bounce must not change the result.
              checks = look(f, checks);
            }
            sp--;
            if (goes) pc = a;
            continue;
          }
          case Op.POP_JUMP_IF_FALSE: {
            const value = stack[sp - 1] as Value;
            const goes = value === false || (value !== true && !isTrue(value));
            if (++checks >= globalLock.limit) {
              stack[sp - 1] = !goes;
              checks = look(f, checks);
            }
            sp--;
            if (goes) pc = a;
            continue;
          }
          case Op.JUMP_IF_TRUE_OR_POP:
            if (++checks >= globalLock.limit) checks = look(f, checks);
            if (isTrue(stack[sp - 1] as Value)) pc = a;
            else sp--;
            continue;
          case Op.JUMP_IF_FALSE_OR_POP:
            if (++checks >= globalLock.limit) checks = look(f, checks);
            if (!isTrue(stack[sp - 1] as Value)) pc = a;
            else sp--;
            continue;
          case Op.JUMP_BACK:
            fuel.left -= words[(pc << 1) - 1] as number;
            if (fuel.left < 0) {
              const back = checksBack(words, pc - 1);
              checks += back;
              // The loop's test, at its head, is MicroPython's jump.
              current.safepoint(back > 0 || !current.awaitsJump, back > 0 ? checks : 0, linked.code.emitter !== 'bytecode');
              if (!globalLock.counts || checks >= CHECKS_PER_BOUNCE) checks = 0;
            }
            pc = a;
            if (linked.countIteration()) {
              f.pc = pc;
              f.checks = checks;
              f.sp = sp;
              break;
            }
            continue;
          case Op.GET_ITER:
            stack[sp - 1] = a === 0 ? iterate(stack[sp - 1] as Value) : iterateOnHeap(stack[sp - 1] as Value);
            continue;
          case Op.FOR_ITER: {
            const iterator = stack[sp - 1] as Value;
            if (iterator instanceof PyGenerator) {
              const frame = resumed(iterator, None);
              if (frame === null) {
                sp--;
                pc = a;
                continue;
              }
              charge(EXTRA.FOR_ITER_GENERATOR);
              begun = frame;
              break;
            }
            const value = nextItem(iterator);
            if (value === undefined) {
              sp--;
              pc = a;
            } else stack[sp++] = value;
            continue;
          }
          case Op.FOR_RANGE: {
            if (++checks >= globalLock.limit) checks = look(f, checks);
            const now = stack[sp - 1] as Value;
            const end = stack[sp - 2] as Value;
            const step = words[(pc << 1) - 1] as number;
            const goes =
              typeof now === 'number' && typeof end === 'number'
                ? step > 0
                  ? now < end
                  : now > end
                : isTrue(binaryOp(step > 0 ? BinaryOp.LESS : BinaryOp.MORE, now, end));
            if (goes) stack[sp++] = now;
            else {
              sp -= 2;
              pc = a;
            }
            continue;
          }
          case Op.RANGE_STEP: {
            const now = stack[sp - 1] as Value;
            const step = words[(pc << 1) - 1] as number;
            const value = typeof now === 'number' ? now + step : SMALL_MAX + 1;
            stack[sp - 1] = value <= SMALL_MAX && value >= -SMALL_MAX ? value : binaryOp(BinaryOp.INPLACE_ADD, now, step);
            continue;
          }
          case Op.UNARY_OP: {
            const value = stack[sp - 1] as Value;
            if (a === UnaryOp.NOT) stack[sp - 1] = value === false || (value !== true && !isTrue(value));
            else stack[sp - 1] = unaryOp(a, value);
            continue;
          }
          case Op.BINARY_OP: {
            const right = stack[--sp] as Value;
            const left = stack[sp - 1] as Value;
            if (typeof left === 'number' && typeof right === 'number') {
              switch (a) {
                case BinaryOp.ADD:
                case BinaryOp.INPLACE_ADD: {
                  const value = left + right;
                  if (value <= SMALL_MAX && value >= -SMALL_MAX) {
                    stack[sp - 1] = value;
                    continue;
                  }
                  break;
                }
                case BinaryOp.SUBTRACT:
                case BinaryOp.INPLACE_SUBTRACT: {
                  const value = left - right;
                  if (value <= SMALL_MAX && value >= -SMALL_MAX) {
                    stack[sp - 1] = value;
                    continue;
                  }
                  break;
                }
                case BinaryOp.MULTIPLY:
                case BinaryOp.INPLACE_MULTIPLY: {
                  const value = left * right;
                  if (value <= SMALL_MAX && value >= -SMALL_MAX) {
                    stack[sp - 1] = value + 0;
                    continue;
                  }
                  break;
                }
                case BinaryOp.LESS:
                  stack[sp - 1] = left < right;
                  continue;
                case BinaryOp.MORE:
                  stack[sp - 1] = left > right;
                  continue;
                case BinaryOp.LESS_EQUAL:
                  stack[sp - 1] = left <= right;
                  continue;
                case BinaryOp.MORE_EQUAL:
                  stack[sp - 1] = left >= right;
                  continue;
                case BinaryOp.EQUAL:
                  stack[sp - 1] = left === right;
                  continue;
                case BinaryOp.NOT_EQUAL:
                  stack[sp - 1] = left !== right;
                  continue;
                case BinaryOp.AND:
                case BinaryOp.INPLACE_AND:
                  if (left >= 0 && right >= 0 && left <= SMALL_MAX && right <= SMALL_MAX) {
                    stack[sp - 1] = left & right;
                    continue;
                  }
              }
            }
            if (left instanceof PyFloat || right instanceof PyFloat) linked.noteFloat(pc - 1, left, right);
            heap.isUrgent = false;
            stack[sp - 1] = binaryOp(a, left, right);
            if (heap.isUrgent && current.canUnwind) current.collectBefore(stack[--sp] as Value);
            continue;
          }
          case Op.BUILD_TUPLE:
            sp -= a;
            stack[sp] = newTuple(stack.slice(sp, sp + a) as Value[]);
            sp++;
            if (heap.isDue && current.canUnwind) current.collectBefore(stack[--sp] as Value);
            continue;
          case Op.BUILD_LIST:
            sp -= a;
            stack[sp] = newList(stack.slice(sp, sp + a) as Value[]);
            sp++;
            if (heap.isDue && current.canUnwind) current.collectBefore(stack[--sp] as Value);
            continue;
          case Op.BUILD_MAP:
            stack[sp++] = newDict(a);
            if (heap.isDue && current.canUnwind) current.collectBefore(stack[--sp] as Value);
            continue;
          case Op.BUILD_SET:
            sp -= a;
            stack[sp] = newSet(stack.slice(sp, sp + a) as Value[]);
            sp++;
            if (heap.isDue && current.canUnwind) current.collectBefore(stack[--sp] as Value);
            continue;
          case Op.BUILD_SLICE: {
            const step = a === 3 ? (stack[--sp] as Value) : None;
            const stop = stack[--sp] as Value;
            const made = buildSlice(opAt(words, skipCounts(words, pc)), stack[sp - 2], [stack[sp - 1] as Value, stop, step]);
            stack[sp - 1] = made;
            continue;
          }
          case Op.STORE_MAP: {
            const key = stack[--sp] as Value;
            const value = stack[--sp] as Value;
            (stack[sp - 1] as PyDict).table.set(key, value);
            continue;
          }
          case Op.STORE_COMP:
            sp = storeComprehension(stack, sp, a);
            continue;
          case Op.UNPACK_SEQUENCE:
            sp = unpackSequence(stack, sp, a);
            continue;
          case Op.UNPACK_EX:
            sp = unpackExtended(stack, sp, a & 255, a >> 8);
            continue;
          case Op.MAKE_FUNCTION: {
            const withDefaults = (words[(pc << 1) - 1] as number) & 1;
            if (withDefaults !== 0) sp -= 2;
            stack[sp] = makeFunction(
              f.cells,
              linked.child(a),
              withDefaults ? stack[sp] : undefined,
              withDefaults ? stack[sp + 1] : undefined,
            );
            sp++;
            continue;
          }
          case Op.CALL_FUNCTION:
          case Op.CALL_METHOD: {
            fuel.left -= words[(pc << 1) - 1] as number;
            let keywords: Keywords | null = null;
            if (a > 255) {
              sp -= 2 * (a >> 8);
              keywords = gatherKeywords(stack, sp, a >> 8);
            }
            let count = a & 255;
            let from = sp - count;
            sp = from - 1;
            if (op === Op.CALL_METHOD) {
              // A method's `self` lies below its arguments.
              if (stack[sp] !== undefined) {
                from = sp;
                count++;
              }
              sp--;
            }
            const callee = stack[sp] as Value;
            if (keywords !== null) begun = beginCall(callee, stack.slice(from, from + count) as Value[], keywords);
            else if (callee instanceof PyFunction && (callee.linked as LinkedCode).frameArity === count) {
              if ((callee.linked as LinkedCode).countCall()) {
                const result = enterPlain(callee, stack, from, count);
                position.frame = f;
                stack[sp++] = result;
                continue;
              }
              // The most frequent case: the frame needs no further checks.
              const frame = makePlainFrame(callee, stack, from);
              f.pc = pc;
              f.checks = checks;
              f.sp = sp;
              push(f, frame);
              f = frame;
              break;
            } else if (callee instanceof NativeFunction && count < 4 && (callee.mask & (1 << count)) !== 0) {
              fuel.left -= callee.price;
              const direct = callee.direct;
              const answer =
                count === 0
                  ? direct()
                  : count === 1
                    ? direct(stack[from] as Value)
                    : count === 2
                      ? direct(stack[from] as Value, stack[from + 1] as Value)
                      : direct(stack[from] as Value, stack[from + 1] as Value, stack[from + 2] as Value);
              begun = answer ?? None;
            } else begun = beginCall(callee, stack.slice(from, from + count) as Value[], null);
            break;
          }
          case Op.CALL_FUNCTION_VAR_KW:
          case Op.CALL_METHOD_VAR_KW: {
            fuel.left -= words[(pc << 1) - 1] as number;
            const method = op === Op.CALL_METHOD_VAR_KW;
            const size = (a & 255) + 2 * (a >> 8) + 1;
            const base = sp - size - (method ? 2 : 1);
            const { args, keywords } = expandCall(stack, sp, a);
            if (method && stack[base + 1] !== undefined) args.unshift(stack[base + 1] as Value);
            sp = base;
            charge(CALL_PRICE.STAR);
            begun = beginCall(stack[base] as Value, args, keywords);
            break;
          }
          case Op.LOOK:
            if (fuel.left < 0) {
              current.safepoint(!current.awaitsJump && jumpsBefore(words, pc - 1), 0, linked.code.emitter !== 'bytecode');
              if (!globalLock.counts) checks = 0;
            }
            continue;
          case Op.RETURN_VALUE: {
            fuel.left -= words[(pc << 1) - 1] as number;
            let value = stack[sp - 1] as Value;
            const back: Frame | null = f.back;
            const { generator, construction, importing } = f;
            leave(f);
            if (construction !== null) value = finishConstruction(construction, value, back);
            if (generator !== null) {
              generator.state = 'finished';
              generator.result = value;
            }
            f.back = null;
            if (back === null) return value;
            f = back;
            if (generator !== null) finishedBelow(f, generator);
            else if (importing === null) f.stack[f.sp++] = value;
            else {
              const next = proceed(importing, back);
              if (next instanceof PendingFrame) {
                push(f, next as Frame);
                f = next as Frame;
              } else f.stack[f.sp++] = next;
            }
            break;
          }
          case Op.YIELD_VALUE: {
            fuel.left -= words[(pc << 1) - 1] as number;
            const value = stack[--sp] as Value;
            f.pc = pc;
            f.checks = checks;
            f.sp = sp;
            const below = yieldDown(f, value);
            if (below === null) return value;
            f = below;
            break;
          }
          case Op.YIELD_FROM: {
            fuel.left -= words[(pc << 1) - 1] as number;
            const sent = stack[--sp] as Value;
            const iterator = stack[sp - 1] as Value;
            if (iterator instanceof PyGenerator) {
              const frame = resumed(iterator, sent);
              if (frame === null) {
                stack[sp - 1] = None;
                continue;
              }
              begun = frame;
              break;
            }
            const value = delegate(iterator, sent);
            if (value === undefined) {
              stack[sp - 1] = delegation.result;
              continue;
            }
            f.pc = pc - 1;
            f.sp = sp;
            const below = yieldDown(f, value);
            if (below === null) return value;
            f = below;
            break;
          }
          case Op.RAISE_LAST:
            raised = reraised(linked.code.active[a] ?? [], stack, linked.code.slots);
            continue run;
          // Raising here needs no JavaScript throw, which is slow.
          case Op.RAISE_OBJ:
            raised = toException(stack[--sp] as Value);
            continue run;
          case Op.RAISE_FROM:
            sp--;
            raised = toException(stack[--sp] as Value);
            continue run;
          case Op.IMPORT_NAME: {
            sp -= 2;
            begun = importStatement(linked.runtime, linked.globals, {
              name: linked.names[a] as string,
              level: stack[sp] as number,
              fromList: stack[sp + 1] as Value,
            });
            break;
          }
          case Op.IMPORT_FROM: {
            begun = importFrom(linked.runtime, linked.globals, stack[sp - 1] as Value, linked.names[a] as string);
            break;
          }
          case Op.IMPORT_STAR:
            importStar(stack[--sp] as Value, f.locals ?? linked.globals);
            continue;
          case Op.CUT:
            sp = linked.code.slots + a;
            continue;
          case Op.UNWIND: {
            const value = stack[sp - 1];
            sp = linked.code.slots + a;
            stack[sp++] = value;
            continue;
          }
          case Op.END_FINALLY: {
            fuel.left -= words[(pc << 1) - 1] as number;
            const reason = stack[sp - 1] as number;
            if (reason === 0) sp -= 2;
            else if (reason < 0) {
              raised = stack[sp - 2];
              continue run;
            } else {
              sp--;
              pc = linked.code.finallies[a]?.[reason - 1] as number;
            }
            continue;
          }
          case Op.WITH_ENTER: {
            const manager = stack[sp - 1] as Value;
            stack[sp - 1] = loadMethod(manager, '__exit__');
            stack[sp] = found.self;
            stack[sp + 1] = manager;
            sp += 2;
            continue;
          }
          case Op.WITH_ARGS: {
            const failed = stack[sp - 1] === -1;
            const value = stack[sp - 2] as Value;
            stack[sp] = stack[sp - 4];
            stack[sp + 1] = stack[sp - 3];
            stack[sp + 2] = failed ? typeOf(value) : None;
            stack[sp + 3] = failed ? value : None;
            stack[sp + 4] = None;
            sp += 5;
            continue;
          }
          case Op.WITH_END: {
            const result = stack[--sp] as Value;
            if (stack[sp - 1] === -1 && isTrue(result)) {
              stack[sp - 2] = None;
              stack[sp - 1] = 0;
            }
            continue;
          }
          case Op.TO_WORD:
            stack[sp - 1] = toWord(stack[sp - 1] as Value, a);
            continue;
          case Op.TO_OBJECT: {
            const at = sp - 1 - (a >> 4);
            stack[at] = toObject(stack[at] as number, a & 15);
            continue;
          }
          case Op.WORD_UNARY:
            stack[sp - 1] = wordUnary(a, stack[sp - 1] as number);
            continue;
          case Op.WORD_BINARY: {
            const right = stack[--sp] as number;
            stack[sp - 1] = wordBinary(a, stack[sp - 1] as number, right, words[(pc << 1) - 1] === 1);
            continue;
          }
          case Op.WORD_TRUTH:
            stack[sp - 1] = stack[sp - 1] !== 0;
            continue;
          case Op.FOR_UINT_RANGE: {
            const now = stack[sp - 1] as number;
            const end = stack[sp - 2] as number;
            if ((words[(pc << 1) - 1] as number) > 0 ? now >>> 0 < end >>> 0 : now >>> 0 > end >>> 0) stack[sp++] = now;
            else {
              sp -= 2;
              pc = a;
            }
            continue;
          }
          case Op.WORD_STEP:
            stack[sp - 1] = ((stack[sp - 1] as number) + (words[(pc << 1) - 1] as number)) | 0;
            continue;
          case Op.LOAD_MEMORY: {
            fuel.left -= words[(pc << 1) - 1] as number;
            const index = stack[--sp] as number;
            stack[sp - 1] = loadMemory(linked.runtime, a, stack[sp - 1] as number, index);
            continue;
          }
          case Op.STORE_MEMORY:
            fuel.left -= words[(pc << 1) - 1] as number;
            sp -= 3;
            storeMemory(linked.runtime, a, stack[sp + 1] as number, stack[sp + 2] as number, stack[sp] as number);
            continue;
          case Op.COUNT:
            count(linked.code, pc - 1, a);
            continue;
          case Op.CHARGE:
            fuel.left -= words[(pc << 1) - 1] as number;
            continue;
          default:
            // If an opcode has no case, this does not compile.
            throw new Error(`unknown instruction ${op satisfies never} at ${pc - 1} of ${linked.code.name}`);
        }
        if (begun !== null) {
          const result = begun;
          begun = null;
          if (!(result instanceof PendingFrame)) {
            stack[sp++] = result;
            continue;
          }
          if (result !== PARKED && isFresh(result as Frame)) {
            const value = enterFrame(result as Frame);
            position.frame = f;
            stack[sp++] = value;
            continue;
          }
          f.pc = pc;
          f.checks = checks;
          f.sp = sp;
          if (result === PARKED) {
            current.suspendAt(f);
            return PARKED;
          }
          push(f, result as Frame);
          f = result as Frame;
        }
        // Another frame is on top now, or a compiled Machine can continue with this one.
        linked = f.linked;
        words = linked.words;
        stack = f.stack;
        position.frame = f;
        if (f.pendingRaise === undefined && (f.generator === null ? linked.hasMachine() : linked.countIteration())) {
          raised = (linked.machine as Machine)(f, null);
          isSaved = raised === SUSPEND;
          position.frame = f;
        }
        sp = f.sp;
        pc = f.pc;
        checks = f.checks;
        if (raised === undefined && f.pendingRaise === undefined) continue;
        if (!isSaved) continue run;
        throw raised;
      }
    } catch (x) {
      if (x === SUSPEND) {
        f.checks = checks;
        if (!isSaved) saveStopped(f, pc, sp);
        current.suspendAt(f);
        throw x;
      }
      if (x === ABORT) throw x;
      raised = x;
    }
  }
}

/**
 * Called at a pending check that may be a safe point: to bounce the global lock if others queue for it, to switch threads, or because a soft
 * callback waits. Returns the new count of checks.
 */
function look(f: Frame, checks: number): number {
  // For bounces nested code counts in another way (`Bounces.atNestedJump`), machine code not at all.
  if (!repeatsCheck(f, checks) && f.linked.code.emitter === 'bytecode' && current.looksAtJump(checks)) current.safepoint(true, checks);
  return checks >= CHECKS_PER_BOUNCE ? 0 : checks;
}

const unbound = (): object => raise.NameError('local variable referenced before assignment');

/** Returns the result of a class call whose `__init__` has returned; if the result is wrong, the exception is raised in the caller. */
function finishConstruction({ instance, args, keywords }: Construction, result: Value, back: Frame | null): Value {
  try {
    return finishInstance(instance, result, args, keywords);
  } catch (x) {
    if (back === null || !isRaised(x)) throw x;
    back.pendingRaise = x;
    return None;
  }
}

/** Continues an import after a module's body has returned; an exception is raised in the importing frame. */
function proceed(importing: Import, back: Frame): Value | Frame {
  try {
    return importing.proceed();
  } catch (x) {
    if (!isRaised(x)) throw x;
    back.pendingRaise = x;
    return None;
  }
}

function storeComprehension(stack: (Value | undefined)[], top: number, a: number): number {
  let sp = top;
  const depth = a >> 2;
  switch (a & 3) {
    case 0: {
      const value = stack[--sp] as Value;
      appendItem(stack[sp - 1 - depth] as PyList, value);
      return sp;
    }
    case 1: {
      const key = stack[--sp] as Value;
      const value = stack[--sp] as Value;
      (stack[sp - 1 - depth] as PyDict).table.set(key, value);
      return sp;
    }
    default: {
      const value = stack[--sp] as Value;
      (stack[sp - 1 - depth] as PySet).table.set(value, value);
      return sp;
    }
  }
}
