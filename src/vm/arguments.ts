/** Turns values on the stack into the arguments of a call: keywords, unpacked stars (`py/runtime.c`, mp_call_prepare_args_n_kw_var). */
import { PyBytes } from '../objects/bytes.js';
import { dictType } from '../objects/dict.js';
import { raise } from '../objects/exception.js';
import { loadAttribute } from '../objects/protocol/attribute.js';
import { call } from '../objects/protocol/call.js';
import { collect, forEach } from '../objects/protocol/iterate.js';
import { loadSubscript } from '../objects/protocol/subscript.js';
import { interned, isStr, textOf } from '../objects/str.js';
import { typeName, typeOf } from '../objects/type.js';
import type { Keywords, Value } from '../objects/value.js';
import { decodeUtf8 } from '../utf8.js';

type Stack = readonly (Value | undefined)[];

/** Keyword arguments with one given twice: iterated they all appear, since the callee decides what that means; a lookup finds the first. */
class RepeatedKeywords extends Map<string, Value> {
  readonly #all: [string, Value][];

  constructor(given: Keywords) {
    super(given);
    this.#all = [...given];
  }
  override get size(): number {
    return this.#all.length;
  }
  override [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.#all[Symbol.iterator]() as MapIterator<[string, Value]>;
  }
  override set(name: string, value: Value): this {
    // While the Map constructor copies `given`, `#all` does not exist yet.
    if (#all in this) this.#all.push([name, value]);
    return this.has(name) ? this : super.set(name, value);
  }
}

/** Collects keyword arguments. */
class Gathered {
  keywords: Map<string, Value> = new Map();

  add(key: Value, value: Value): void {
    const name = keywordName(key);
    if (this.keywords.has(name)) this.keywords = new RepeatedKeywords(this.keywords);
    this.keywords.set(name, value);
  }

  /** `**mapping`: anything with `keys()` and subscripts. A plain dict is subscripted with its keys, anything else with their names. */
  addMapping(mapping: Value): void {
    const isDict = typeOf(mapping) === dictType;
    forEach(call(loadAttribute(mapping, 'keys'), []), (key) => {
      this.add(key, loadSubscript(mapping, isDict ? key : keywordName(key)));
    });
  }
}

/** Returns the keyword arguments that lie on the stack as pairs, starting at `base`. */
export function gatherKeywords(stack: Stack, base: number, count: number): Keywords {
  const gathered = new Gathered();
  for (let i = 0; i < count; i++) gathered.add(stack[base + 2 * i] as Value, stack[base + 2 * i + 1] as Value);
  return gathered.keywords;
}

/** The name that a mapping's key stands for; bytes are accepted, too (`py/objstr.c`, mp_obj_str_intern_checked). */
function keywordName(key: Value): string {
  if (key instanceof PyBytes) return interned(decodeUtf8(key.bytes, 'replace') as string);
  if (!isStr(key)) throw raise.TypeError("can't convert '%s' object to str implicitly", typeName(key));
  return interned(textOf(key));
}

/** Returns the arguments of a CALL_*_VAR_KW whose operands end at `sp`. */
export function expandCall(stack: Stack, sp: number, a: number): { args: Value[]; keywords: Keywords | null } {
  const positional = a & 255;
  const pairs = a >> 8;
  const starred = BigInt(stack[sp - 1] as number | bigint);
  const first = sp - 1 - 2 * pairs - positional;
  const args: Value[] = [];
  for (let i = 0; i < positional; i++) {
    const value = stack[first + i] as Value;
    if ((starred >> BigInt(i)) & 1n) for (const item of collect(value)) args.push(item);
    else args.push(value);
  }
  const gathered = new Gathered();
  for (let i = 0; i < pairs; i++) {
    const name = stack[first + positional + 2 * i];
    const value = stack[first + positional + 2 * i + 1] as Value;
    if (name !== undefined) gathered.add(name, value);
    else gathered.addMapping(value);
  }
  const { keywords } = gathered;
  return { args, keywords: keywords.size === 0 ? null : keywords };
}
