/** Viper's names and constants. */
import type { Constant } from '../bytecode/code.js';
import { NativeType } from '../bytecode/native-type.js';
import { Op } from '../bytecode/opcodes.js';
import { smallInt } from './arithmetic.js';
import type { Item } from './item.js';
import { MP } from './ledger.js';
import type { Name } from './symbols.js';
import type { ViperState } from './viper-state.js';
import { nativeTypeOf, typeName, valueOf } from './viper-types.js';

/** Emits the reading, binding or deleting of a name. */
export function emitViperName(state: ViperState, item: Item, name: Name): void {
  switch (name.kind) {
    case 'local':
      emitLocal(state, item, name);
      return;
    case 'cell':
      checkCell(state, name);
      emitCell(state, item);
      return;
    case 'free':
      emitCell(state, item);
      return;
    default:
      emitGlobal(state, item, name);
  }
}

function emitLocal(state: ViperState, item: Item, name: Name): void {
  const { rewriting } = state;
  if (item.use === 'load') {
    loadLocal(state, name);
    return;
  }
  if (item.use === 'delete') {
    state.push({ type: 'none', load: null, value: 0, isOwn: false });
    const zero = state.assembler.constantOf({ type: 'int', value: 0 });
    rewriting.replace(item, rewriting.make(item, Op.LOAD_CONST, zero), rewriting.make(item, Op.STORE_FAST, item.a, item.ledger));
  }
  storeLocal(state, name);
}

function loadLocal(state: ViperState, name: Name): void {
  const type = state.locals.get(name) ?? 'unbound';
  if (type === 'unbound') state.error(`local '${name.id}' used before type known`);
  state.push(valueOf(type));
}

function storeLocal(state: ViperState, name: Name): void {
  const { type } = state.pop();
  const known = state.locals.get(name) ?? 'unbound';
  if (known === 'unbound') state.locals.set(name, type);
  else if (known !== type) state.error(`local '${name.id}' has type '${typeName(known)}' but source is '${typeName(type)}'`);
}

/** Viper makes no cells: the cell of a local has no type, and the cell of a parameter is the argument itself. */
export function checkCell(state: ViperState, name: Name): void {
  if (name.kind !== 'cell') return;
  if (name.parameter === null) state.error(`local '${name.id}' used before type known`);
  else state.refuse('not simulated: viper takes an argument for a cell');
}

function emitCell(state: ViperState, item: Item): void {
  if (item.use === 'load') state.pushObject();
  else if (item.use === 'store') state.popObject();
  else state.rewriting.replace(item);
}

function emitGlobal(state: ViperState, item: Item, name: Name): void {
  if (item.use === 'load') {
    const cast = item.op === Op.LOAD_GLOBAL ? nativeTypeOf(name.id) : undefined;
    if (cast === undefined || cast === NativeType.OBJECT) state.pushObject();
    else state.push({ type: 'cast', load: item, value: cast, isOwn: false });
  } else if (item.use === 'store') {
    if (item.op === Op.STORE_GLOBAL) state.toObject();
    state.popObject();
  }
}

/** LOAD_CONST: None, bools and small ints are words until an object is needed. */
export function emitViperConstant(state: ViperState, item: Item): void {
  const constant = state.assembler.constants[item.a] as Constant;
  const isOwn = item.ledger.length === 0;
  const word = wordOf(constant);
  if (word === null || item.ledger.includes(MP.LOAD_CONST_OBJ)) {
    state.push(valueOf(NativeType.OBJECT, isOwn));
    return;
  }
  const type = constant.type === 'int' ? NativeType.INT : constant.type === 'bool' ? NativeType.BOOL : 'none';
  if (!isOwn) item.a = state.assembler.constantOf({ type: 'int', value: word });
  state.push({ type, load: isOwn ? null : item, value: word, isOwn });
}

function wordOf(constant: Constant): number | null {
  if (constant.type === 'none') return 0;
  if (constant.type === 'bool') return constant.value ? 1 : 0;
  return smallInt(constant);
}
