/** Which parts a board has and how they are wired: the one list. */
import type { Network } from '../net/network.js';
import type { Clock } from '../sim/clock.js';
import type { Interrupts } from '../sim/interrupts.js';
import type { SysTick } from '../sim/systick.js';
import type { Trace } from '../sim/trace.js';
import type { WorldTime } from '../sim/world-time.js';
import type { Accelerometer } from './accelerometer.js';
import { Adc } from './adc.js';
import { alternateOf } from './alternates.js';
import type { AnaloguePin } from './analogue.js';
import { BackupMemory } from './backup.js';
import { BoardPins } from './board-pins.js';
import type { BoardDescription } from './boards.js';
import { Can } from './can.js';
import type { CanBus } from './can-bus.js';
import { CanFilters } from './can-filter.js';
import { CoreCycles } from './core-cycles.js';
import { CrcUnit } from './crc.js';
import { DacChannel } from './dac.js';
import { EXTI_LINES, ExtiLine } from './extint.js';
import { FLASH_INTERRUPT, Flash } from './flash.js';
import { I2c } from './i2c.js';
import type { I2cBus } from './i2c-bus.js';
import type { I2cWires } from './i2c-wires.js';
import { I2s } from './i2s.js';
import { Led } from './led.js';
import { makeNetwork, makeWlan } from './make-wlan.js';
import type { Pin } from './pin.js';
import { ClockTree } from './power.js';
import { ResetCause } from './reset.js';
import { ResetButton } from './reset-button.js';
import { Rng } from './rng.js';
import { RomFlash } from './rom-flash.js';
import { ALARM_LINE, Rtc, WAKEUP_LINE } from './rtc.js';
import { makeRtcControl, type RtcControl } from './rtc-control.js';
import { SdSlot } from './sd-card.js';
import { Servos } from './servo.js';
import { SoftTimers } from './soft-timers.js';
import { Spi } from './spi.js';
import type { SpiBus } from './spi-bus.js';
import type { SpiWires } from './spi-wires.js';
import { StopMode } from './stop-mode.js';
import { Switch } from './switch.js';
import { Timer } from './timer.js';
import { Uart } from './uart.js';
import { UsbDevice } from './usb-device.js';
import { UsbHid } from './usb-hid.js';
import { Vectors } from './vectors.js';
import { WAKEUP_PIN, WakeupPin } from './wakeup-pin.js';
import { Watchdog } from './watchdog.js';
import type { Wlan } from './wlan.js';

/** What differs from one piece of a board to the next. */
interface PyboardOptions {
  /** Where the random numbers start. */
  readonly seed?: number;
  /** Seconds since 2000-01-01 that the real-time clock shows at reset. */
  readonly time?: number;
  /** 12 bytes. */
  readonly uniqueId?: Uint8Array;
  /** Makes the accelerometer of boards that have one, given the pin that supplies it. */
  readonly accelerometer?: (supply: Pin) => Accelerometer;
}

/** The simulation that a board lives in. */
interface Kernel {
  readonly clock: Clock;
  readonly interrupts: Interrupts;
  readonly systick: SysTick;
  readonly trace: Trace;
}

/** Priorities of the interrupts (`ports/stm32/irq.h`): lower is more urgent. */
const TIMER_PRIORITY = 13;
const EXTI_PRIORITY = 14;
const WAKEUP_PRIORITY = 15;
/** PendSV, a system exception: its number lies before those of the interrupts. */
const PENDSV = { priority: 15, vector: -2 };

/** The pins of the servos, which are those of TIM5's channels (`ports/stm32/servo.c`). */
const SERVO_PINS = ['A0', 'A1', 'A2', 'A3'];

/** The pin that supplies the accelerometer, where there is one. */
const ACCELEROMETER_SUPPLY = 'MMA_AVDD';
/** The pins of the DAC. */
const DAC_PINS = ['A4', 'A5'];
/** Channels of the ADC that are pins. */
const ADC_PINS = 16;

const DEFAULT_ID = Uint8Array.of(0x31, 0x00, 0x2a, 0x00, 0x0d, 0x51, 0x33, 0x33, 0x39, 0x36, 0x36, 0x35);

/** A board, with everything on it. */
export class Pyboard {
  readonly tree: ClockTree;
  readonly coreCycles: CoreCycles;
  /** By name of the CPU, `A13`. */
  readonly pins: ReadonlyMap<string, Pin>;
  /** By name on the board, `X1`. */
  readonly boardPins: ReadonlyMap<string, Pin>;
  readonly leds: readonly Led[];
  /** By number. */
  readonly timers: ReadonlyMap<number, Timer>;
  readonly exti: readonly ExtiLine[];
  readonly switch: Switch;
  readonly rng: Rng;
  readonly crc = new CrcUnit();
  readonly rtc: Rtc;
  readonly backup: BackupMemory;
  /** By number. */
  readonly uarts: ReadonlyMap<number, Uart>;
  /** The slot of an SD card: `board.sdSlot.card = SdCard.blank(2 ** 20)`. */
  readonly sdSlot = new SdSlot();
  /** Below the files. */
  readonly flash: Flash;
  /** Null on boards without one. */
  readonly romFlash: RomFlash | null;
  readonly usbHid = new UsbHid();
  readonly usbDevice: UsbDevice;
  readonly stopMode: StopMode;
  readonly wakeupPin: WakeupPin;
  readonly resetButton: ResetButton;
  /** By number. */
  readonly spi: ReadonlyMap<number, Spi>;
  /** In the order of their numbers. */
  readonly i2c: readonly I2c[];
  /** By number. */
  readonly i2s: ReadonlyMap<number, I2s>;
  readonly adc: Adc;
  readonly dacs: readonly DacChannel[];
  /** In the order of their numbers. */
  readonly cans: readonly Can[];
  readonly servos: Servos;
  /** Null on boards without one. */
  readonly accelerometer: Accelerometer | null;
  readonly watchdogs: { readonly independent: Watchdog; readonly window: Watchdog };
  readonly softTimers: SoftTimers;
  readonly uniqueId: Uint8Array;
  resetCause = ResetCause.POWER_ON;
  readonly clock: Clock;
  readonly interrupts: Interrupts;
  readonly systick: SysTick;
  readonly trace: Trace;
  readonly #vectors: Vectors;
  readonly #pins: BoardPins;
  #rtcControl: RtcControl | null = null;
  #network: Network | null = null;
  #wlan: Wlan | null = null;
  readonly #adcPins: readonly (Pin | undefined)[];

  constructor(
    readonly description: BoardDescription,
    kernel: Kernel,
    options: PyboardOptions = {},
  ) {
    const { clock, interrupts, systick } = kernel;
    this.clock = clock;
    this.interrupts = interrupts;
    this.systick = systick;
    this.trace = kernel.trace;
    this.uniqueId = options.uniqueId ?? DEFAULT_ID;
    this.tree = new ClockTree(clock, description.clocks);
    this.coreCycles = new CoreCycles(clock, this.tree);
    this.#vectors = new Vectors(interrupts);
    this.timers = new Map(description.timers.map((id) => [id, this.#timer(id)]));
    this.exti = Array.from({ length: EXTI_LINES }, (_, n) => this.#extiLine(n));
    this.#pins = new BoardPins(description, clock, (signal) => alternateOf(signal, this));
    this.pins = this.#pins.byCpu;
    this.boardPins = this.#pins.byName;
    for (const pin of this.pins.values()) pin.onEdge((level) => this.exti[pin.number].edge(pin, level));
    this.leds = description.leds.map((_, i) => this.#led(i + 1));
    this.romFlash = description.romBytes === undefined ? null : new RomFlash(description.romBytes, interrupts);
    const flashLine = interrupts.line('FLASH', FLASH_INTERRUPT);
    this.flash = new Flash(description.flash, { clock, interrupts, systick, line: flashLine, led: this.leds[0] as Led });
    this.usbDevice = new UsbDevice(this.usbHid, description.family);
    this.switch = new Switch(this.#pins.cpu(description.switchPin));
    this.rng = new Rng(options.seed ?? 0);
    this.rtc = new Rtc(clock, description.rtcSubseconds, this.exti[WAKEUP_LINE], options.time);
    this.stopMode = new StopMode(clock, this.interrupts, this.rtc);
    this.wakeupPin = new WakeupPin(this.#pins.cpu(WAKEUP_PIN), this.stopMode, description.family);
    this.backup = new BackupMemory(description.backupRegisters);
    this.uarts = new Map(description.uarts.map((uart) => [uart.id, this.#uart(uart)]));
    this.spi = new Map(description.spi.map((spi) => [spi.id, this.#spi(spi)]));
    this.i2c = description.i2c.map(({ scl, sda }, i) => {
      const pins = { scl: this.#pins.given(scl), sda: this.#pins.given(sda) };
      return new I2c(i + 1, this.i2cWires(pins.scl, pins.sda), pins, this.tree, this.#vectors.i2cEvents(i + 1));
    });
    this.i2s = new Map(description.i2s.map((id) => [id, new I2s(id, clock)]));
    this.#adcPins = Array.from({ length: ADC_PINS }, (_, channel) => this.#pins.adc(channel));
    const inputs = this.#adcPins.map((pin) => (pin === undefined ? undefined : this.analogue(pin)));
    this.adc = new Adc(clock, this.tree, description.adc, inputs);
    this.dacs = DAC_PINS.map((name, i) => new DacChannel(i + 1, this.#pins.cpu(name), this.analogue(this.#pins.cpu(name))));
    const filters = new CanFilters();
    this.cans = description.can.map((_, i) => new Can(i + 1, clock, this.#vectors.can(i + 1), filters));
    this.servos = new Servos(
      this.timers.get(5) as Timer,
      SERVO_PINS.map((name) => this.#pins.cpu(name)),
    );
    const supply = this.boardPins.get(ACCELEROMETER_SUPPLY);
    this.accelerometer = supply === undefined ? null : (options.accelerometer?.(supply) ?? null);
    if (this.accelerometer !== null) this.i2c[0]?.bus.attach(this.accelerometer);
    this.watchdogs = { independent: new Watchdog(clock.world), window: new Watchdog(clock) };
    this.stopMode.onStandbyOver = () => this.watchdogs.independent.reset();
    this.resetButton = new ResetButton(clock.world);
    this.softTimers = new SoftTimers(clock, systick, interrupts.line('PENDSV', PENDSV));
    this.#watch();
    this.#reset(ResetCause.POWER_ON);
  }

  /** LED `id`, from 1; undefined if the board has none of that number. */
  led(id: number): Led | undefined {
    return this.leds[id - 1];
  }

  /** The pin with a name on the board, else with one of the CPU. */
  pin(name: string): Pin | undefined {
    return this.#pins.find(name);
  }

  /** Time around the board, for devices and wires: it goes on while the chip stands still. */
  get time(): WorldTime {
    return this.clock.world;
  }

  /** The same as a place for wires and devices: `new Ds18x20(board.line('X3'), board.time)`; throws for a name that no pin has. */
  line(name: string): Pin {
    return this.#pins.given(name);
  }

  /** The analogue side of a pin, given by itself or by a name as for `pin`; throws for a name that no pin has. */
  analogue(which: Pin | string): AnaloguePin {
    return this.#pins.analogue(which);
  }

  /** Joins two pins by a wire, for levels, voltages, and what UARTs send there: `board.wire('X1', 'X2')`. */
  wire(one: Pin | string, other: Pin | string): void {
    const ends = [this.#pins.given(one), this.#pins.given(other)];
    if (ends[0] === ends[1]) throw new RangeError(`a wire has two ends: both are at ${typeof one === 'string' ? one : one.names[0]}`);
    ends[0].join(ends[1]);
    this.analogue(ends[0]).join(this.analogue(ends[1]));
  }

  /**
   * Puts a probe on a pin: every edge there is in the trace, also those of a PWM and of the bits that UART, I2C and SPI send. Nothing else
   * of a run changes by it, but what a program sees that reads the pin within a byte (`waveform.ts`).
   */
  probe(which: Pin | string): void {
    const pin = this.#pins.given(which);
    pin.watch(this.trace);
    this.trace.show(pin.level);
  }

  /** UART `id`: `board.uart(4).tx.connect(board.uart(6))` joins two; throws for a number that the board has none of. */
  uart(id: number): Uart {
    const uart = this.uarts.get(id);
    if (uart === undefined) throw new Error(`${this.description.name} has no UART ${id}`);
    return uart;
  }

  /** I2S `id`: `board.i2sPort(2).onFrames = …` hears what it sends; throws for a number that the board has none of. */
  i2sPort(id: number): I2s {
    const port = this.i2s.get(id);
    if (port === undefined) throw new Error(`${this.description.name} has no I2S ${id}`);
    return port;
  }

  /** The bus that CAN `id` leads to: `new CanPeer(board.canBus(1), board.time)`; throws for a number that the board has none of. */
  canBus(id: number): CanBus {
    const can = this.cans[id - 1];
    if (can === undefined) throw new Error(`${this.description.name} has no CAN ${id}`);
    return can.bus;
  }

  /** The two-wire bus on a pair of pins, to attach devices to: `board.i2cBus('X9', 'X10')`. */
  i2cBus(scl: Pin | string, sda: Pin | string): I2cBus {
    return this.i2cWires(scl, sda).bus;
  }

  /** The end of a two-wire bus that a pair of pins is. */
  i2cWires(scl: Pin | string, sda: Pin | string): I2cWires {
    return this.#pins.i2c(scl, sda);
  }

  /** A two-wire bus on which nobody has answered to the last address; null if there is none. */
  get unansweredI2c(): I2cWires | null {
    for (const wires of this.#pins.allI2c) if (wires.unanswered !== null) return wires;
    return null;
  }

  /** The bus on three pins, to attach devices to: `board.spiBus('X6', 'X8', 'X7')`. */
  spiBus(sck: Pin | string, mosi: Pin | string, miso: Pin | string): SpiBus {
    return this.spiWires(sck, mosi, miso).bus;
  }

  /** The end of such a bus that three pins are. */
  spiWires(sck: Pin | string, mosi: Pin | string, miso: Pin | string): SpiWires {
    return this.#pins.spi(sck, mosi, miso);
  }

  /** What registers alone reach of the real-time clock. */
  get rtcControl(): RtcControl {
    this.#rtcControl ??= makeRtcControl(this.rtc, this.exti[ALARM_LINE], this.time);
    return this.#rtcControl;
  }

  /** Whether it has a radio. */
  get hasRadio(): boolean {
    return this.description.interfaces.includes('WLAN');
  }

  /** What its radio can reach: `board.network.accessPoint({ ssid: 'here' })`; throws for a board without one. */
  get network(): Network {
    if (!this.hasRadio) throw new Error(`${this.description.name} has no radio`);
    this.#network ??= makeNetwork(this.time);
    return this.#network;
  }

  /** Its radio; throws for a board without one. */
  get wlan(): Wlan {
    this.#wlan ??= makeWlan(this.time, this.network, this.uniqueId, this.trace);
    return this.#wlan;
  }

  /** The name of the access point for which a program has looked in vain, null for none, and those that there are. */
  get absentAccessPoint(): { readonly ssid: Uint8Array; readonly others: readonly Uint8Array[] } | null {
    const ssid = this.#wlan?.absent ?? null;
    return ssid === null ? null : { ssid, others: this.network.accessPoints.map((point) => point.ssid) };
  }

  /** The pin of a channel of ADC1; undefined if it has none. */
  adcPin(channel: number): Pin | undefined {
    return this.#adcPins[channel];
  }

  /** All parts as they are when power comes, or after another reset of the chip. */
  hardReset(cause = ResetCause.POWER_ON): void {
    this.#reset(cause);
    this.rtc.runOn();
  }

  #reset(cause: ResetCause): void {
    this.softReset();
    for (const line of this.exti) line.reset();
    this.resetCause = cause;
    this.systick.reset();
    // What belongs to debugging is reset by power alone.
    if (cause === ResetCause.POWER_ON || cause === ResetCause.DEEPSLEEP) this.coreCycles.reset();
    this.flash.reset();
    this.usbDevice.reset();
    this.crc.reset();
    this.wakeupPin.reset(cause === ResetCause.DEEPSLEEP);
    this.#wlan?.reset();
    for (const pin of this.pins.values()) pin.reset();
    for (const timer of this.timers.values()) timer.reset();
    for (const led of this.leds) led.reset();
    this.switch.reset();
    if (cause !== ResetCause.DEEPSLEEP) this.watchdogs.independent.reset();
    this.watchdogs.window.reset();
  }

  /** What the firmware undoes at a soft reset: timers, I2S, software timers, callbacks of external interrupts. Pins keep what they are. */
  softReset(): void {
    this.interrupts.reset();
    this.softTimers.clear();
    this.servos.reset();
    for (const dac of this.dacs) dac.off();
    for (const can of this.cans) can.stop();
    for (const timer of this.timers.values()) timer.deinit();
    for (const port of this.uarts.values()) port.deinit();
    for (const port of this.spi.values()) port.deinit();
    for (const port of this.i2c) port.deinit();
    this.#pins.releaseBuses();
    for (const port of this.i2s.values()) port.stop();
    for (const line of this.exti) line.forget();
  }

  /** LEDs as the firmware shows them while it boots: only the green one is on. */
  lightForBoot(): void {
    for (const led of this.leds) {
      if (led.id === 2) led.on();
      else led.off();
    }
  }

  /** LEDs after boot.py: all off but the red one, which is left as it is. */
  lightAfterBoot(): void {
    for (const led of this.leds) if (led.id !== 1) led.off();
  }

  #watch(): void {
    const lit = new Set(this.leds.map((led) => led.pin));
    for (const led of this.leds) this.trace.watch(led.signal);
    this.trace.watchOnceUsed(this.switch.signal);
    this.trace.watchOnceUsed(this.flash.signal);
    for (const dac of this.dacs) this.trace.watchOnceUsed(dac.signal);
    for (const pin of this.pins.values()) if (!lit.has(pin) && pin !== this.switch.pin) this.trace.watchOnceUsed(pin.level);
  }

  #timer(id: number): Timer {
    // The firmware leaves TIM5 to the servos: its priority stays as after reset.
    const priority = id === 5 ? null : TIMER_PRIORITY;
    const timerAt = (master: number): Timer => this.timers.get(master) as Timer;
    return new Timer(id, { clock: this.clock, tree: this.tree, ...this.#vectors.timer(id), priority, timerAt });
  }

  #uart({ id, tx, rx, rts, cts }: BoardDescription['uarts'][number]): Uart {
    const optional = (name?: string) => (name === undefined ? undefined : this.#pins.given(name));
    const pins = { tx: this.#pins.given(tx), rx: this.#pins.given(rx), rts: optional(rts), cts: optional(cts) };
    const uart = new Uart(id, pins, this.clock, this.tree, this.#vectors.uart(id), this.description.family);
    uart.ends.standsStill = () => this.stopMode.isActive;
    return uart;
  }

  #spi({ id, sck, mosi, miso }: BoardDescription['spi'][number]): Spi {
    const pins = [this.#pins.given(sck), this.#pins.given(mosi), this.#pins.given(miso)] as const;
    return new Spi(id, this.spiWires(...pins), pins, this.tree);
  }

  #extiLine(number: number): ExtiLine {
    const line = this.#vectors.exti(number);
    const exti = new ExtiLine(number, line, number === WAKEUP_LINE ? WAKEUP_PRIORITY : EXTI_PRIORITY);
    line.connect(() => exti.serve());
    return exti;
  }

  #led(id: number): Led {
    const { pin, dimmer } = this.description.leds[id - 1];
    const timer = dimmer === undefined ? undefined : this.timers.get(dimmer.timer);
    const parts = dimmer === undefined || timer === undefined ? undefined : { timer, channel: dimmer.channel, af: dimmer.af };
    return new Led(id, this.#pins.cpu(pin), this.description.ledOn, parts);
  }
}
