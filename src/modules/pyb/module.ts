/** `pyb` (`ports/stm32/modpyb.c`): which classes and functions it has. */
import { arg, fn, keyword } from '../../objects/declare.js';
import { anything, int, truth } from '../../objects/kinds.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import type { PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import type { OnConsole } from '../dupterm.js';
import { accelType } from './accel.js';
import { adcAllType, adcType } from './adc.js';
import { Callbacks } from './callback.js';
import { canType } from './can.js';
import { dacType } from './dac.js';
import { ExtIntLines, extIntType } from './extint.js';
import { flashType } from './flash.js';
import { sharedFunctions } from './functions.js';
import { i2cType } from './i2c.js';
import { lcdType } from './lcd.js';
import { ledType } from './led.js';
import { Pins } from './pin.js';
import type { BoardPort } from './port.js';
import { powerFunctions } from './power.js';
import { rtcType } from './rtc.js';
import { cardTypes } from './sdcard.js';
import { servoFunctions, servoType } from './servo.js';
import { spiType } from './spi.js';
import { switchType } from './switch.js';
import { Timers } from './timer.js';
import { uartType } from './uart.js';
import { usbVcp } from './usb.js';
import { HID_MODES, usbHidType } from './usb-hid.js';
import { usbFunctions } from './usb-mode.js';

/** The objects of a class that makes one object for each part of the board. */
interface Peripheral {
  roots(): Iterable<Value>;
  /** Names, for people, of those that call the program. */
  callers?(): string[];
}

/** The module of one machine, and what other modules and a soft reset need of it. */
export interface Pyb {
  readonly module: PyModule;
  readonly callbacks: Callbacks;
  readonly pins: Pins;
  readonly rtc: PyType;
  /** The USB port. */
  readonly usb: OnConsole;
  /** What peripherals hold for the program: roots of the collector. */
  roots(): Iterable<Value>;
  /** Names, for people, of the timers and interrupts that call the program. */
  callers(): string[];
  /** Adds the objects of another class to those that `roots` and `callers` report. */
  adopt(peripheral: Peripheral): void;
}

/** What `pyb` takes from other modules, as the same objects: `pyb.delay` is `time.sleep_ms`. */
interface OtherModules {
  readonly time: PyModule;
  readonly os: PyModule;
  /** `network.country`. */
  readonly country: Value;
}

/** Makes `pyb`. */
export function pyb(port: BoardPort, modules: OtherModules): Pyb {
  const { board } = port;
  const callbacks = new Callbacks(port);
  const lines = new ExtIntLines(board, callbacks);
  const pins = new Pins(board, lines, (text) => port.print(text));
  const timers = new Timers(board, pins, callbacks);
  const can = canType(board, callbacks);
  const uart = uartType(board, callbacks, port.terminal);
  const usb = usbVcp({
    line: port.terminal.usb,
    device: board.usbDevice,
    clock: board.clock,
    callbacks,
    setInterruptByte: (byte) => port.setInterruptByte(byte),
  });
  const cards = cardTypes(board.sdSlot);
  const flashClass = flashType(port.flash, board.description.flash.unit);
  const hid = usbHidType(board.usbHid, board.systick);
  const { rtcShowsMicroseconds, pybClasses } = board.description;
  const rtc = rtcType(board.rtc, lines, rtcShowsMicroseconds);
  const someBoards: Readonly<Record<(typeof pybClasses)[number], () => PyType>> = { LCD: () => lcdType(board), MMCard: () => cards.MMCard };
  const module = nativeModule('pyb', {
    ...functions(port, modules),
    repl_uart: port.consoleSlots.replUart(uart.type),
    ...powerFunctions(port, lines),
    ...usbFunctions(board.usbDevice, [flashClass, cards.SDCard, cards.MMCard]),
    hid: fn('Send a report, as USB_HID().send does.', [arg('report', anything)], (report) => hid.send(report)),
    ...HID_MODES,
    USB_HID: hid.type,
    Flash: flashClass,
    SD: cards.card,
    SDCard: cards.SDCard,
    LED: ledType(board),
    Pin: pins.type,
    Timer: timers.type,
    ExtInt: extIntType(lines, pins, callbacks),
    Switch: switchType(board, lines),
    RTC: rtc,
    ADC: adcType(board, pins),
    ADCAll: adcAllType(board),
    DAC: dacType(board, pins),
    CAN: can.type,
    I2C: i2cType(board),
    UART: uart.type,
    SPI: spiType(board),
    USB_VCP: usb.type,
    ...accel(board),
    Servo: servoType(board.servos),
    ...Object.fromEntries(pybClasses.map((name) => [name, someBoards[name]()])),
  });
  const peripherals: Peripheral[] = [can, uart, usb, port.consoleSlots];
  const roots = (): Value[] => {
    const running = [...board.softTimers.running].filter((timer): timer is typeof timer & PyObject => 'type' in timer);
    const made = peripherals.flatMap((peripheral) => [...peripheral.roots()]);
    return [...timers.made, ...made, ...lines.roots, ...pins.roots, ...running];
  };
  const callers = (): string[] => {
    const isSoft = [...board.softTimers.running].length > 0;
    const others = peripherals.flatMap((peripheral) => peripheral.callers?.() ?? []);
    return [...timers.callers, ...(isSoft ? ['machine.Timer'] : []), ...lines.callers, ...others];
  };
  return {
    module,
    callbacks,
    pins,
    rtc,
    usb: usb.port,
    roots,
    callers,
    adopt: (peripheral) => void peripherals.push(peripheral),
  };
}

/** The accelerometer's class, on boards that have one. */
function accel({ accelerometerPort, systick }: BoardPort['board']): Record<string, PyType> {
  return accelerometerPort === null ? {} : { Accel: accelType(accelerometerPort, systick) };
}

function functions(port: BoardPort, modules: OtherModules) {
  const { systick } = port.board;
  const shared = sharedFunctions(port);
  const since = (start: number, now: number): number => (now - start) & 0x3fffffff;
  const of = (module: PyModule, name: string): Value => module.table.getName(name)?.value as Value;
  return {
    freq: shared.freq,
    unique_id: shared.unique_id,
    info: shared.info,
    rng: shared.rng,
    disable_irq: shared.disable_irq,
    enable_irq: shared.enable_irq,
    wfi: shared.idle,
    hard_reset: shared.reset,
    bootloader: shared.bootloader,
    delay: of(modules.time, 'sleep_ms'),
    udelay: of(modules.time, 'sleep_us'),
    millis: of(modules.time, 'ticks_ms'),
    micros: of(modules.time, 'ticks_us'),
    elapsed_millis: fn('Milliseconds since `start`, a value of `millis()`.', [arg('start', int)], (start) => since(start, systick.ticks)),
    elapsed_micros: fn('Microseconds since `start`, a value of `micros()`.', [arg('start', int)], (start) => since(start, systick.ticksUs)),
    fault_debug: fn('Whether a hard fault of the firmware shows itself; there are none here.', [arg('value', truth)], () => {}),
    main: fn('Choose the file that is run after boot.py.', [arg('filename', anything), keyword('opt', int, 0)], (filename) => {
      if (typeof filename === 'string') port.control.setMain(filename);
    }),
    sync: fn('Write what the file system holds back.', [], () => port.flash.sync()),
    repl_info: fn('Whether the prompt shows how long a run took and what memory there is.', [arg('value', int)], (value) =>
      port.control.setRunInfo(value !== 0),
    ),
    ...servoFunctions(port.board.servos),
    mount: of(modules.os, 'mount'),
    country: modules.country,
  };
}
