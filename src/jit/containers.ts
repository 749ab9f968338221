/** Emitters: building and unpacking containers. */
import { opAt } from '../bytecode/instruction.js';
import { Op } from '../bytecode/opcodes.js';
import type { Emitter, Emitters } from './emitter.js';
import type { HelperName } from './helpers.js';

const build =
  (helper: HelperName) =>
  (e: Emitter): void => {
    const items = e.take(e.a);
    // A frame may be saved while a display is not finished.
    e.flush();
    e.emit(`${e.at};`);
    e.result(`${e.use(helper)}([${items.join(', ')}])`);
  };

/** Pushes the items of an array, the first on top. */
function spread(e: Emitter, count: number): void {
  for (let i = count - 1; i >= 0; i--) e.result(`x[${i}]`);
}

function unpackSequence(e: Emitter): void {
  const value = e.pop();
  e.emit(`${e.at}; x = ${e.use('exactItems')}(${value}, ${e.a});`);
  spread(e, e.a);
}

function unpackExtended(e: Emitter): void {
  const value = e.pop();
  const count = (e.a & 255) + (e.a >> 8) + 1;
  e.emit(`${e.at}; x = ${e.use('extendedItems')}(${value}, ${e.a & 255}, ${e.a >> 8});`);
  spread(e, count);
}

/** Stores an item in a comprehension's collection: the stack holds the collection, further values (`depth`), then value and key, or an item. */
function storeComprehension(e: Emitter): void {
  const depth = e.a >> 2;
  e.emit(`${e.at};`);
  switch (e.a & 3) {
    case 0: {
      const item = e.pop();
      e.emit(`${e.use('appendItem')}(${e.peek(depth)}, ${item});`);
      return;
    }
    case 1: {
      const [value, key] = e.take(2);
      e.emit(`${e.peek(depth)}.table.set(${key}, ${value});`);
      return;
    }
    default: {
      const item = e.pop();
      e.emit(`${e.peek(depth)}.table.set(${item}, ${item});`);
    }
  }
}

function buildSlice(e: Emitter): void {
  const [start, stop, step = e.use('None')] = e.take(e.a) as [string, string, string?];
  if (isTakenApart(e)) {
    e.slice = [start, stop, step];
    return;
  }
  e.emit(`${e.at};`);
  const object = e.depth === 0 ? 'undefined' : e.peek();
  e.result(`${e.use('buildSlice')}(${opAt(e.code.words, e.next)}, ${object}, [${start}, ${stop}, ${step}])`);
}

/** Whether a slice is used only by the subscript that follows, on the same line. */
function isTakenApart(e: Emitter): boolean {
  const following = opAt(e.code.words, e.next);
  if (!e.isFollowed || (following !== Op.LOAD_SUBSCR && following !== Op.STORE_SUBSCR)) return false;
  return e.code.lines[e.next] === e.code.lines[e.next - 1];
}

/** Emitters of containers. */
export const CONTAINERS = {
  [Op.BUILD_TUPLE]: build('buildTuple'),
  [Op.BUILD_LIST]: build('buildList'),
  [Op.BUILD_SET]: build('buildSet'),
  [Op.BUILD_MAP]: (e) => {
    e.flush();
    e.emit(`${e.at};`);
    e.result(`${e.use('buildMap')}(${e.a})`);
  },
  [Op.BUILD_SLICE]: buildSlice,
  [Op.STORE_MAP]: (e) => {
    const [value, key] = e.take(2);
    e.emit(`${e.at}; ${e.peek()}.table.set(${key}, ${value});`);
  },
  [Op.STORE_COMP]: storeComprehension,
  [Op.UNPACK_SEQUENCE]: unpackSequence,
  [Op.UNPACK_EX]: unpackExtended,
} satisfies Emitters;
