/** `pyb.UART` and `machine.UART`, which are one class (`ports/stm32/machine_uart.c`, `extmod/machine_uart.c`). */
import type { Pyboard } from '../../board/pyboard.js';
import { UartFlag } from '../../board/uart/receive-register.js';
import type { Uart } from '../../board/uart/uart.js';
import { EAGAIN } from '../../errno.js';
import { checkCount } from '../../objects/argument-count.js';
import { newBytes, readableBuffer, room, writableBuffer } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { arg, keywords, methodsOf, nativeType, rest } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int, truncated } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { takeSteps } from '../../objects/steps.js';
import { isStr, textOf } from '../../objects/str.js';
import { lineSlots, streamMethods } from '../../objects/stream-methods.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, Value } from '../../objects/value.js';
import type { Terminal } from '../terminal.js';
import type { Callbacks } from './callback.js';
import { IRQ_PARAMETERS, irqCallers } from './irq.js';
import { UART_BYTES, UartObject } from './uart-object.js';
import { FLOW } from './uart-settings.js';

/** The UART with an id or a name; raises ValueError if there is none. */
function findUart({ uarts, description }: Pyboard, id: Value): Uart {
  const isName = isStr(id);
  const number = isName ? description.uarts.find(({ name }) => name === textOf(id))?.id : int.convert(id);
  const found = number === undefined ? undefined : uarts.get(number);
  if (found === undefined)
    throw isName ? raise.ValueError("UART(%s) doesn't exist", textOf(id)) : raise.ValueError("UART(%d) doesn't exist", number ?? 0);
  return found;
}

/** The class for one board, and its objects. */
interface UartClass {
  readonly type: PyType;
  roots(): Iterable<Value>;
  /** Names of the interrupts that call the program. */
  callers(): string[];
}

/** Makes the class for one board. */
export function uartType(board: Pyboard, callbacks: Callbacks, terminal: Terminal): UartClass {
  const { method } = methodsOf<UartObject>();
  const made = new Map<Uart, UartObject>();
  const type: PyType = nativeType(
    'UART',
    {
      make(_type, args: Value[], given: Keywords | null) {
        checkCount(args.length, 1, Number.POSITIVE_INFINITY);
        const port = findUart(board, args[0] as Value);
        let object = made.get(port);
        if (object === undefined) {
          allocate(UART_BYTES);
          object = new UartObject(type, port, board, callbacks, terminal);
          made.set(port, object);
        }
        if (args.length > 1 || (given !== null && given.size > 0)) object.init(args.slice(1), given);
        return object;
      },
      repr: (self: UartObject) => self.describe(),
      stream: (self: UartObject) => self,
      references: (self: UartObject, hold) => self.references(hold),
      ...lineSlots,
    },
    {
      init: method('Set the UART up.', [rest('args'), keywords('options')], (self, args, options) => self.init(args, options)),
      deinit: method('Switch the UART off.', [], (self) => self.deinit()),
      any: method('How many characters wait.', [], (self) => self.any),
      txdone: method('Whether everything has been sent.', [], () => true),
      flush: streamMethods.flush,
      read: method('Up to `size` bytes, or all that come; None if nothing does in time.', [arg('size', int, -1)], (self, size) => {
        if (size === -1) return self.receiveAll();
        const bytes = room(size);
        return self.receive(bytes, (count) => newBytes(bytes.slice(0, count)));
      }),
      readinto: method(
        'Read into a buffer; how many bytes, or None.',
        [arg('buf', anything), arg('nbytes', truncated, undefined)],
        (self, into, size) => {
          const { bytes } = writableBuffer(into);
          return self.receive(bytes.subarray(0, size === undefined ? undefined : size >>> 0), (count) => count);
        },
      ),
      readline: method('A line with its end; None if nothing comes in time.', [arg('size', int, -1)], (self, size) =>
        self.receiveLine(size),
      ),
      readchar: method('A character as an int; −1 if none comes in time.', [], (self) => self.readCharacter()),
      write: method('Send bytes; how many, or None.', [arg('buf', anything)], (self, from) => {
        return takeSteps(self.writing(readableBuffer(from).bytes), (count) => {
          if (count === -EAGAIN) return None;
          if (count < 0) throw raise.OSError(-count);
          return count;
        });
      }),
      writechar: method('Send a character, given as an int.', [arg('char', int)], (self, value) =>
        takeSteps(self.sendingCharacter(value), () => None),
      ),
      sendbreak: method('Send a break.', [], (self) => self.sendBreak()),
      irq: method('Call a function at what `trigger` says.', IRQ_PARAMETERS, (self, handler, trigger, hard) =>
        self.setIrq(handler, trigger, hard),
      ),
      RTS: FLOW.RTS,
      CTS: FLOW.CTS,
      IRQ_RXIDLE: UartFlag.IDLE,
      IRQ_RX: UartFlag.RECEIVED,
    },
  );
  return { type, roots: () => made.values(), callers: () => irqCallers([...made.values()].filter(({ port }) => port.isOn)) };
}
