/** `_onewire` (`extmod/modonewire.c`): resets, bits and bytes on a one-wire bus, which is any pin; and its checksum. */

import type { Pin } from '../board/pin.js';
import type { Pyboard } from '../board/pyboard.js';
import { EVENT_PRICE } from '../bytecode/prices.js';
import { readableBuffer } from '../objects/bytes.js';
import { charge } from '../objects/charge.js';
import { arg, fn } from '../objects/declare.js';
import { anything, word } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import type { Pins } from './pyb/pin.js';

/** Microseconds: of a reset, of the rest until the answer is looked at, of the rest after it; of a slot that reads, of one that writes. */
const RESET = { LOW: 480, ANSWER: 70, REST: 410 } as const;
const READ = { LOW: 6, ANSWER: 9, REST: 55 } as const;
const WRITE = { LOW: 6, HOLD: 54, REST: 10 } as const;
const MICROSECOND = 1000;
/** The polynomial of the checksum, its lowest power on the left (Maxim application note 27). */
const POLYNOMIAL = 0x8c;
/** Cycles of the checksum for a byte: eight rounds of a few instructions. */
const CRC_PRICE = 8 * EVENT_PRICE.COPY_PER_BYTE;

/** The module for one board. */
export function _onewire({ clock, interrupts }: Pyboard, pins: Pins): PyModule {
  const spend = (us: number): void => clock.spendNanos(us * MICROSECOND);
  const quietly = <T>(action: () => T): T => {
    // All interrupts but the tick wait, and no slot is so long that a tick would be lost.
    const wereEnabled = interrupts.disable();
    const result = action();
    interrupts.enable(wereEnabled);
    return result;
  };
  const reset = (pin: Pin): boolean => {
    pin.write(0);
    spend(RESET.LOW);
    const answers = quietly(() => {
      pin.write(1);
      spend(RESET.ANSWER);
      return pin.read() === 0;
    });
    spend(RESET.REST);
    return answers;
  };
  const readBit = (pin: Pin): number => {
    pin.write(1);
    const bit = quietly(() => {
      pin.write(0);
      spend(READ.LOW);
      pin.write(1);
      spend(READ.ANSWER);
      return pin.read();
    });
    spend(READ.REST);
    return bit;
  };
  const writeBit = (pin: Pin, bit: number): void =>
    quietly(() => {
      pin.write(0);
      spend(WRITE.LOW);
      if (bit !== 0) pin.write(1);
      spend(WRITE.HOLD);
      pin.write(1);
      spend(WRITE.REST);
    });
  const pin = arg('pin', anything);
  return nativeModule('onewire', {
    reset: fn('Reset the bus; whether anybody answers.', [pin], (which) => reset(pins.find(which))),
    readbit: fn('Read a bit.', [pin], (which) => readBit(pins.find(which))),
    readbyte: fn('Read a byte, its lowest bit first.', [pin], (which) => {
      const found = pins.find(which);
      let byte = 0;
      for (let bit = 0; bit < 8; bit++) byte |= readBit(found) << bit;
      return byte;
    }),
    writebit: fn('Write a bit.', [pin, arg('value', word)], (which, value) => writeBit(pins.find(which), value)),
    writebyte: fn('Write a byte, its lowest bit first.', [pin, arg('value', word)], (which, value) => {
      const found = pins.find(which);
      for (let bit = 0; bit < 8; bit++) writeBit(found, (value >> bit) & 1);
    }),
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
