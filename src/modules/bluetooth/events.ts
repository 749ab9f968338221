/**
 * How a program hears of Bluetooth: through one handler, which the firmware calls where soft callbacks run (`extmod/modbluetooth.c`,
 * MICROPY_PY_BLUETOOTH_USE_SYNC_EVENTS).
 */
import type { Application, Particulars } from '../../ble/application.js';
import type { Bluetooth } from '../../board/bluetooth/bluetooth.js';
import { charge, forFree } from '../../objects/charge.js';
import { fn, rest } from '../../objects/declare.js';
import { exceptionPieces, isRaised } from '../../objects/exception-type.js';
import { machineIntMaybe } from '../../objects/machine-int.js';
import { PyMemoryView } from '../../objects/memoryview.js';
import { nativeFunction } from '../../objects/native-function.js';
import { None } from '../../objects/none.js';
import { call } from '../../objects/protocol/call.js';
import { PyTuple } from '../../objects/tuple.js';
import type { Value } from '../../objects/value.js';
import type { CallbackObserver } from '../pyb/callback.js';
import { PyUuid } from './uuid.js';

/** Cycles that NimBLE takes for a piece of work, and for an event (assumed). */
const WORK_PRICE = 5000;
const EVENT_PRICE = 1000;

/** The source of the events, for people. */
export const NAME = 'Bluetooth';
const SOURCE = {
  name: NAME,
  header: 'Unhandled exception in IRQ callback handler\n',
  afterwards: 'the handler is not called any more',
} as const;

/** What events need of their machine. */
export interface EventParts {
  readonly bluetooth: Bluetooth;
  readonly observer: CallbackObserver;
  /** Has the firmware call a function as soon as soft callbacks may run. */
  scheduleNode(callee: Value, argument: Value, from: string): void;
  print(text: string): void;
}

/** The events of one machine. */
export class Events implements Application {
  handler: Value = None;
  #isScheduled = false;
  readonly #run: Value;

  constructor(private readonly parts: EventParts) {
    const { bluetooth } = parts;
    this.#run = forFree(() =>
      nativeFunction(
        'poll',
        fn('Do what has come.', [rest('nothing')], () => this.#work()),
      ),
    );
    bluetooth.application = this;
    bluetooth.onWork = () => {
      if (this.#isScheduled) return;
      this.#isScheduled = true;
      parts.scheduleNode(this.#run, None, NAME);
    };
  }

  tell(event: number, particulars: Particulars): void {
    this.call(event, particulars);
  }

  ask(event: number, particulars: Particulars): number {
    const answer = this.call(event, particulars);
    return machineIntMaybe(answer) ?? 0;
  }

  /** Calls the handler, if there is one; returns what it returns. If it raises, it is not called again. */
  call(event: number, particulars: Particulars): Value {
    const { handler } = this;
    if (handler === None) return None;
    charge(EVENT_PRICE);
    const values = forFree(() => valuesOf(particulars));
    try {
      return call(handler, [event, new PyTuple(values)]);
    } catch (x) {
      if (!isRaised(x)) throw x;
      for (const piece of exceptionPieces(x, SOURCE.header)) this.parts.print(piece);
      this.handler = None;
      this.parts.observer.failed(SOURCE, handler, x);
      return None;
    } finally {
      // They lie on the firmware's stack, where the next call overwrites them.
      for (const value of values) if (value instanceof PyMemoryView || value instanceof PyUuid) value.bytes.fill(0);
    }
  }

  #work(): void {
    this.#isScheduled = false;
    while (this.parts.bluetooth.host.step()) charge(WORK_PRICE);
  }
}

function valuesOf({ numbers = [], address, further = [], uuid, data = [] }: Particulars): Value[] {
  const view = (bytes: Uint8Array): Value => new PyMemoryView(bytes, 'B', false, null);
  return [
    ...numbers,
    ...(address === undefined ? [] : [view(address)]),
    ...further,
    ...(uuid === undefined ? [] : [new PyUuid(uuid.slice())]),
    ...data.map((bytes) => (bytes === null ? None : view(bytes))),
  ];
}
