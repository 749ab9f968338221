/** The registers of a GPIO port (RM0090 §8.4). */
import type { Level, Pin, PinMode, PinPull } from '../pin/pin.js';
import type { Register, RegisterBlock } from '../register-block.js';

/** Pins of a port by number; some of them do not lead out of the chip. */
type PortPins = readonly (Pin | undefined)[];

const MODES: readonly PinMode[] = ['in', 'out', 'alt', 'analog'];
const OPEN: Partial<Record<PinMode, PinMode>> = { out: 'open-drain', alt: 'alt-open-drain' };
const PULLS: readonly PinPull[] = ['none', 'up', 'down', 'none'];

const isOpen = ({ mode }: Pin): boolean => mode === 'open-drain' || mode === 'alt-open-drain';
const modeField = (pin: Pin): number => MODES.indexOf(pin.mode === 'open-drain' ? 'out' : pin.mode === 'alt-open-drain' ? 'alt' : pin.mode);

/** The registers of a port. Its lock and the speed of its outputs are not simulated. */
export function gpioRegisters(pins: PortPins): RegisterBlock {
  /** The output types, kept for pins that are not outputs at the moment. */
  let types = 0;
  const openBit = (pin: Pin): number => (modeField(pin) % 3 === 0 ? (types >>> pin.number) & 1 : Number(isOpen(pin)));
  const set = (pin: Pin, field: number, open: boolean, pull: PinPull): void => {
    const mode = open ? (OPEN[MODES[field]] ?? MODES[field]) : MODES[field];
    if (mode !== pin.mode || pull !== pin.pull) pin.configure(mode, pull, pin.af);
  };
  const fields = (width: number, first: number, of: (pin: Pin) => number, put: (pin: Pin, value: number) => void): Register => {
    const count = Math.min(32 / width, 16);
    const mask = 2 ** width - 1;
    const each = (action: (pin: Pin, shift: number) => void): void => {
      for (let n = 0; n < count; n++) {
        const pin = pins[first + n];
        if (pin !== undefined) action(pin, n * width);
      }
    };
    return {
      read() {
        let value = 0;
        each((pin, shift) => {
          value |= of(pin) << shift;
        });
        return value >>> 0;
      },
      write: (value) =>
        each((pin, shift) => {
          const field = (value >>> shift) & mask;
          if (field !== of(pin)) put(pin, field);
        }),
    };
  };
  const alternates = (first: number): Register =>
    fields(
      4,
      first,
      (pin) => pin.af,
      (pin, af) => pin.configure(pin.mode, pin.pull, af),
    );
  const latches = (): number => {
    let value = 0;
    for (let n = 0; n < pins.length; n++) value |= (pins[n]?.latch ?? 0) << n;
    return value;
  };
  const types_ = fields(1, 0, openBit, (pin, open) => set(pin, modeField(pin), open === 1, pin.pull));
  return {
    MODER: fields(2, 0, modeField, (pin, mode) => set(pin, mode, openBit(pin) === 1, pin.pull)),
    OTYPER: {
      read: types_.read,
      write(value) {
        types = value;
        types_.write?.(value);
      },
    },
    PUPDR: fields(
      2,
      0,
      (pin) => PULLS.indexOf(pin.pull),
      (pin, pull) => set(pin, modeField(pin), isOpen(pin), PULLS[pull]),
    ),
    IDR: {
      read: fields(
        1,
        0,
        (pin) => pin.read(),
        () => {},
      ).read,
    },
    ODR: { read: latches, write: (value) => writeSome(pins, (value ^ latches()) & 0xffff, value) },
    BSRR: { read: () => 0, write: (value) => setAndReset(pins, value) },
    AFR0: alternates(0),
    AFR1: alternates(8),
  };
}

/** BSRR: the low half sets outputs, the high half resets them; setting wins. */
function setAndReset(pins: PortPins, value: number): void {
  writeSome(pins, (value | (value >>> 16)) & 0xffff, value);
}

/** Writes the levels in `value` to the pins in `mask`, the lowest first. Optimised, because programs that use a port as a bus do little else. */
function writeSome(pins: PortPins, mask: number, value: number): void {
  for (let left = mask; left !== 0; left &= left - 1) {
    const n = 31 - Math.clz32(left & -left);
    pins[n]?.write(((value >>> n) & 1) as Level);
  }
}
