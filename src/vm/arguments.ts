/** From values on the stack to the arguments of a call: keywords, and stars unpacked (`py/runtime.c`, mp_call_prepare_args_n_kw_var). */
import { PyBytes } from '../objects/bytes.js';
import { dictType } from '../objects/dict.js';
import { raise } from '../objects/exception.js';
import { loadAttribute } from '../objects/protocol/attribute.js';
import { call } from '../objects/protocol/call.js';
import { collect, forEach } from '../objects/protocol/iterate.js';
import { loadSubscript } from '../objects/protocol/subscript.js';
import { interned, isStr, textOf } from '../objects/str.js';
import { typeName, typeOf } from '../objects/type.js';
import { decodeUtf8 } from '../objects/utf8.js';
import type { Keywords, Value } from '../objects/value.js';

type Stack = readonly (Value | undefined)[];

/** Keyword arguments of which one is given twice: what that means is the callee's business. Looked up, the first counts. */
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
    // While the map is made of those that are given, there is no list yet.
    if (#all in this) this.#all.push([name, value]);
    return this.has(name) ? this : super.set(name, value);
  }
}

/** Keyword arguments, as they are collected. */
class Gathered {
  keywords: Map<string, Value> = new Map();

  add(key: Value, value: Value): void {
    const name = keywordName(key);
    if (this.keywords.has(name)) this.keywords = new RepeatedKeywords(this.keywords);
    this.keywords.set(name, value);
  }

  /** `**mapping`: anything that has `keys()` and can be subscripted. All but a dict proper are asked for names: they may know a key of bytes only. */
  addMapping(mapping: Value): void {
    const isDict = typeOf(mapping) === dictType;
    forEach(call(loadAttribute(mapping, 'keys'), []), (key) => {
      this.add(key, loadSubscript(mapping, isDict ? key : keywordName(key)));
    });
  }
}

/** The keyword arguments that lie in pairs from `base` on. */
export function gatherKeywords(stack: Stack, base: number, count: number): Keywords {
  const gathered = new Gathered();
  for (let i = 0; i < count; i++) gathered.add(stack[base + 2 * i] as Value, stack[base + 2 * i + 1] as Value);
  return gathered.keywords;
}

/** The name that a key of a mapping stands for: bytes will do (`py/objstr.c`, mp_obj_str_intern_checked). */
function keywordName(key: Value): string {
  if (key instanceof PyBytes) return interned(decodeUtf8(key.bytes, 'replace') as string);
  if (!isStr(key)) throw raise.TypeError("can't convert '%s' object to str implicitly", typeName(key));
  return interned(textOf(key));
}

/** The arguments of a CALL_*_VAR_KW whose operands end at `sp`. */
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
