/** `weakref` (`py/modweakref.c`). */

import { checkCount, checkPositional } from '../../objects/argument-count.js';
import { emptyBytes } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { methodsOf, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { BoundMethod, NativeFunction } from '../../objects/function.js';
import { isSmall } from '../../objects/int.js';
import { nativeModule, PyModule } from '../../objects/module.js';
import { knownNames } from '../../objects/name-pool.js';
import { nativeFunction } from '../../objects/native-function.js';
import { Ellipsis, None, NotImplemented } from '../../objects/none.js';
import { PyTuple } from '../../objects/tuple.js';
import { PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import { Finalize, Ref, type WeakReferences } from './references.js';

/** Bytes of a `ref`, and of a `finalize` without its arguments. */
const REF_BYTES = 16;
const FINALIZE_BYTES = 28;

/** Raises TypeError for a value that is not on the board's heap, NotImplementedError for an int or a str that is: they have no identity here. */
function checkTarget(value: Value): void {
  const isSmallInt = typeof value === 'number' && isSmall(value);
  const isInterned = typeof value === 'string' && knownNames.knows(value);
  if (isSmallInt || isInterned || (typeof value === 'object' ? isInFlash(value) : typeof value === 'boolean')) {
    throw raise.TypeError('not a heap object');
  }
  if (typeof value !== 'object') throw raise.NotImplementedError('a weak reference to an int or a str is not simulated');
}

function isInFlash(value: PyObject): boolean {
  if (value === None || value === Ellipsis || value === NotImplemented || value === emptyBytes || value instanceof NativeFunction)
    return true;
  if (value instanceof PyTuple) return value.items.length === 0;
  return value instanceof PyType ? !value.isUser : value instanceof PyModule && value.isNative;
}

/** `weakref` of one machine. */
export function weakref(references: WeakReferences): PyModule {
  return nativeModule('weakref', { ref: refType(references), finalize: finalizeType(references) });
}

function refType(known: WeakReferences): PyType {
  const { method } = methodsOf<Ref>();
  return nativeType(
    'ref',
    {
      make(type, args, keywords) {
        checkPositional(args, keywords, 1, 2);
        const [target, callback] = args as [Value, Value | undefined];
        checkTarget(target);
        allocate(REF_BYTES);
        return known.add(new Ref(type, target, callback ?? None));
      },
      call: (self: Ref) => self.target,
      references(self: Ref, hold) {
        hold(self.callback);
        return REF_BYTES;
      },
    },
    { __del__: method('Forget the object.', [], (self) => known.drop(self)) },
  );
}

function finalizeType(known: WeakReferences): PyType {
  const { method } = methodsOf<Finalize>();
  const peek = nativeFunction(
    'peek',
    method('Object, function, arguments and keywords; None once it has run.', [], (self) => (self.isGone ? None : self.content())),
  );
  const detach = nativeFunction(
    'detach',
    method('The same; it will not run any more.', [], (self) => {
      const content = self.isGone ? None : self.content();
      known.drop(self);
      return content;
    }),
  );
  return nativeType('finalize', {
    make(type, args, keywords) {
      checkCount(args.length, 2, Number.POSITIVE_INFINITY);
      const [target, callback, ...others] = args as [Value, Value, ...Value[]];
      checkTarget(target);
      const count = others.length + 2 * (keywords?.size ?? 0);
      allocate(FINALIZE_BYTES);
      if (count > 0) allocate(4 * count);
      return known.add(new Finalize(type, target, callback, others, keywords));
    },
    call(self: Finalize) {
      if (self.isGone) return None;
      known.drop(self);
      return self.run();
    },
    attributes: ['alive', 'peek', 'detach'],
    getAttribute(self: Finalize, name) {
      if (name === 'alive') return !self.isGone;
      return name === 'peek' ? new BoundMethod(peek, self) : name === 'detach' ? new BoundMethod(detach, self) : undefined;
    },
    references(self: Finalize, hold) {
      const { args, keywords } = self;
      for (const held of [self.callback, ...args, ...(keywords?.values() ?? [])]) hold(held);
      return FINALIZE_BYTES + 4 * (args.length + 2 * (keywords?.size ?? 0));
    },
  });
}
