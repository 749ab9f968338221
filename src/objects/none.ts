/** None, Ellipsis and NotImplemented: the singletons. */
import { addressOf } from './identity.js';
import { PyType } from './type.js';
import type { PyObject } from './value.js';

class Singleton implements PyObject {
  constructor(readonly type: PyType) {}
}

/** `NoneType`. */
const noneType = new PyType('NoneType', { repr: () => 'None', truth: () => false, hash: () => 6 });
/** `None`. */
export const None: PyObject = new Singleton(noneType);
/** `ellipsis`. */
const ellipsisType = new PyType('', { repr: () => 'Ellipsis', hash: addressOf });
/** `...`. */
export const Ellipsis: PyObject = new Singleton(ellipsisType);
/** The type of `NotImplemented`, which has no name (`py/objsingleton.c`). */
const notImplementedType = new PyType('', { repr: () => 'NotImplemented', hash: addressOf });
/** `NotImplemented`. */
export const NotImplemented: PyObject = new Singleton(notImplementedType);
