/** Services as a program declares them: `gatts_register_services` (`extmod/modbluetooth.c`). */
import type { Characteristic, Descriptor, Service } from '../../ble/attributes.js';
import type { Uuid } from '../../ble/uuid.js';
import { raise } from '../../objects/exception.js';
import { int } from '../../objects/kinds.js';
import { forEach } from '../../objects/protocol/iterate.js';
import { length } from '../../objects/protocol/truth.js';
import { arrayOf } from '../../objects/sequence.js';
import type { Value } from '../../objects/value.js';
import { PyUuid } from './uuid.js';

/** Returns the UUID as it goes over the air. There are none of 32 bits; NimBLE would write them beyond its buffers. */
export function onAir({ bytes }: PyUuid): Uuid {
  if (bytes.length === 4) throw raise.NotImplementedError('a UUID of 32 bits in a service is not simulated');
  return bytes;
}

/** Reads a declaration. */
export function serviceOf(declaration: Value): Service {
  const [uuid, characteristics] = fixed(declaration, 2);
  const own = uuidOf(uuid, 'invalid service UUID');
  return { uuid: own, characteristics: listed(characteristics, characteristicOf) };
}

function characteristicOf(declaration: Value): Characteristic {
  const items = arrayOf(declaration);
  if (items.length < 2 || items.length > 3) throw raise.ValueError('invalid characteristic tuple');
  const uuid = uuidOf(items[0], 'invalid characteristic UUID');
  const descriptors = items.length === 3 ? listed(items[2], descriptorOf) : [];
  return { uuid, flags: flagsOf(items[1]), descriptors };
}

function descriptorOf(declaration: Value): Descriptor {
  const [uuid, flags] = fixed(declaration, 2);
  return { uuid: uuidOf(uuid, 'invalid descriptor UUID'), flags: flagsOf(flags) };
}

const flagsOf = (value: Value): number => int.convert(value) & 0xffff;

function uuidOf(value: Value, complaint: string): Uuid {
  if (!(value instanceof PyUuid)) throw raise.ValueError(complaint);
  return onAir(value);
}

function listed<T>(values: Value, read: (value: Value) => T): T[] {
  const all: T[] = [];
  length(values);
  forEach(values, (value) => void all.push(read(value)));
  return all;
}

function fixed(value: Value, count: number): readonly Value[] {
  const items = arrayOf(value);
  if (items.length !== count) throw raise.ValueError('requested length %d but object has length %d', count, items.length);
  return items;
}
