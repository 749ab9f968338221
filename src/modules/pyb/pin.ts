/** `pyb.Pin` and `machine.Pin`, which are one class, and `pyb.PinAF` (`ports/stm32/pin.c`). */
import { peripheralAddresses } from '../../board/addresses.js';
import type { Pin } from '../../board/pin/pin.js';
import type { AlternateFunction } from '../../board/pin/pinout.js';
import type { Pyboard } from '../../board/pyboard.js';
import { checkCount, checkPositional } from '../../objects/argument-count.js';
import { strData } from '../../objects/bytes.js';
import {
  ABSENT,
  arg,
  bind,
  classMethod,
  keyword,
  type Members,
  methodsOf,
  NativeObject,
  nativeType,
  option,
} from '../../objects/declare.js';
import { PyDict } from '../../objects/dict.js';
import { raise } from '../../objects/exception.js';
import { anything, int } from '../../objects/kinds.js';
import { newList } from '../../objects/list.js';
import { None } from '../../objects/none.js';
import { call } from '../../objects/protocol/call.js';
import { contains } from '../../objects/protocol/number.js';
import { repr, str } from '../../objects/protocol/show.js';
import { loadSubscript } from '../../objects/protocol/subscript.js';
import { isTrue } from '../../objects/protocol/truth.js';
import { type PyType, typeName } from '../../objects/type.js';
import type { Keywords, Value } from '../../objects/value.js';
import { EDGE_MODES, type ExtIntLines, isEdgeMode } from './extint.js';
import { Wrappers } from './objects.js';
import { MODE_NAMES, MODE_NUMBERS, MODES, PULL_NUMBERS, PULLS } from './pin-modes.js';

/** A pin as Python sees it. */
type PinObject = NativeObject<Pin>;

const INIT = [
  option('mode', int),
  option('pull', anything, None),
  option('af', int, -1),
  keyword('value', anything, ABSENT),
  keyword('alt', int, -1),
] as const;
const bindInit = (args: Value[], given: Keywords | null) => bind(INIT, args, given);

/** The pins of one board as Python sees them. */
export class Pins {
  readonly type: PyType;
  readonly afType: PyType;
  readonly #wrappers = new Wrappers<Pin>();
  readonly #afs = new Wrappers<AlternateFunction>();
  readonly #addresses: ReadonlyMap<string, number>;
  #mapper: Value = None;
  #dict: Value = None;
  /** Whether the search for pins prints what it does. */
  #isTold = false;

  constructor(
    readonly board: Pyboard,
    private readonly lines: ExtIntLines,
    private readonly print: (text: string) => void,
  ) {
    this.#addresses = peripheralAddresses(board.description);
    this.afType = this.#makeAfType();
    this.type = this.#makeType();
  }

  /** The Python object of a pin. */
  object(pin: Pin): PinObject {
    return this.#wrappers.of(this.type, pin);
  }

  /** The pin for `id`: a pin itself, or else the one found by the mapper, the dictionary, the board's names or the CPU's, in this order. */
  find(id: Value): Pin {
    if (id instanceof NativeObject && id.type === this.type) {
      if (this.#isTold) this.print(`Pin map passed pin ${str(id)}\n`);
      return id.state as Pin;
    }
    const mapped = this.#mapper === None ? None : call(this.#mapper, [id]);
    if (mapped !== None) {
      if (!(mapped instanceof NativeObject) || mapped.type !== this.type) throw raise.ValueError("Pin.mapper didn't return a Pin object");
      return this.#tell('Pin.mapper', id, mapped.state as Pin);
    }
    if (this.#dict !== None && contains(this.#dict, id)) {
      const value = loadSubscript(this.#dict, id);
      return value instanceof NativeObject && value.type === this.type
        ? this.#tell('Pin.map_dict', id, value.state as Pin)
        : this.find(value);
    }
    const named = typeof id === 'string' ? this.board.boardPins.get(id) : undefined;
    if (named !== undefined) return this.#tell('Pin.board', id, named);
    const pin = typeof id === 'string' ? this.board.pin(id) : undefined;
    if (pin !== undefined) return this.#tell('Pin.cpu', id, pin);
    throw raise.ValueError("Pin(%s) doesn't exist", strData(id));
  }

  #tell(who: string, id: Value, pin: Pin): Pin {
    if (this.#isTold) this.print(`${who} maps ${repr(id)} to ${str(this.object(pin))}\n`);
    return pin;
  }

  /** The mapper and the dictionary. */
  get roots(): Value[] {
    return [this.#mapper, this.#dict];
  }

  /** `init(mode, pull=None, af=-1, *, value, alt)`. */
  #init(pin: Pin, [mode, pull, af, value, alt]: ReturnType<typeof bindInit>): void {
    const isEdge = isEdgeMode(mode);
    if (MODES[mode] === undefined && !isEdge) throw raise.ValueError('invalid pin mode: %d', mode);
    const pullNumber = pull === None ? 0 : int.convert(pull);
    if (PULLS[pullNumber] === undefined) throw raise.ValueError('invalid pin pull: %d', pullNumber);
    const index = alt === -1 ? af : alt;
    const isAlternate = MODES[mode] === 'alt' || MODES[mode] === 'alt-open-drain';
    if (isAlternate && (index < 0 || index > 15)) throw raise.ValueError('invalid pin af: %d', index);
    if (value !== ABSENT) pin.write(isTrue(value) ? 1 : 0);
    pin.configure(isEdge ? 'in' : MODES[mode], PULLS[pullNumber], isAlternate ? index : pin.af);
    if (isEdge) this.lines.listen(pin, mode);
  }

  /** `irq(…)`. Does nothing without arguments. Without a handler, ends the pin's interrupt. */
  #irq(pin: Pin, handler: Value, trigger: Value, hard: Value): void {
    if (handler === ABSENT && trigger === ABSENT && hard === ABSENT) return;
    this.lines.registerPin(pin, this.object(pin), {
      callee: handler === ABSENT || handler === None ? null : handler,
      trigger: trigger === ABSENT ? EDGE_MODES.IRQ_RISING_FALLING : int.convert(trigger),
      hard: hard !== ABSENT && isTrue(hard),
    });
  }

  /** `pin()` and `pin.value()` read, `pin(x)` writes. */
  #value(pin: Pin, args: readonly Value[]): Value {
    if (args.length === 0) {
      this.board.clock.settle();
      return pin.read();
    }
    pin.write(isTrue(args[0]) ? 1 : 0);
    return None;
  }

  #repr(pin: Pin): string {
    const head = `Pin(Pin.cpu.${pin.cpu}, mode=Pin.${MODE_NAMES[pin.mode]}`;
    if (pin.mode === 'analog') return `${head})`;
    const pull = pin.pull === 'none' ? '' : `, pull=Pin.PULL_${pin.pull.toUpperCase()}`;
    if (pin.mode !== 'alt' && pin.mode !== 'alt-open-drain') return `${head}${pull})`;
    const af = pin.description.functions.find((f) => f.index === pin.af);
    return `${head}${pull}, alt=${af === undefined ? pin.af : `Pin.${afName(af)}`})`;
  }

  #makeType(): PyType {
    const { method } = methodsOf<PinObject>();
    const write = (level: 0 | 1) => method(`Set the pin ${level === 1 ? 'high' : 'low'}.`, [], ({ state }) => state.write(level));
    const [on, off] = [write(1), write(0)];
    const self = this;
    return nativeType(
      'Pin',
      {
        make(_type, args: Value[], given: Keywords | null) {
          checkCount(args.length, 1, Number.POSITIVE_INFINITY);
          const pin = self.find(args[0]);
          if (args.length > 1 || (given !== null && given.size > 0)) self.#init(pin, bindInit(args.slice(1), given));
          return self.object(pin);
        },
        repr: ({ state }: PinObject) => this.#repr(state),
        call: ({ state }: PinObject, args: Value[], keywords: Keywords | null) => {
          checkPositional(args, keywords, 0, 1);
          return this.#value(state, args);
        },
      },
      () => ({
        init: method('Configure the pin.', INIT, ({ state }, ...bound) => this.#init(state, bound)),
        value: method('Read the level of the pin, or set it.', [arg('value', anything, ABSENT)], ({ state }, value) =>
          this.#value(state, value === ABSENT ? [] : [value]),
        ),
        on,
        off,
        high: on,
        low: off,
        irq: method(
          'Call a function at edges of the pin.',
          [option('handler', anything, ABSENT), option('trigger', anything, ABSENT), option('hard', anything, ABSENT)],
          ({ state }, handler, trigger, hard) => this.#irq(state, handler, trigger, hard),
        ),
        ...this.#legacyMethods(),
        ...this.#constants(),
        // The attributes of these classes are the pins, by name.
        board: nativeType('board', {}, () => this.#named(this.board.boardPins)),
        cpu: nativeType('cpu', {}, () => this.#named(this.board.pins)),
      }),
    );
  }

  /** Methods that only `pyb` documents. */
  #legacyMethods(): Members {
    const { method } = methodsOf<PinObject>();
    return {
      name: method('The name of the pin at the CPU.', [], ({ state }) => state.cpu),
      names: method('All names of the pin.', [], ({ state }) => newList([state.cpu, ...state.names])),
      af_list: method('The alternate functions of the pin.', [], ({ state }) =>
        newList(state.description.functions.map((f) => this.#afs.of(this.afType, f))),
      ),
      port: method('The number of its port; A is 0.', [], ({ state }) => state.port),
      pin: method('Its number within the port.', [], ({ state }) => state.number),
      gpio: method('The address of its port.', [], ({ state }) => smallInt(this.#addresses.get(`GPIO${state.cpu[0]}`) as number)),
      mode: method('Its mode, a constant of this class.', [], ({ state }) => MODE_NUMBERS[state.mode]),
      pull: method('Its pull, a constant of this class.', [], ({ state }) => PULL_NUMBERS[state.pull]),
      af: method('Its alternate function, a number.', [], ({ state }) => state.af),
      mapper: classMethod('Get or set the function that finds pins by name.', [arg('function', anything, ABSENT)], (_type, callee) => {
        if (callee === ABSENT) return this.#mapper;
        this.#mapper = callee;
      }),
      dict: classMethod('Get or set the dictionary that finds pins by name.', [arg('dict', anything, ABSENT)], (_type, dict) => {
        if (dict === ABSENT) return this.#dict;
        if (dict !== None && !(dict instanceof PyDict)) throw raise.TypeError("can't convert %s to dict", typeName(dict));
        this.#dict = dict;
      }),
      debug: classMethod('Whether the search for pins prints messages.', [arg('state', anything, ABSENT)], (_type, state) => {
        if (state === ABSENT) return this.#isTold;
        this.#isTold = isTrue(state);
      }),
    };
  }

  #named(pins: Iterable<readonly [string, Pin]>): Members {
    return Object.fromEntries([...pins].map(([name, pin]) => [name, this.object(pin)]));
  }

  #constants(): Members {
    const functions = [...this.board.pins.values()].flatMap((pin) => pin.description.functions);
    return {
      IN: 0,
      OUT: 1,
      OPEN_DRAIN: 17,
      ALT: 2,
      ALT_OPEN_DRAIN: 18,
      ANALOG: 3,
      PULL_UP: 1,
      PULL_DOWN: 2,
      IRQ_RISING: EDGE_MODES.IRQ_RISING,
      IRQ_FALLING: EDGE_MODES.IRQ_FALLING,
      OUT_PP: 1,
      OUT_OD: 17,
      AF_PP: 2,
      AF_OD: 18,
      PULL_NONE: 0,
      ...Object.fromEntries(functions.map((f) => [afName(f), f.index])),
    };
  }

  #makeAfType(): PyType {
    const { method } = methodsOf<NativeObject<AlternateFunction>>();
    return nativeType(
      'PinAF',
      { repr: ({ state }: NativeObject<AlternateFunction>) => `Pin.${afName(state)}` },
      {
        index: method('The number of the alternate function.', [], ({ state }) => state.index),
        name: method('Its name.', [], ({ state }) => afName(state)),
        reg: method('The address of its peripheral.', [], ({ state }) =>
          smallInt(this.#addresses.get(state.peripheral.replace('I2S', 'SPI')) ?? 0),
        ),
      },
    );
  }
}

/** A word as the firmware makes a small int of it unchecked (MP_OBJ_NEW_SMALL_INT): of its 31 low bits, the highest is the sign. */
const smallInt = (word: number): number => (word << 1) >> 1;

/** `AF1_TIM2`. */
function afName(f: AlternateFunction): string {
  return `AF${f.index}_${f.peripheral}`;
}
