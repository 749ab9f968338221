/** `pyb.CAN` for bxCAN (`ports/stm32/pyb_can.c`): the class; one controller is in `can-object.ts`, its filters are in `can-filter.ts`. */
import { type Can, CanState } from '../../board/can/can.js';
import type { Pyboard } from '../../board/pyboard.js';
import { checkCount } from '../../objects/argument-count.js';
import { readableBuffer } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { arg, keyword, type Members, methodsOf, nativeType, option } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { isInt } from '../../objects/int.js';
import { anything, int, truth } from '../../objects/kinds.js';
import { newList, PyList } from '../../objects/list.js';
import { None } from '../../objects/none.js';
import { isStr, textOf } from '../../objects/str.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, Value } from '../../objects/value.js';
import type { Callbacks } from './callback.js';
import { FILTER, FILTER_MODES, filterOf } from './can-filter.js';
import { bindInit, CAN_BYTES, CanObject, INIT, MODES } from './can-object.js';

/** The controller with an id or a name; raises ValueError if there is none. */
export function findCan({ cans, description }: Pyboard, which: Value): Can {
  if (isStr(which)) {
    const named = cans[description.can.findIndex(({ name }) => name === textOf(which))];
    if (named === undefined) throw raise.ValueError("CAN(%s) doesn't exist", textOf(which));
    return named;
  }
  const id = int.convert(which);
  const can = cans[id - 1];
  if (can === undefined) throw raise.ValueError("CAN(%d) doesn't exist", id);
  return can;
}

/** The class for the controllers of a board. */
export function canType(board: Pyboard, callbacks: Callbacks): { readonly type: PyType; roots(): Value[] } {
  const made = new Map<Can, CanObject>();
  const type: PyType = nativeType(
    'CAN',
    {
      make(_type, args: Value[], given: Keywords | null) {
        checkCount(args.length, 1, Number.POSITIVE_INFINITY);
        const can = findCan(board, args[0]);
        let object = made.get(can);
        if (object === undefined) {
          allocate(CAN_BYTES);
          object = new CanObject(type, can, board, callbacks);
          made.set(can, object);
        }
        if (can.isRunning && args.length === 1) return object;
        if (can.isRunning) object.deinit();
        object.callbacks = [None, None];
        if (args.length > 1 || (given !== null && given.size > 0)) object.init(bindInit(args.slice(1), given));
        return object;
      },
      repr: (self: CanObject) => self.describe(),
      stream: (self: CanObject) => self,
      references(self: CanObject, hold) {
        for (const callee of self.callbacks) hold(callee);
        return CAN_BYTES;
      },
    },
    canMembers(),
  );
  return { type, roots: () => [...made.values()] };
}

function canMembers(): Members {
  const { method } = methodsOf<CanObject>();
  return {
    init: method('Start the controller.', INIT, (self, ...bound) => self.init(bound)),
    deinit: method('Stop the controller.', [], (self) => self.deinit()),
    restart: method('Leave the bus-off state.', [], (self) => {
      if (!self.can.isRunning) throw raise.ValueError();
      self.can.restart();
    }),
    state: method('The state of the controller, a constant of this class.', [], ({ can }) => can.state),
    info: method('Counts of errors and of waiting frames, in a list.', [arg('list', anything, None)], (self, list) => {
      if (list === None) return newList(self.info());
      if (!(list instanceof PyList)) throw raise.TypeError();
      if (list.items.length < 8) throw raise.ValueError();
      for (const [i, count] of self.info().entries()) list.items[i] = count;
      return list;
    }),
    any: method('Whether a FIFO has a frame.', [arg('fifo', int)], ({ can }, fifo) => can.held(fifo === 0 ? 0 : 1) > 0),
    send: method(
      'Send a frame; wait until it is sent if there is a timeout.',
      [
        option('data', anything),
        option('id', int),
        keyword('timeout', int, 0),
        keyword('rtr', truth, false),
        option('extframe', truth, false),
      ],
      (self, data, id, timeout, isRemote, isExtended) =>
        self.send(isInt(data) ? Uint8Array.of(int.convert(data)) : readableBuffer(data).bytes, { id, isRemote, isExtended }, timeout),
    ),
    recv: method(
      'Wait for a frame in a FIFO; answers [id, extended, remote, filter, data].',
      [option('fifo', int), option('list', anything, None), keyword('timeout', int, 5000)],
      (self, fifo, list, timeout) => self.receive(fifo, list, timeout),
    ),
    setfilter: method('Let frames through into a FIFO.', FILTER, ({ can }, bank, mode, fifo, params, rtr, extended) => {
      const { filters, id } = can;
      const [first, end] = filters.range(id);
      const settings = filterOf({ mode, fifo, params, rtr, extended });
      if (settings === null || bank + first >= end) throw raise.ValueError('CAN filter parameter error');
      filters.set(bank + first, settings);
    }),
    clearfilter: method('Take a filter away.', [arg('bank', int), option('extframe', truth, false)], ({ can }, bank) => {
      can.filters.set(bank + can.filters.range(can.id)[0], null);
    }),
    rxcallback: method(
      'Call a function with what happens at a FIFO.',
      [arg('fifo', int), arg('function', anything)],
      (self, fifo, callee) => self.setCallback(fifo, callee),
    ),
    ...MODES,
    ...FILTER_MODES,
    STOPPED: CanState.STOPPED,
    ERROR_ACTIVE: CanState.ERROR_ACTIVE,
    ERROR_WARNING: CanState.ERROR_WARNING,
    ERROR_PASSIVE: CanState.ERROR_PASSIVE,
    BUS_OFF: CanState.BUS_OFF,
  };
}
