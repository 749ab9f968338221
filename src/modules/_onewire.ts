/** `_onewire` (`extmod/modonewire.c`): resets, bits and bytes on a one-wire bus, which is any pin; and its checksum. */
import type { Pin } from '../board/pin/pin.js';
import type { Pyboard } from '../board/pyboard.js';
import { EVENT_PRICE } from '../bytecode/prices.js';
import { MICROSECOND, type Steps, type Wait } from '../execution.js';
import { readableBuffer } from '../objects/bytes.js';
import { charge } from '../objects/charge.js';
import { arg, fn } from '../objects/declare.js';
import { anything, int } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { None } from '../objects/none.js';
import { takeSteps } from '../objects/steps.js';
import type { Pins } from './pyb/pin.js';

/** Timing in microseconds: of a reset (low, then until the answer is sampled, then the rest), of a read slot, of a write slot. */
const RESET = { LOW: 480, ANSWER: 70, REST: 410 } as const;
const READ = { LOW: 6, ANSWER: 9, REST: 55 } as const;
const WRITE = { LOW: 6, HOLD: 54, REST: 10 } as const;
/** The polynomial of the checksum, its lowest power on the left (Maxim application note 27). */
const POLYNOMIAL = 0x8c;
/** Cycles of the checksum for a byte: eight rounds of a few instructions. */
const CRC_PRICE = 8 * EVENT_PRICE.COPY_PER_BYTE;

/** The module for one board. */
export function _onewire({ clock, interrupts }: Pyboard, pins: Pins): PyModule {
  const busy = (us: number): Wait => clock.busy(us * MICROSECOND);
  function* quietly<T>(action: Steps<T>): Steps<T> {
    // All interrupts but the tick are held off. No slot is long enough for a tick to be lost.
    const wereEnabled = interrupts.disable();
    const result = yield* action;
    interrupts.enable(wereEnabled);
    return result;
  }
  function* reset(pin: Pin): Steps<boolean> {
    pin.write(0);
    yield busy(RESET.LOW);
    const answers = yield* quietly(release(pin));
    yield busy(RESET.REST);
    return answers;
  }
  function* release(pin: Pin): Steps<boolean> {
    pin.write(1);
    yield busy(RESET.ANSWER);
    return pin.read() === 0;
  }
  function* readBit(pin: Pin): Steps<number> {
    pin.write(1);
    const bit = yield* quietly(readingSlot(pin));
    yield busy(READ.REST);
    return bit;
  }
  function* readingSlot(pin: Pin): Steps<number> {
    pin.write(0);
    yield busy(READ.LOW);
    pin.write(1);
    yield busy(READ.ANSWER);
    return pin.read();
  }
  const writeBit = (pin: Pin, bit: number): Steps<void> => quietly(writingSlot(pin, bit));
  function* writingSlot(pin: Pin, bit: number): Steps<void> {
    pin.write(0);
    yield busy(WRITE.LOW);
    if (bit !== 0) pin.write(1);
    yield busy(WRITE.HOLD);
    pin.write(1);
    yield busy(WRITE.REST);
  }
  function* readByte(pin: Pin): Steps<number> {
    let byte = 0;
    for (let bit = 0; bit < 8; bit++) byte |= (yield* readBit(pin)) << bit;
    return byte;
  }
  function* writeByte(pin: Pin, byte: number): Steps<void> {
    for (let bit = 0; bit < 8; bit++) yield* writeBit(pin, (byte >> bit) & 1);
  }
  const noted = (pin: Pin, answers: boolean): boolean => {
    if (answers) pin.asked.forget();
    else pin.asked.inVain('one-wire device', false);
    return answers;
  };
  const pin = arg('pin', anything);
  return nativeModule('onewire', {
    reset: fn('Reset the bus; whether anybody answers.', [pin], (which) => {
      const found = pins.find(which);
      return takeSteps(reset(found), (answers) => noted(found, answers));
    }),
    readbit: fn('Read a bit.', [pin], (which) => takeSteps(readBit(pins.find(which)), (bit) => bit)),
    readbyte: fn('Read a byte, its lowest bit first.', [pin], (which) => takeSteps(readByte(pins.find(which)), (byte) => byte)),
    writebit: fn('Write a bit.', [pin, arg('value', int)], (which, value) => takeSteps(writeBit(pins.find(which), value), () => None)),
    writebyte: fn('Write a byte, its lowest bit first.', [pin, arg('value', int)], (which, value) =>
      takeSteps(writeByte(pins.find(which), value), () => None),
    ),
    crc8: fn('The checksum of bytes.', [arg('data', anything)], (data) => {
      const { bytes } = readableBuffer(data);
      charge(CRC_PRICE * bytes.length);
      let crc = 0;
      for (let i = 0; i < bytes.length; i++) {
        crc ^= bytes[i] as number;
        for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ POLYNOMIAL : crc >> 1;
      }
      return crc;
    }),
  });
}
