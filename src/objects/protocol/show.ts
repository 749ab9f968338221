/** `repr(value)` and `str(value)` as text (`py/obj.c`, mp_obj_print_helper). */
import { enter, isTooDeep, leave, tooDeep } from '../recursion.js';
import { type Slots, typeOf } from '../type.js';
import type { Value } from '../value.js';

function guarded(show: (self: Value) => string, value: Value): string {
  enter();
  try {
    return show(value);
  } finally {
    leave();
  }
}

/** Text of `repr(value)`: UTF-16, with surrogate pairs for astral characters. */
export function repr(value: Value): string {
  if (typeof value === 'number') return String(value);
  const type = typeOf(value);
  return type.slots.repr === undefined ? `<${type.name}>` : guarded(type.slots.repr, value);
}

/** Text of `str(value)`. */
export function str(value: Value): string {
  if (typeof value === 'string') return value;
  const slots = typeOf(value).slots;
  return slots.str === undefined ? repr(value) : guarded(slots.str, value);
}

/** The slots of a type that shows other values: its text consists of parts (`Slots.parts`). */
export function shownInParts<T>(parts: (self: T) => Iterable<Value>): Pick<Slots, 'parts' | 'repr'> {
  return { parts, repr: (self: T) => joined(parts(self)) };
}

/** The parts of a text that shows items separated by commas. Numbers and strs become text at once, because there may be many. */
export function* itemParts(before: string, items: Iterable<Value>, after: string): Iterable<Value> {
  let text = before;
  let separator = '';
  for (const item of items) {
    text += separator;
    separator = ', ';
    if (typeof item !== 'object') text += repr(item);
    else {
      yield text;
      yield item;
      text = '';
    }
  }
  yield text + after;
}

/** Joins parts to a text. */
export function joined(parts: Iterable<Value>): string {
  let text = '';
  let isText = true;
  for (const part of parts) {
    text += isText ? (part as string) : repr(part);
    isText = !isText;
  }
  return text;
}

/**
 * Yields the text of `str(value)`, or of `repr(value)`, with `before` in front, in the pieces in which it is printed. Text that precedes a
 * value of a user class is a piece of its own: it is written before the class's Python code runs, which may print or raise. Returns the
 * last piece.
 */
export function* pieces(before: string, value: Value, isRepr = false, levels = 0): Generator<string, string, void> {
  const type = typeOf(value);
  const other = isRepr ? undefined : type.slots.shownAs?.(value);
  if (other !== undefined) return yield* pieces(before, other, false, levels + 1);
  const parts = type.slots.parts?.(value, isRepr);
  let text = before;
  if (parts === undefined) {
    if (type.isUser && text !== '') {
      yield text;
      text = '';
    }
    return text + (isRepr ? repr(value) : str(value));
  }
  if (isTooDeep(levels)) {
    yield text;
    throw tooDeep();
  }
  let isText = true;
  for (const part of parts) {
    if (isText) text += part as string;
    else text = yield* pieces(text, part, true, levels + 1);
    isText = !isText;
  }
  return text;
}
