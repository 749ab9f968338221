/** `machine.ADC` (`ports/stm32/machine_adc.c`): readings scaled to 16 bits. */
import type { AnaloguePin } from '../../board/analogue.js';
import type { Pyboard } from '../../board/pyboard.js';
import { allocate } from '../../objects/charge.js';
import { arg, make, methodsOf, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { isInt } from '../../objects/int.js';
import { anything, int } from '../../objects/kinds.js';
import type { PyType } from '../../objects/type.js';
import type { PyObject } from '../../objects/value.js';
import type { Pins } from '../pyb/pin.js';

/** Numbers of the sources that are not pins. The first is the converter's own reference. */
const SOURCE = { VREF: 0xffff, CORE_VREF: 256, CORE_TEMP: 257, CORE_VBAT: 258 } as const;

class AdcObject implements PyObject {
  constructor(
    readonly type: PyType,
    readonly unit: number,
    readonly channel: number,
    /** The pin; null for an internal source. */
    readonly input: AnaloguePin | null,
  ) {}
}

/** The class for one board. */
export function adcType(board: Pyboard, pins: Pins): PyType {
  const { adc } = board;
  const { method } = methodsOf<AdcObject>();
  const { temperature, reference, battery } = adc.channels;
  const chipChannel = (channel: number): number => {
    if (channel === SOURCE.CORE_VREF) return reference;
    if (channel === SOURCE.CORE_TEMP) return temperature;
    return channel === SOURCE.CORE_VBAT ? battery : channel & 0x1f;
  };
  const type: PyType = nativeType(
    'ADC',
    {
      make: make([arg('source', anything)], (source) => {
        allocate(16);
        if (isInt(source)) return new AdcObject(type, 1, int.convert(source), null);
        const pin = pins.find(source);
        const described = pin.description.adc;
        const unit = [1, 2, 3].find((n) => described?.units.includes(String(n)));
        if (described === null || unit === undefined) throw raise.ValueError('Pin(%q) does not have ADC capabilities', pin.cpu);
        pin.configure('analog', 'none');
        return new AdcObject(type, unit, described.channel, board.analogue(pin));
      }),
      repr: ({ unit, channel }: AdcObject) => `<ADC${unit} channel=${channel >>> 0}>`,
    },
    {
      read_u16: method('Convert once: 0 to 65535.', [], ({ channel, input }) => {
        if (input === null && channel === SOURCE.VREF) return 0xffff;
        if (input === null && channel === SOURCE.CORE_TEMP) adc.switchOn(temperature);
        const raw = adc.convert(input ?? chipChannel(channel));
        return (raw << 4) | (raw >> 8);
      }),
      ...SOURCE,
    },
  );
  return type;
}
