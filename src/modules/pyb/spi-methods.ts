/** The methods that all SPI classes share (`extmod/machine_spi.c`). */
import type { Steps } from '../../execution.js';
import { newBytes, readableBuffer, room, writableBuffer } from '../../objects/bytes.js';
import { arg, type Members, methodsOf } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { takeSteps } from '../../objects/steps.js';
import type { PyObject } from '../../objects/value.js';

/** An object that exchanges bytes. Only interrupts run meanwhile. */
export interface SpiObject extends PyObject {
  transfer(from: Uint8Array, into: Uint8Array | null): Steps<void>;
}

/** `read`, `readinto`, `write`, `write_readinto`. */
export function spiMethods(): Members {
  const { method } = methodsOf<SpiObject>();
  return {
    read: method('Read so many bytes while sending one over and over.', [arg('nbytes', int), arg('write', int, 0)], (self, count, sent) => {
      const bytes = room(count).fill(sent);
      return takeSteps(self.transfer(bytes, bytes), () => newBytes(bytes));
    }),
    readinto: method(
      'Fill a buffer while sending a byte over and over.',
      [arg('buf', anything), arg('write', int, 0)],
      (self, into, sent) => {
        const { bytes } = writableBuffer(into);
        bytes.fill(sent);
        return takeSteps(self.transfer(bytes, bytes), () => None);
      },
    ),
    write: method('Send bytes.', [arg('buf', anything)], (self, from) =>
      takeSteps(self.transfer(readableBuffer(from).bytes, null), () => None),
    ),
    write_readinto: method(
      'Send bytes and receive as many.',
      [arg('write_buf', anything), arg('read_buf', anything)],
      (self, from, into) => {
        const [source, target] = [readableBuffer(from).bytes, writableBuffer(into).bytes];
        if (source.length !== target.length) throw raise.ValueError('buffers must be the same length');
        return takeSteps(self.transfer(source, target), () => None);
      },
    ),
  };
}
