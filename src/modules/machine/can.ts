/** `machine.CAN` for bxCAN (`extmod/machine_can.c`). */
import { type Can, CanState } from '../../board/can/can.js';
import type { Pyboard } from '../../board/pyboard.js';
import { checkCount } from '../../objects/argument-count.js';
import { readableBuffer } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { arg, type Members, methodsOf, nativeType, option } from '../../objects/declare.js';
import { anything, int, unsigned } from '../../objects/kinds.js';
import { newList, type PyList } from '../../objects/list.js';
import { None } from '../../objects/none.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, Value } from '../../objects/value.js';
import type { Callbacks } from '../pyb/callback.js';
import { findCan } from '../pyb/can.js';
import { IRQ_PARAMETERS, irqCallers } from '../pyb/irq.js';
import { FILTERS, FLAG } from './can-filters.js';
import { bindInit, CAN_BYTES, CanObject, INIT, IRQ, listOf, MAILBOXES, MODES, RECEIVE_ERROR, TX_INDEX_SHIFT } from './can-object.js';

/** Fills a given list, or makes one if `into` is None. */
function filled(into: Value, values: readonly Value[]): PyList {
  if (into === None) return newList([...values]);
  const list = listOf(into, values.length);
  for (const [i, value] of values.entries()) list.items[i] = value;
  return list;
}

/** The class for one board, and its objects. */
interface CanClass {
  readonly type: PyType;
  roots(): Iterable<Value>;
  /** Names of the interrupts that call the program. */
  callers(): string[];
}

/** Makes the class for one board. */
export function canType(board: Pyboard, callbacks: Callbacks): CanClass {
  const made = new Map<Can, CanObject>();
  const type: PyType = nativeType(
    'CAN',
    {
      make(_type, args: Value[], given: Keywords | null) {
        checkCount(args.length, 1, Number.POSITIVE_INFINITY);
        const can = findCan(board, args[0] as Value);
        let object = made.get(can);
        if (object === undefined) {
          allocate(CAN_BYTES);
          object = new CanObject(type, can, board, callbacks);
          made.set(can, object);
        }
        object.init(bindInit(args.slice(1), given));
        return object;
      },
      repr: (self: CanObject) => self.describe(),
      references: (self: CanObject, hold) => self.references(hold),
    },
    canMembers(),
  );
  return { type, roots: () => made.values(), callers: () => irqCallers(made.values()) };
}

function canMembers(): Members {
  const { method } = methodsOf<CanObject>();
  const prefixed = (prefix: string, table: Readonly<Record<string, number>>): Record<string, number> =>
    Object.fromEntries(Object.entries(table).map(([name, value]) => [prefix + name, value]));
  return {
    init: method('Start the controller.', INIT, (self, ...bound) => self.init(bound)),
    deinit: method('Stop the controller.', [], (self) => self.deinit()),
    irq: method('Call a function at what `trigger` says.', IRQ_PARAMETERS, (self, handler, trigger, hard) =>
      self.setIrq(handler, trigger, hard),
    ),
    send: method(
      'Queue a frame; the index of its buffer, or None if there is no room for it.',
      [option('id', int), option('data', anything), option('flags', int, 0)],
      (self, id, data, flags) => self.send(id, readableBuffer(data).bytes, flags),
    ),
    cancel_send: method('Take a queued frame back; whether there was one.', [arg('index', unsigned)], (self, index) => self.cancel(index)),
    recv: method('The next frame as [id, data, flags, errors], or None.', [arg('list', anything, None)], (self, list) =>
      self.receive(list),
    ),
    set_filters: method('Let through what (id, mask, flags) say; None: everything.', [arg('filters', anything)], (self, filters) =>
      self.setFilters(filters),
    ),
    state: method('The state of the controller, a constant of this class.', [], (self) => self.state),
    get_counters: method('Counts of errors and of waiting frames.', [arg('list', anything, None)], (self, list) =>
      filled(list, self.counters()),
    ),
    get_timings: method('Bit rate and segments as they are.', [arg('list', anything, None)], (self, list) => filled(list, self.timings())),
    restart: method('Leave the bus-off state.', [], (self) => self.restart()),
    ...prefixed('MODE_', Object.fromEntries(MODES.map((name, number) => [name, number]))),
    STATE_STOPPED: CanState.STOPPED,
    STATE_ACTIVE: CanState.ERROR_ACTIVE,
    STATE_WARNING: CanState.ERROR_WARNING,
    STATE_PASSIVE: CanState.ERROR_PASSIVE,
    STATE_BUS_OFF: CanState.BUS_OFF,
    ...prefixed('FLAG_', FLAG),
    ...prefixed('RECV_ERR_', RECEIVE_ERROR),
    ...prefixed('IRQ_', IRQ),
    IRQ_TX_IDX_SHIFT: TX_INDEX_SHIFT,
    IRQ_TX_IDX_MASK: 0xff,
    TX_QUEUE_LEN: MAILBOXES,
    FILTERS_MAX: FILTERS,
  };
}
