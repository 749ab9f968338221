/** Code objects: the results of `compile()` and the `__code__` of functions (`py/objcode.h`). */
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

/** `code`. Its contents cannot be inspected: that would need a firmware with `sys.settrace`. */
const codeType = new PyType('code', { repr: () => '<code>' });

/** A code object on the heap. */
export function newCode(code: Code): PyCode {
  allocate(16);
  return new PyCode(code);
}
