/** `machine.I2CTarget` (`extmod/machine_i2c_target.c`, `ports/stm32/machine_i2c_target.c`): a device that other controllers address. */
import type { I2c } from '../../board/i2c/i2c.js';
import { I2cTarget, TargetEvent } from '../../board/i2c/target.js';
import type { Pyboard } from '../../board/pyboard.js';
import { readableBuffer, writableBuffer } from '../../objects/bytes.js';
import { ABSENT, arg, bind, keyword, methodsOf, nativeType, option } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import type { Hold, PyType } from '../../objects/type.js';
import type { Keywords, Value } from '../../objects/value.js';
import { type Callbacks, IRQ_HEADER } from '../pyb/callback.js';
import { findI2c } from '../pyb/i2c.js';
import { IRQ_PARAMETERS, Irq, type IrqOwner, irqCallers } from '../pyb/irq.js';

/** Events that hold the bus until the program answers; not simulated. */
const STRICT = { IRQ_ADDR_MATCH_READ: 1, IRQ_ADDR_MATCH_WRITE: 2, IRQ_READ_REQ: 4, IRQ_WRITE_REQ: 8 } as const;
const IS_STRICT = 0xf;
const ENDS = TargetEvent.END_READ | TargetEvent.END_WRITE;
/** The object lies in the firmware, not on the heap. */
const NO_BYTES = 0;

const MAKE = [
  option('id', anything),
  option('addr', int),
  keyword('addrsize', int, 7),
  keyword('mem', anything, None),
  keyword('mem_addrsize', int, 8),
] as const;

const refuseStrict = (): never => {
  throw raise.NotImplementedError('machine.I2CTarget: events that hold the bus are not simulated');
};

class TargetObject implements IrqOwner {
  irqTrigger = 0;
  target: I2cTarget | null = null;
  #flags = 0;
  #memory: Value = None;
  irq: Irq | null = null;

  constructor(
    readonly type: PyType,
    readonly port: I2c,
    private readonly callbacks: Callbacks,
  ) {
    port.onEvent = () => this.#serve();
  }

  init(address: number, memory: Value, addressBits: number): void {
    this.#memory = memory;
    const bytes = memory === None ? null : writableBuffer(memory).bytes;
    if (bytes !== null && (addressBits < 0 || addressBits > 32 || addressBits % 8 !== 0)) {
      throw raise.ValueError('mem_addrsize must be 0, 8, 16, 24 or 32');
    }
    this.target = new I2cTarget(address & 0x7f, bytes === null ? null : { bytes, addressSize: addressBits / 8 }, this.port.events);
    this.port.become(this.target);
  }

  deinit(): void {
    if (this.target !== null) this.port.deinit();
    this.target = this.irq = null;
    this.#memory = None;
  }

  setIrq(handler: Value, trigger: Value, hard: Value): Irq {
    this.irq ??= new Irq(this, this.callbacks, {
      name: `I2CTarget(${this.port.id}).irq`,
      header: IRQ_HEADER,
      afterwards: `I2CTarget(${this.port.id}) no longer has a handler or a trigger`,
    });
    if (handler === ABSENT && trigger === ABSENT && hard === ABSENT) return this.irq;
    const wanted = trigger === ABSENT ? ENDS : int.convert(trigger);
    if ((wanted & IS_STRICT) !== 0) {
      if (hard === ABSENT || hard === false) throw raise.ValueError('hard IRQ required');
      refuseStrict();
    }
    this.irq.set(handler, wanted, hard, ENDS);
    this.#flags = 0;
    return this.irq;
  }

  irqFlags(): number {
    return this.#flags;
  }

  /** Slot `references` of the type. */
  references(hold: Hold): number {
    hold(this.#memory);
    if (this.irq !== null) hold(this.irq);
    return NO_BYTES;
  }

  #serve(): void {
    for (let event = this.target?.next(); event !== undefined; event = this.target?.next()) {
      if ((event & this.irqTrigger) === 0) continue;
      this.#flags = event;
      this.irq?.dispatch();
    }
  }
}

/** The class for one board, and its objects. */
export function i2cTargetType(board: Pyboard, callbacks: Callbacks) {
  const { method } = methodsOf<TargetObject>();
  const made = new Map<I2c, TargetObject>();
  const type: PyType = nativeType(
    'I2CTarget',
    {
      make(_type, args: Value[], given: Keywords | null) {
        const [id, address, , memory, addressBits] = bind(MAKE, args, given);
        const port = findI2c(board, id);
        let object = made.get(port);
        if (object === undefined) {
          object = new TargetObject(type, port, callbacks);
          made.set(port, object);
        }
        object.init(address, memory, addressBits);
        return object;
      },
      repr: ({ port, target }: TargetObject) => `I2CTarget(${port.id}, addr=${target?.address ?? 0})`,
      references: (self: TargetObject, hold) => self.references(hold),
      getAttribute: (self: TargetObject, name) => (name === 'memaddr' ? (self.target?.chosen ?? 0) : undefined),
      attributes: ['memaddr'],
    },
    {
      deinit: method('Leave the bus.', [], (self) => self.deinit()),
      readinto: method('Take a byte that a controller is writing.', [arg('buf', anything)], (_, into) => {
        writableBuffer(into);
        refuseStrict();
      }),
      write: method('Give a byte that a controller is reading.', [arg('buf', anything)], (_, from) => {
        readableBuffer(from);
        refuseStrict();
      }),
      irq: method('Call a function when a controller has read or written.', IRQ_PARAMETERS, (self, handler, trigger, hard) =>
        self.setIrq(handler, trigger, hard),
      ),
      ...STRICT,
      IRQ_END_READ: TargetEvent.END_READ,
      IRQ_END_WRITE: TargetEvent.END_WRITE,
    },
  );
  return { type, roots: (): Iterable<Value> => made.values(), callers: () => irqCallers(made.values()) };
}
