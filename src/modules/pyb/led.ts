/** `pyb.LED` (`ports/stm32/led.c`). */
import type { Led } from '../../board/led.js';
import type { Pyboard } from '../../board/pyboard.js';
import { arg, make, methodsOf, type NativeObject, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { int } from '../../objects/kinds.js';
import type { PyType } from '../../objects/type.js';
import { Wrappers } from './objects.js';

type LedObject = NativeObject<Led>;
const { method } = methodsOf<LedObject>();

const members = {
  on: method('Turn the LED on.', [], ({ state }) => state.on()),
  off: method('Turn the LED off.', [], ({ state }) => state.off()),
  toggle: method('Turn the LED on if it is off, else off.', [], ({ state }) => state.toggle()),
  intensity: method('Get or set the brightness, 0 (off) to 255 (full on).', [arg('value', int, undefined)], ({ state }, value) => {
    if (value === undefined) return state.intensity;
    state.intensity = value;
  }),
};

/** The class for the LEDs of `board`. */
export function ledType(board: Pyboard): PyType {
  const wrappers = new Wrappers<Led>();
  const type: PyType = nativeType(
    'LED',
    {
      make: make([arg('id', int)], (id) => {
        const led = board.led(id);
        if (led === undefined) throw raise.ValueError("LED(%d) doesn't exist", id);
        return wrappers.of(type, led);
      }),
      repr: ({ state }: LedObject) => `LED(${state.id})`,
    },
    members,
  );
  return type;
}
