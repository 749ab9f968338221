/** `pyb.Servo`, and `pyb.servo` and `pyb.pwm`, which write the timer's registers (`ports/stm32/servo.c`). */
import type { Servo, Servos } from '../../board/servo.js';
import { ABSENT, arg, fn, make, methodsOf, type NativeObject, nativeType, rest } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { toFloat } from '../../objects/float.js';
import { anything, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import type { Value } from '../../objects/value.js';
import { Wrappers } from './objects.js';

type ServoObject = NativeObject<Servo>;

/** Microseconds of a unit of pulse width. */
const UNIT = 10;
const LEAST_PULSE = 50;
const MOST_PULSE = 250;
/** Microseconds as units, which the firmware keeps in bytes. */
const units = (us: Value): number => Math.trunc(int.convert(us) / UNIT) & 0xff;

/** The class for the servos of a board. */
export function servoType(servos: Servos): PyType {
  const { method } = methodsOf<ServoObject>();
  const wrappers = new Wrappers<Servo>();
  /** A method for a quantity that is `full` when the pulse differs from the centre by `part` of the calibration. */
  const scaled = (doc: string, full: number, part: 'angle90' | 'speed100') =>
    method(doc, [arg('value', anything, ABSENT), arg('time', int, 0)], ({ state }, value, ms) => {
      const { centre, [part]: span } = state.calibration;
      if (value === ABSENT) return Math.trunc(((state.pulse - centre) * full) / span);
      state.move(centre + Math.trunc((span * toFloat(value)) / full), ms);
      return None;
    });
  const type: PyType = nativeType(
    'Servo',
    {
      make: make([arg('id', int)], (id) => {
        const servo = servos.all[id - 1];
        if (servo === undefined) throw raise.ValueError("Servo(%d) doesn't exist", id);
        servo.start();
        return wrappers.of(type, servo);
      }),
      repr: ({ state }: ServoObject) => `<Servo ${state.id} at ${UNIT * state.pulse}us>`,
    },
    {
      pulse_width: method('Get or set the pulse, in microseconds.', [arg('value', int, undefined)], ({ state }, us) => {
        if (us === undefined) return UNIT * state.pulse;
        state.move(Math.trunc(us / UNIT), 0);
      }),
      angle: scaled('Get the angle in degrees, or move to it, within so many milliseconds.', 90, 'angle90'),
      speed: scaled('Get the speed in percent, or change to it, within so many milliseconds.', 100, 'speed100'),
      calibration: method(
        'Get or set the pulses, in microseconds: least, most, centre, at 90 degrees, at full speed.',
        [rest('pulses')],
        ({ state }, pulses) => calibrate(state, pulses),
      ),
    },
  );
  return type;
}

function calibrate(servo: Servo, pulses: readonly Value[]): Value {
  const { min, max, centre, angle90, speed100 } = servo.calibration;
  if (pulses.length === 0) return newTuple([min, max, centre, angle90 + centre, speed100 + centre].map((n) => UNIT * n));
  if (pulses.length !== 3 && pulses.length !== 5) {
    throw raise.TypeError('calibration expecting 1, 4 or 6 arguments, got %d', pulses.length + 1);
  }
  const [newMin, newMax, newCentre] = pulses.map(units);
  const relative = (us: Value): number => (Math.trunc(int.convert(us) / UNIT) - newCentre) & 0xff;
  const ends = pulses.length === 3 ? { angle90, speed100 } : { angle90: relative(pulses[3]), speed100: relative(pulses[4]) };
  servo.calibration = { min: newMin, max: newMax, centre: newCentre, ...ends };
  return None;
}

/** `pyb.servo` and `pyb.pwm`. */
export function servoFunctions({ timer }: Servos) {
  return {
    servo: fn('Set the pulse of a servo, in units of 10 microseconds.', [arg('port', int), arg('value', int)], (port, value) => {
      if (port >= 1 && port <= 4) timer.setCompare(port, Math.min(Math.max(value, LEAST_PULSE), MOST_PULSE));
    }),
    pwm: fn(
      'Set the period of the servo timer, and the pulse of its third channel.',
      [arg('period', int), arg('pulse', int)],
      (period, pulse) => {
        timer.period = period;
        timer.setCompare(3, pulse);
      },
    ),
  };
}
