/** `pyb.SDCard`, also known as `machine.SDCard`, and `pyb.MMCard` (`ports/stm32/sdcard.c`). */
import { SdSlot } from '../../board/flash/sd-card.js';
import { EIO } from '../../errno.js';
import { PyByteArray } from '../../objects/bytearray.js';
import { readableBuffer, writableBuffer } from '../../objects/bytes.js';
import { arg, make, methodsOf, NativeObject, nativeType } from '../../objects/declare.js';
import { Exception, makeException, raise } from '../../objects/exception.js';
import { newInt } from '../../objects/int.js';
import { anything, int, truth } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import type { Value } from '../../objects/value.js';
import { forWantOf, type Lack } from '../lack.js';
import { Command } from './block-commands.js';

type CardObject = NativeObject<SdSlot>;

/** Why a command fails that needs a card. */
const NO_CARD: Lack = { kind: 'card' };

/** The classes for one slot, and the card's object. Until a soft reset, a slot serves only one of the two kinds. */
interface CardClasses {
  readonly SDCard: PyType;
  readonly MMCard: PyType;
  readonly card: Value;
}

/** Makes the classes for a slot. */
export function cardTypes(slot: SdSlot): CardClasses {
  let kind: 'SDCard' | 'MMCard' | null = null;
  const members = cardMembers();
  const classOf = (name: 'SDCard' | 'MMCard'): { type: PyType; only: CardObject } => {
    const type: PyType = nativeType(
      name,
      {
        make: make([], () => {
          if (kind !== null && kind !== name) throw raise.ValueError('peripheral used by %s', kind);
          kind = name;
          return only;
        }),
      },
      members,
    );
    // As an MMCard the slot never tells that a card is present, and an SD card does not answer.
    const only: CardObject = new NativeObject(type, name === 'SDCard' ? slot : new SdSlot(slot.parts));
    return { type, only };
  };
  const sd = classOf('SDCard');
  return { SDCard: sd.type, MMCard: classOf('MMCard').type, card: sd.only };
}

function cardMembers() {
  const { method } = methodsOf<CardObject>();
  return {
    present: method('Whether a card is in the slot.', [], ({ state }) => state.card !== null),
    power: method('Switch the card on or off; whether that was possible.', [arg('state', truth)], ({ state }, on) => {
      if (on) return state.powerOn();
      state.powerOff();
      return true;
    }),
    info: method('(bytes, bytes of a block, type of the card), or None without power.', [], ({ state }) => {
      const { active } = state;
      return active === null ? None : newTuple([newInt(active.bytes.length), state.blockSize, active.isHighCapacity ? 1 : 0]);
    }),
    read: method('A block, as a bytearray.', [arg('block', int)], ({ state }, block) => {
      const bytes = new Uint8Array(state.blockSize);
      if (!state.read(block, bytes)) throw failed('sdcard_read_blocks', state);
      return new PyByteArray(bytes);
    }),
    write: method('Write whole blocks.', [arg('block', int), arg('data', anything)], ({ state }, block, data) => {
      const { bytes } = readableBuffer(data);
      if (bytes.length % state.blockSize !== 0) throw raise.ValueError('writes must be a multiple of %d bytes', state.blockSize);
      if (!state.write(block, bytes)) throw failed('sdcard_write_blocks', state);
    }),
    readblocks: method(
      'Read whole blocks; 0 if that was possible.',
      [arg('block', int), arg('buf', anything)],
      ({ state }, block, into) => {
        const { bytes } = writableBuffer(into);
        return state.read(block, wholeBlocks(bytes, state)) ? 0 : -EIO;
      },
    ),
    writeblocks: method(
      'Write whole blocks; 0 if that was possible.',
      [arg('block', int), arg('buf', anything)],
      ({ state }, block, from) => {
        const { bytes } = readableBuffer(from);
        return state.write(block, wholeBlocks(bytes, state)) ? 0 : -EIO;
      },
    ),
    ioctl: method('Control the device.', [arg('command', int), arg('argument', anything)], (self, command) => control(self, command)),
  };
}

const wholeBlocks = (bytes: Uint8Array, { blockSize }: SdSlot): Uint8Array =>
  bytes.subarray(0, Math.floor(bytes.length / blockSize) * blockSize);

const failed = (what: string, { card }: SdSlot): object =>
  forWantOf(card === null ? NO_CARD : null, makeException(Exception, `${what} failed [${-EIO}]`, false));

function control(self: CardObject, command: number): number {
  const slot = self.state;
  switch (command) {
    case Command.INIT: {
      const isReady = slot.powerOn();
      forWantOf(isReady ? null : NO_CARD, self);
      return isReady ? 0 : -1;
    }
    case Command.DEINIT:
      slot.powerOff();
      return 0;
    case Command.SYNC:
      return 0;
    case Command.BLOCK_COUNT:
      return slot.active?.blocks ?? 0;
    case Command.BLOCK_SIZE:
      return slot.blockSize;
    default:
      return -1;
  }
}
