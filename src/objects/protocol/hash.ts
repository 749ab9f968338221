/** `hash(value)`, and how tables compare keys (`py/runtime.c`, mp_unary_op). */
import { raise } from '../exception.js';
import { addressOf } from '../identity.js';
import { cutHash, hashInteger, hashText } from '../key-hash.js';
import { knownNames } from '../name-pool.js';
import { enter, leave } from '../recursion.js';
import { setKeyRules } from '../table-slots.js';
import { typeName } from '../type.js';
import type { Value } from '../value.js';
import { equals } from './number.js';
import { answersUnary } from './truth.js';

/** `hash(value)`: a small int of 31 bits. Raises TypeError "unsupported type for __hash__: 'list'". */
export function hash(value: Value): number {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return hashInteger(value);
    case 'boolean':
      return Number(value);
    case 'string':
      return hashText(value);
    default: {
      const slots = value.type.slots;
      if (slots.hash !== undefined) {
        const result = slots.hash(value);
        if (typeof result === 'number' || typeof result === 'bigint') return hashInteger(result);
        if (typeof result === 'boolean') return Number(result);
      } else if (!answersUnary(value.type)) {
        // MicroPython: objects of a type that has no unary operators at all are hashed by address.
        return addressOf(value);
      }
      throw raise.TypeError("unsupported type for %q: '%s'", '__hash__', typeName(value));
    }
  }
}

/** The word by which the firmware knows a value: the address of an object, a tagged small int. What has no address here gets its hash. */
export function identityOf(value: Value): number {
  if (typeof value === 'object') return addressOf(value);
  return typeof value === 'number' ? 2 * value + 1 : hash(value);
}

/** Hash of a container whose order of items is fixed or does not matter: a start value plus the sum of the items' hashes. */
export function hashItems(start: number, items: Iterable<Value>): number {
  let sum = start;
  enter();
  try {
    for (const item of items) sum = (sum + hash(item)) | 0;
  } finally {
    leave();
  }
  return cutHash(sum);
}

setKeyRules({ hash, equals, isInterned: (text) => knownNames.knows(text) });
