/** The methods that `machine.I2C` and `machine.SoftI2C` share (`extmod/machine_i2c.c`). */
import type { Steps } from '../../execution.js';
import { newBytes, readableBuffer, room, writableBuffer } from '../../objects/bytes.js';
import { arg, keyword, type Members, methodsOf, option } from '../../objects/declare.js';
import { engine } from '../../objects/engine.js';
import { raise } from '../../objects/exception.js';
import { anything, int, truth } from '../../objects/kinds.js';
import { newList } from '../../objects/list.js';
import { None } from '../../objects/none.js';
import { arrayOf } from '../../objects/sequence.js';
import { takeSteps } from '../../objects/steps.js';
import type { Value } from '../../objects/value.js';
import { failedOn } from '../lack.js';
import type { I2cObject } from './i2c-object.js';

/** The range of addresses that `scan` tries. Addresses outside it are reserved. */
const FIRST_ADDRESS = 0x08;
const LAST_ADDRESS = 0x77;

/** Returns the answer of a transaction; raises OSError if it is a negative error number. */
function checked({ wires }: I2cObject, answer: number): number {
  if (answer < 0) throw failedOn(wires, raise.OSError(-answer));
  return answer;
}

type BusSteps = NonNullable<I2cObject['steps']>;

function stepsOf(self: I2cObject): BusSteps {
  if (self.steps === null) throw raise.OSErrorText('I2C operation not supported');
  return self.steps;
}

/** A memory address as bytes, the highest first. */
function memoryAddress(address: number, bits: number): Uint8Array {
  if ((bits & 7) !== 0 || bits > 32) throw raise.ValueError('invalid addrsize');
  return Uint8Array.from({ length: bits / 8 }, (_, i) => address >> (bits - 8 - 8 * i));
}

function* readMemory(self: I2cObject, address: number, from: Uint8Array, into: Uint8Array): Steps<number> {
  const written = yield* self.transfer(address, [from], { isRead: false, stops: false });
  if (written === from.length) return yield* self.transfer(address, [into], { isRead: true, stops: true });
  yield* self.transfer(address, [], { isRead: false, stops: true });
  return written;
}

function* scan(self: I2cObject): Steps<Value[]> {
  const found: Value[] = [];
  for (let address = FIRST_ADDRESS; address <= LAST_ADDRESS; address++) {
    if ((yield* self.transfer(address, [], { isRead: false, stops: true })) === 0) found.push(address);
    engine.handlePending();
  }
  return found;
}

/** Reads bytes within a transaction. If `endsReading` is true, the last byte is not acknowledged. */
function* readInto({ read }: BusSteps, bytes: Uint8Array, endsReading: boolean): Steps<void> {
  for (let i = 0; i < bytes.length; i++) bytes[i] = yield* read(endsReading && i === bytes.length - 1);
}

/** Writes bytes within a transaction. Returns how many were acknowledged. */
function* writeFrom({ write }: BusSteps, bytes: Uint8Array): Steps<number> {
  let count = 0;
  for (const byte of bytes) {
    if (!(yield* write(byte))) break;
    count++;
  }
  return count;
}

const none = (): Value => None;

const checkedNone =
  (self: I2cObject) =>
  (answer: number): Value => {
    checked(self, answer);
    return None;
  };

const stop = arg('stop', truth, true);
const memory = <const T extends string>(name: T) =>
  [option('addr', int), option('memaddr', int), option(name, anything), keyword('addrsize', int, 8)] as const;

/** The methods that both classes share. */
export function i2cMembers(): Members {
  const { method } = methodsOf<I2cObject>();
  return {
    deinit: method('Nothing: the bus stays as it is.', [], () => {}),
    scan: method('The addresses at which devices answer.', [], (self) => takeSteps(scan(self), newList)),
    start: method('Begin a transaction.', [], (self) => takeSteps(stepsOf(self).start(), none)),
    stop: method('End a transaction.', [], (self) => takeSteps(stepsOf(self).stop(), none)),
    readinto: method('Read bytes within a transaction.', [arg('buf', anything), arg('nack', truth, true)], (self, into, endsReading) => {
      const { bytes } = writableBuffer(into);
      return takeSteps(readInto(stepsOf(self), bytes, endsReading), none);
    }),
    write: method('Write bytes within a transaction; how many were acknowledged.', [arg('buf', anything)], (self, from) =>
      takeSteps(writeFrom(stepsOf(self), readableBuffer(from).bytes), (count) => count),
    ),
    readfrom: method('Read so many bytes.', [arg('addr', int), arg('nbytes', int), stop], (self, address, count, stops) => {
      const bytes = room(count);
      return takeSteps(self.transfer(address, [bytes], { isRead: true, stops }), (answer) => {
        checked(self, answer);
        return newBytes(bytes);
      });
    }),
    readfrom_into: method('Read into a buffer.', [arg('addr', int), arg('buf', anything), stop], (self, address, into, stops) =>
      takeSteps(self.transfer(address, [writableBuffer(into).bytes], { isRead: true, stops }), checkedNone(self)),
    ),
    writeto: method(
      'Write bytes; how many were acknowledged.',
      [arg('addr', int), arg('buf', anything), stop],
      (self, address, from, stops) =>
        takeSteps(self.transfer(address, [readableBuffer(from).bytes], { isRead: false, stops }), (answer) => checked(self, answer)),
    ),
    writevto: method(
      'Write the bytes of several buffers.',
      [arg('addr', int), arg('vector', anything), stop],
      (self, address, vector, stops) =>
        takeSteps(
          self.transfer(
            address,
            arrayOf(vector).map((each) => readableBuffer(each).bytes),
            { isRead: false, stops },
          ),
          (answer) => checked(self, answer),
        ),
    ),
    readfrom_mem: method("Read so many bytes of a device's memory.", memory('nbytes'), (self, address, from, count, bits) => {
      const bytes = room(int.convert(count));
      return takeSteps(readMemory(self, address, memoryAddress(from, bits), bytes), (answer) => {
        checked(self, answer);
        return newBytes(bytes);
      });
    }),
    readfrom_mem_into: method("Read a device's memory into a buffer.", memory('buf'), (self, address, from, into, bits) =>
      takeSteps(readMemory(self, address, memoryAddress(from, bits), writableBuffer(into).bytes), checkedNone(self)),
    ),
    writeto_mem: method("Write to a device's memory.", memory('buf'), (self, address, to, from, bits) =>
      takeSteps(
        self.transfer(address, [memoryAddress(to, bits), readableBuffer(from).bytes], { isRead: false, stops: true }),
        checkedNone(self),
      ),
    ),
  };
}
