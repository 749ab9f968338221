/** The types of `@micropython.viper`, and the values on its stack while they are compiled (`py/emitnative.c`). */
import { NativeType } from '../bytecode/native-type.js';
import type { Item } from './item.js';

/** What viper knows about a value: its type, that it is None, nothing yet (`unbound`), or that it is a name that casts. */
export type ViperType = NativeType | 'none' | 'unbound' | 'cast';

const NAMES: ReadonlyMap<string, NativeType> = new Map([
  ['object', NativeType.OBJECT],
  ['bool', NativeType.BOOL],
  ['int', NativeType.INT],
  ['uint', NativeType.UINT],
  ['ptr', NativeType.PTR],
  ['ptr8', NativeType.PTR8],
  ['ptr16', NativeType.PTR16],
  ['ptr32', NativeType.PTR32],
]);

/** The type that a name means as an annotation or cast (`mp_native_type_from_qstr`). */
export const nativeTypeOf = (name: string): NativeType | undefined => NAMES.get(name);

/** A type as errors name it (`vtype_to_qstr`). */
export function typeName(type: ViperType): string {
  for (const [name, known] of NAMES) if (known === type) return name;
  return 'None';
}

/** Whether operators support a type. */
export const isInteger = (type: ViperType): type is NativeType.INT | NativeType.UINT => type === NativeType.INT || type === NativeType.UINT;

/** A value on the stack. */
export interface Entry {
  type: ViperType;
  /** The item that loads an immediate value, which is in no register yet; otherwise null. */
  readonly load: Item | null;
  /** The word of an immediate value, or the type of a cast. */
  readonly value: number;
  /** A value that MicroPython does not have on its stack, or one that a final part finds. */
  readonly isOwn: boolean;
}

/** A value of which only the type is known. */
export const valueOf = (type: ViperType, isOwn = false): Entry => ({ type, load: null, value: 0, isOwn });
