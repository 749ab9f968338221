/** From values on the stack to the arguments of a call: keywords, and stars unpacked (`py/runtime.c`, mp_call_prepare_args_n_kw_var). */
import { PyBytes } from '../objects/bytes.js';
import { PyDict } from '../objects/dict.js';
import { raise } from '../objects/exception.js';
import { loadAttribute } from '../objects/protocol/attribute.js';
import { call } from '../objects/protocol/call.js';
import { collect, forEach } from '../objects/protocol/iterate.js';
import { loadSubscript } from '../objects/protocol/subscript.js';
import { interned, isStr, textOf } from '../objects/str.js';
import { typeName } from '../objects/type.js';
import { decodeUtf8 } from '../objects/utf8.js';
import type { Keywords, Value } from '../objects/value.js';

type Stack = readonly (Value | undefined)[];

/** The keyword arguments that lie in pairs from `base` on. */
export function gatherKeywords(stack: Stack, base: number, count: number): Keywords {
  const keywords = new Map<string, Value>();
  for (let i = 0; i < count; i++) addKeyword(keywords, stack[base + 2 * i] as Value, stack[base + 2 * i + 1] as Value);
  return keywords;
}

/** The name that a key of a mapping stands for: bytes will do (`py/objstr.c`, mp_obj_str_intern_checked). */
function keywordName(key: Value): string {
  if (key instanceof PyBytes) return interned(decodeUtf8(key.bytes, 'replace') as string);
  if (!isStr(key)) throw raise.TypeError("can't convert '%s' object to str implicitly", typeName(key));
  return interned(textOf(key));
}

function addKeyword(keywords: Map<string, Value>, key: Value, value: Value): void {
  const name = keywordName(key);
  if (keywords.has(name)) throw raise.TypeError("function got multiple values for argument '%q'", name);
  keywords.set(name, value);
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
  const keywords = new Map<string, Value>();
  for (let i = 0; i < pairs; i++) {
    const name = stack[first + positional + 2 * i];
    const value = stack[first + positional + 2 * i + 1] as Value;
    if (name !== undefined) addKeyword(keywords, name, value);
    else addMapping(keywords, value);
  }
  return { args, keywords: keywords.size === 0 ? null : keywords };
}

/** `**mapping`: anything that has `keys()` and can be subscripted. */
function addMapping(keywords: Map<string, Value>, mapping: Value): void {
  forEach(call(loadAttribute(mapping, 'keys'), []), (key) =>
    addKeyword(keywords, key, loadSubscript(mapping, mapping instanceof PyDict ? key : keywordName(key))),
  );
}
