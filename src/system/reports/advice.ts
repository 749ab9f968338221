/** The texts of explanations: what a hard callback must not do, why, and what to do instead. */
import type { Purpose } from '../../objects/charge.js';

/** Why something takes memory, and how to do without it. */
export interface Advice {
  readonly why: string;
  readonly instead: string;
}

const LATER = 'or leave it to micropython.schedule(), whose functions run soon and may allocate';

/** Advice for every purpose of memory (the rules are those of `docs/reference/isr_rules.rst`). */
export const ADVICE: Readonly<Record<Purpose, Advice>> = {
  array: { why: 'this makes a new array', instead: `make it once, outside of the callback, and write into it; ${LATER}` },
  attribute: {
    why: 'the object gets a new attribute, and its table of attributes has to grow',
    instead: 'set all attributes in __init__; the callback may then change them',
  },
  bytes: {
    why: 'this makes a bytes object',
    instead: `write into a bytearray that was made outside of the callback, with readinto or through a memoryview; ${LATER}`,
  },
  cell: {
    why: 'a variable of this function is used by a function inside it, and so lives on the heap',
    instead: 'make the inner function outside of the callback; keep what both use in a global or an attribute',
  },
  complex: { why: 'a complex number is an object on the heap', instead: `compute with ints, ${LATER}` },
  dict: { why: 'this makes a dict', instead: `make it once, outside of the callback, and set its items; ${LATER}` },
  entry: {
    why: 'a dict, a set or the names of a module get a new key, and the table has to grow',
    instead: 'set the key once, outside of the callback; the callback may then change its value',
  },
  float: {
    why: 'a float is an object on the heap, and so is every result of float arithmetic',
    instead: `compute with ints in a smaller unit (millivolts, thousandths), ${LATER}`,
  },
  function: {
    why: 'def, lambda and comprehensions make a function object',
    instead: 'define the function outside of the callback, and use its name here',
  },
  generator: {
    why: 'calling a generator function or a coroutine makes a generator object',
    instead: `write the loop out, ${LATER}`,
  },
  growth: {
    why: 'a list or an array has no room for more and has to move',
    instead: 'make it as long as it will get, outside of the callback, and assign its items: buffer[i] = x',
  },
  instance: {
    why: 'calling a class makes an instance',
    instead: `make the instance outside of the callback and change its attributes; ${LATER}`,
  },
  int: {
    why: 'an int beyond 30 bits (from 2**30 on, below -2**30) is an object on the heap',
    instead: 'keep ints small: mask them (& 0x3fffffff), subtract times with time.ticks_diff()',
  },
  iterator: {
    why: 'this makes an iterator object',
    instead: 'loop over a range() of indexes, or over a list or a bytearray itself; such loops need no memory',
  },
  list: { why: 'this makes a list', instead: `make it once, outside of the callback, and assign its items; ${LATER}` },
  memoryview: { why: 'this makes a memoryview', instead: 'make the memoryview once, outside of the callback' },
  method: {
    why: 'a method that is not called at once is bound to its object, and that is an object on the heap',
    instead: 'bind it outside of the callback, as in self.later = self.work in __init__, and use self.later here',
  },
  range: { why: 'this makes a range object', instead: 'write it into the for statement: for i in range(n) needs no memory' },
  set: { why: 'this makes a set', instead: `make it once, outside of the callback; ${LATER}` },
  slice: {
    why: 'a slice makes a slice object, and most often a copy',
    instead: 'make a memoryview of the part outside of the callback, or access the items by index',
  },
  str: {
    why: 'this makes a string',
    instead: `print parts that already exist (print('n =', n) makes none), ${LATER}`,
  },
  tuple: {
    why: 'this makes a tuple',
    instead: `assign to single names or to the items of a list that exists; ${LATER}`,
  },
};

/** Advice for memory whose purpose is not known. */
export const OBJECT: Advice = {
  why: 'this makes an object on the heap',
  instead: `make it once, outside of the callback; ${LATER}`,
};

/** Advice if the call of the callback itself needs memory, before its first line. */
export const AT_ENTRY: Partial<Record<Purpose, Advice>> = {
  tuple: { why: 'its *arguments are gathered in a tuple', instead: 'give the callback as many parameters as it gets arguments' },
  dict: { why: 'its **arguments are gathered in a dict', instead: 'leave the **parameter out' },
};

/** Advice if a function reads a name that it assigns to later: the most common error in callbacks that does not concern memory. */
export const UNASSIGNED: Advice = {
  why: 'a name that a function assigns to is the function’s own, and has no value here yet',
  instead: "if the module's variable is meant, declare it at the start of the function: 'global' and its name",
};
