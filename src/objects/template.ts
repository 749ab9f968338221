/** The types of t-strings: `Template` and `Interpolation` (`py/objtemplate.c`). */
import { BinaryOp } from '../bytecode/operators.js';
import { checkCount } from './argument-count.js';
import { allocate } from './charge.js';
import { bind, nativeType, option } from './declare.js';
import { raise } from './exception.js';
import { PyIterator } from './iterators.js';
import { anything } from './kinds.js';
import { None } from './none.js';
import { itemParts, shownInParts } from './protocol/show.js';
import { arrayOf } from './sequence.js';
import { isStr, newStr, textOf } from './str.js';
import { newTuple } from './tuple.js';
import type { Hold, PyType } from './type.js';
import type { PyObject, Value } from './value.js';

class PyTemplate implements PyObject {
  constructor(
    /** A tuple of texts, one more than interpolations; or any value that a program has passed to `__template__`. */
    readonly strings: Value,
    readonly interpolations: readonly PyInterpolation[],
  ) {
    allocate(12);
  }
  get type(): PyType {
    return templateType;
  }
}

class PyInterpolation implements PyObject {
  constructor(
    readonly value: Value,
    readonly expression: Value,
    readonly conversion: Value,
    readonly spec: Value,
  ) {
    allocate(20);
  }
  get type(): PyType {
    return interpolationType;
  }
}

/** Yields texts and interpolations alternately, without empty texts. */
class TemplateIterator extends PyIterator {
  #at = 0;
  constructor(readonly template: PyTemplate) {
    super();
  }
  override references(hold: Hold): number {
    hold(this.template);
    return super.references(hold);
  }
  next(): Value | undefined {
    const strings = arrayOf(this.template.strings);
    const { interpolations } = this.template;
    while (this.#at < strings.length + interpolations.length) {
      const place = this.#at++;
      if (place % 2 === 1) return interpolations[(place - 1) / 2];
      const text = strings[place / 2] as Value;
      if (text !== '') return text;
    }
    return undefined;
  }
}

/** `Template`. */
export const templateType: PyType = nativeType('Template', {
  make(_type, args, keywords) {
    if (keywords !== null && keywords.size > 0) throw raise.TypeError("function doesn't take keyword arguments");
    checkCount(args.length, 0, Number.POSITIVE_INFINITY);
    return templateOf(args);
  },
  ...shownInParts(({ strings, interpolations }: PyTemplate) => [
    'Template(strings=',
    strings,
    ', interpolations=',
    newTuple(interpolations),
    ')',
  ]),
  binaryOp(op, left: PyTemplate, right) {
    return op === BinaryOp.ADD && right instanceof PyTemplate ? joined(left, right) : undefined;
  },
  attributes: ['strings', 'interpolations', 'values'],
  getAttribute(self: PyTemplate, name) {
    if (name === 'strings') return self.strings;
    if (name === 'interpolations') return newTuple(self.interpolations);
    return name === 'values' ? newTuple(self.interpolations.map(({ value }) => value)) : undefined;
  },
  iterate: (self: PyTemplate) => new TemplateIterator(self),
  references(self: PyTemplate, hold) {
    hold(self.strings);
    for (const each of self.interpolations) hold(each);
    return 12;
  },
});

const INTERPOLATION_PARAMETERS = [
  option('value', anything),
  option('expression', anything, ''),
  option('conversion', anything, None),
  option('format_spec', anything, ''),
] as const;

/** `Interpolation`. */
export const interpolationType: PyType = nativeType('Interpolation', {
  make: (_type, args, keywords) => new PyInterpolation(...bind(INTERPOLATION_PARAMETERS, args, keywords)),
  ...shownInParts(({ value, expression, conversion, spec }: PyInterpolation) =>
    itemParts('Interpolation(', [value, expression, conversion, spec], ')'),
  ),
  references({ value, expression, conversion, spec }: PyInterpolation, hold) {
    for (const held of [value, expression, conversion, spec]) hold(held);
    return 20;
  },
  attributes: INTERPOLATION_PARAMETERS.map(({ name }) => name),
  getAttribute(self: PyInterpolation, name) {
    switch (name) {
      case 'value':
        return self.value;
      case 'expression':
        return self.expression;
      case 'conversion':
        return self.conversion;
      default:
        return name === 'format_spec' ? self.spec : undefined;
    }
  },
});

/** Makes the template of a t-string from its texts and four values for each interpolation, which may be passed as one tuple. */
export function newTemplate(strings: Value, parts: readonly Value[]): Value {
  const values = parts.length === 1 ? arrayOf(parts[0] as Value) : parts;
  const interpolations: PyInterpolation[] = [];
  for (let i = 0; i + 3 < values.length; i += 4) {
    const [value, expression, conversion, spec] = values.slice(i, i + 4) as [Value, Value, Value, Value];
    interpolations.push(new PyInterpolation(value, expression, conversion, spec));
  }
  return new PyTemplate(strings, interpolations);
}

/** `Template(*parts)`. Adjacent texts are joined. */
function templateOf(parts: readonly Value[]): Value {
  const texts: Value[][] = [[]];
  const interpolations: PyInterpolation[] = [];
  for (const part of parts) {
    if (part instanceof PyInterpolation) {
      interpolations.push(part);
      texts.push([]);
    } else if (isStr(part)) {
      (texts[texts.length - 1] as Value[]).push(part);
    } else {
      throw raise.TypeError('expected str or Interpolation');
    }
  }
  return new PyTemplate(newTuple(texts.map(concatenated)), interpolations);
}

function joined(left: PyTemplate, right: PyTemplate): Value {
  const before = arrayOf(left.strings);
  const after = arrayOf(right.strings);
  const middle = concatenated([...before.slice(-1), ...after.slice(0, 1)]);
  return new PyTemplate(newTuple([...before.slice(0, -1), middle, ...after.slice(1)]), [...left.interpolations, ...right.interpolations]);
}

function concatenated(texts: readonly Value[]): Value {
  return texts.length === 1 ? (texts[0] as Value) : texts.length === 0 ? '' : newStr(texts.map(textOf).join(''));
}
