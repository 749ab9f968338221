/** `io.IOBase`: the base of streams written in Python (`py/modio.c`). User classes define its methods: `readinto`, `write`, `ioctl`. */
import { EAGAIN, EIO } from '../errno.js';
import { unownedByteArray } from './bytearray.js';
import { machineInt } from './machine-int.js';
import { None } from './none.js';
import { found, loadMethod } from './protocol/attribute.js';
import { call } from './protocol/call.js';
import { IOCTL, ioBaseType, type Stream } from './stream.js';
import type { PyObject, Value } from './value.js';

/** The native part of every instance. */
class IoBase implements PyObject {
  get type() {
    return ioBaseType;
  }
}
const nativeBase = new IoBase();

/** An instance of a Python class that derives from IOBase, as a stream. */
class PythonStream implements Stream {
  readonly isText = false;
  readonly pollsInPython = true;

  constructor(private readonly instance: Value) {}

  read(into: Uint8Array): number {
    return this.#transfer('readinto', into);
  }
  write(bytes: Uint8Array): number {
    return this.#transfer('write', bytes.slice());
  }
  flush(): number {
    return this.control(IOCTL.FLUSH, 0);
  }
  close(): number {
    return this.control(IOCTL.CLOSE, 0);
  }
  bufferSize(): number {
    return this.control(IOCTL.GET_BUFFER_SIZE, 0);
  }
  poll(events: number): number {
    return this.control(IOCTL.POLL, events);
  }

  /** Calls a method with a bytearray over the bytes, which takes no memory of the heap. If it returns None, that means "not now". */
  #transfer(name: string, bytes: Uint8Array): number {
    const answer = this.#call(name, [unownedByteArray(bytes)]);
    if (answer === None) return -EAGAIN;
    const count = machineInt(answer);
    return count > bytes.length ? -EIO : count;
  }

  control(request: number, argument: number): number {
    return machineInt(this.#call('ioctl', [request, argument]));
  }

  #call(name: string, args: Value[]): Value {
    const method = loadMethod(this.instance, name);
    return call(method, found.self === undefined ? args : [found.self, ...args]);
  }
}

Object.assign(ioBaseType.slots, {
  make: () => nativeBase,
  stream: (self: Value) => new PythonStream(self),
});
