/** `machine.Signal`: a pin that may be inverted (`extmod/machine_signal.c`). */

import { checkPositional } from '../../objects/argument-count.js';
import { allocate } from '../../objects/charge.js';
import { ABSENT, arg, methodsOf, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { loadAttribute } from '../../objects/protocol/attribute.js';
import { call } from '../../objects/protocol/call.js';
import { isTrue } from '../../objects/protocol/truth.js';
import { type PyType, typeOf } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';

class SignalObject implements PyObject {
  constructor(
    readonly type: PyType,
    readonly pin: Value,
    private readonly inverted: boolean,
  ) {}

  get value(): number {
    const level = int.convert(call(loadAttribute(this.pin, 'value'), []));
    return this.inverted ? level ^ 1 : level;
  }

  set value(on: boolean) {
    call(loadAttribute(this.pin, 'value'), [on !== this.inverted]);
  }
}

/** `machine.Signal`. Arguments that do not start with a pin are passed to `pinType` to make one. */
export function signalType(pinType: PyType): PyType {
  const { method } = methodsOf<SignalObject>();
  const access = (self: SignalObject, value: Value): Value => {
    if (value === ABSENT) return self.value;
    self.value = isTrue(value);
    return None;
  };
  const isPin = (value: Value): boolean => [pinType, type].some((base) => typeOf(value).isSubtypeOf(base));
  const type: PyType = nativeType(
    'Signal',
    {
      make(_type, args: Value[], given: Keywords | null) {
        const invert = given?.get('invert');
        const inverted = invert !== undefined && isTrue(invert);
        allocate(16);
        if (args.length === 0 || !isPin(args[0])) return new SignalObject(type, makePin(pinType, args, given, inverted), inverted);
        if (args.length !== 1 || (given !== null && given.size > (invert === undefined ? 0 : 1))) throw raise.TypeError();
        return new SignalObject(type, args[0], inverted);
      },
      references(self: SignalObject, hold) {
        hold(self.pin);
        return 16;
      },
      call(self: SignalObject, args: Value[], keywords: Keywords | null) {
        checkPositional(args, keywords, 0, 1);
        return access(self, args.length === 0 ? ABSENT : args[0]);
      },
    },
    {
      value: method('Get or set the value.', [arg('value', anything, ABSENT)], access),
      on: method('Make it active.', [], (self) => {
        self.value = true;
      }),
      off: method('Make it inactive.', [], (self) => {
        self.value = false;
      }),
    },
  );
  return type;
}

/** Makes a pin from the arguments. `value` is meant for the signal, so it is inverted for the pin if the signal is inverted. */
function makePin(pinType: PyType, args: Value[], given: Keywords | null, inverted: boolean): Value {
  const named = new Map(given ?? []);
  named.delete('invert');
  const value = named.get('value');
  if (inverted && value !== undefined) named.set('value', isTrue(value) ? 0 : 1);
  return call(pinType, args, named);
}
