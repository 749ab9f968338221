/** Code objects: what `compile()` gives, and functions have as `__code__` (`py/objcode.h`). */
import type { Code } from '../bytecode/code.js';
import { allocate } from './charge.js';
import { PyType } from './type.js';
import type { PyObject } from './value.js';

export class PyCode implements PyObject {
  constructor(readonly code: Code) {}
  get type(): PyType {
    return codeType;
  }
}

/** `code`. What is in one cannot be seen: that takes a firmware with `sys.settrace`. */
const codeType = new PyType('code', { repr: () => '<code>' });

/** A code object on the heap. */
export function newCode(code: Code): PyCode {
  allocate(16);
  return new PyCode(code);
}
