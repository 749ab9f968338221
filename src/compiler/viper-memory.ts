/** Viper's subscripts: of objects, and through pointers. */
import { NativeType } from '../bytecode/native-type.js';
import { Op } from '../bytecode/opcodes.js';
import { MACHINE_CODE_PRICE as PRICE } from '../bytecode/prices.js';
import type { ViperState } from './viper-state.js';
import { isInteger, typeName, type ViperType, valueOf } from './viper-types.js';

/** Size in bytes of the items that a pointer points to; undefined for other types. */
function itemSize(type: ViperType): number | undefined {
  switch (type) {
    case NativeType.PTR8:
      return 1;
    case NativeType.PTR16:
      return 2;
    case NativeType.PTR32:
      return 4;
    default:
      return undefined;
  }
}

/** LOAD_SUBSCR. */
export function emitViperLoad(state: ViperState): void {
  if (state.peek(1).type === NativeType.OBJECT) {
    state.toObject();
    state.popObjects(2);
    state.pushObject();
    return;
  }
  const index = state.pop();
  const base = state.pop();
  if (!isImmediate(index) && !isInteger(index.type)) state.error(`can't load with '${typeName(index.type)}' index`);
  const size = itemSize(base.type);
  if (size === undefined) state.error(`can't load from '${typeName(base.type)}'`);
  state.become(Op.LOAD_MEMORY, size ?? 0, PRICE.POINTER);
  state.push(valueOf(NativeType.INT));
}

/** STORE_SUBSCR. */
export function emitViperStore(state: ViperState): void {
  if (state.peek(1).type === NativeType.OBJECT) {
    if (state.peek().type !== NativeType.OBJECT || state.peek(2).type !== NativeType.OBJECT) state.toObjects(3);
    state.popObjects(3);
    return;
  }
  const index = state.pop();
  const base = state.pop();
  const { type } = state.pop();
  if (!isImmediate(index) && !isInteger(index.type)) state.error(`can't store with '${typeName(index.type)}' index`);
  if (type !== NativeType.BOOL && !isInteger(type)) state.error(`can't store '${typeName(type)}'`);
  const size = itemSize(base.type);
  if (size === undefined) state.error(`can't store to '${typeName(base.type)}'`);
  state.become(Op.STORE_MEMORY, size ?? 0, PRICE.POINTER);
}

const isImmediate = ({ type, load }: { type: ViperType; load: object | null }): boolean => type === NativeType.INT && load !== null;
