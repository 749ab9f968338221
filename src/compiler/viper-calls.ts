/** Viper's calls and casts. */
import { NativeType } from '../bytecode/native-type.js';
import { hasSelf, hasStars, Op } from '../bytecode/opcodes.js';
import { MACHINE_CODE_PRICE as PRICE } from '../bytecode/prices.js';
import type { Item } from './item.js';
import type { ViperState } from './viper-state.js';
import { valueOf } from './viper-types.js';

/** Emits CALL_FUNCTION and its variants. True if it is a cast, after which there is no check for interrupts. */
export function emitViperCall(state: ViperState, item: Item): boolean {
  const count = (item.a & 255) + 2 * (item.a >> 8);
  const isStarred = hasStars(item.op);
  const isMethod = hasSelf(item.op);
  const given = count + (isStarred ? 1 : 0);
  if (!isMethod && state.peek(given).type === 'cast') {
    emitCast(state, item, given === 1 && item.a === 1);
    return true;
  }
  // The callee of a function call without starred arguments is not converted.
  const converted = given + (isMethod ? 2 : isStarred ? 1 : 0);
  state.toObjects(converted);
  state.popObjects(given + (isMethod ? 2 : 1));
  state.pushObject();
  return false;
}

/** `int(value)`: converts an object; a word only gets another type. */
function emitCast(state: ViperState, item: Item, isPlain: boolean): void {
  if (!isPlain) state.refuse('not simulated: a cast of viper with other than one argument');
  const argument = state.pop();
  const { load, value } = state.pop();
  const type: NativeType = value;
  if (argument.type === 'cast' || argument.type === 'unbound') state.refuse('casting');
  if (load !== null) state.rewriting.replace(load);
  if (argument.type === NativeType.OBJECT) {
    state.become(Op.TO_WORD, type, PRICE.TO_WORD);
    state.push(valueOf(type));
  } else {
    state.rewriting.replace(item);
    state.push({ ...argument, type });
  }
}
