/** The parts of a board and how they are wired: the one list. */
import type { Clock } from '../sim/clock.js';
import type { Interrupts } from '../sim/interrupts.js';
import type { SysTick } from '../sim/systick.js';
import type { Trace } from '../sim/trace.js';
import { type Accelerometer, AccelerometerPort } from './accelerometer.js';
import { Adc } from './adc.js';
import { BoardPins } from './board-pins.js';
import type { BoardDescription } from './boards.js';
import { Can } from './can/can.js';
import { CanFilters } from './can/filter.js';
import { CoreCycles } from './core-cycles.js';
import { CrcUnit } from './crc.js';
import { DacChannel } from './dac.js';
import type { ExtiLine } from './extint.js';
import { FLASH_INTERRUPT, Flash } from './flash/flash.js';
import { RomFlash } from './flash/rom-flash.js';
import { SdSlot } from './flash/sd-card.js';
import type { I2c } from './i2c/i2c.js';
import { I2s } from './i2s.js';
import type { Led } from './led.js';
import { alternateOf } from './pin/alternates.js';
import type { Pin } from './pin/pin.js';
import { ClockTree } from './power.js';
import { ResetCause } from './reset.js';
import { ResetButton } from './reset-button.js';
import { Rng } from './rng.js';
import { BackupMemory } from './rtc/backup.js';
import { Rtc, WAKEUP_LINE } from './rtc/rtc.js';
import { Servos } from './servo.js';
import { SoftTimers } from './soft-timers.js';
import type { Spi } from './spi/spi.js';
import { StopMode } from './stop-mode.js';
import { Switch } from './switch.js';
import type { Timer } from './timer/timer.js';
import type { Uart } from './uart/uart.js';
import { DEFAULT_ID, idBytes } from './unique-id.js';
import { UsbDevice } from './usb-device.js';
import { UsbHid } from './usb-hid.js';
import { Vectors } from './vectors.js';
import { WAKEUP_PIN, WakeupPin } from './wakeup-pin.js';
import { Watchdog } from './watchdog.js';
import { makeExtiLines, makeI2c, makeLeds, makeSpi, makeTimers, makeUarts } from './wired-parts.js';

/** What differs between individual boards of the same kind. */
export interface PyboardOptions {
  /** The seed of the random numbers. */
  readonly seed?: number;
  /** Seconds since 2000-01-01 that the real-time clock shows at reset. */
  readonly time?: number;
  /** The unique id, as `isUniqueId` accepts it. Default: `DEFAULT_ID`. */
  readonly uniqueId?: string | undefined;
  /** Creates the accelerometer of boards that have one, given the pin that supplies it. */
  readonly accelerometer?: (supply: Pin) => Accelerometer;
}

/** The simulation to which a board belongs. */
export interface Kernel {
  readonly clock: Clock;
  readonly interrupts: Interrupts;
  readonly systick: SysTick;
  readonly trace: Trace;
}

/** PendSV, a system exception: its vector number precedes those of the interrupts. */
const PENDSV = { priority: 15, vector: -2 };

/** The pins of the servos, which are those of TIM5's channels (`ports/stm32/servo.c`). */
const SERVO_PINS = ['A0', 'A1', 'A2', 'A3'];

/** The name of the pin that supplies the accelerometer, on boards that have one. */
export const ACCELEROMETER_SUPPLY = 'MMA_AVDD';
/** The pins of the DAC. */
const DAC_PINS = ['A4', 'A5'];
/** Number of ADC channels that are pins. */
const ADC_PINS = 16;

/** The parts of a board. What resets do to each is in `resets.ts`. */
export abstract class BoardParts {
  readonly tree: ClockTree;
  readonly coreCycles: CoreCycles;
  /** By the CPU's name, such as `A13`. */
  readonly pins: ReadonlyMap<string, Pin>;
  /** By the name on the board, such as `X1`. */
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
  /** The slot for an SD card: `board.sdSlot.card = SdCard.blank(2 ** 20)`. */
  readonly sdSlot: SdSlot;
  /** The flash below the file system. */
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
  readonly canFilters = new CanFilters();
  readonly servos: Servos;
  /** Null on boards without one. */
  readonly accelerometer: Accelerometer | null;
  /** Null on the same boards. */
  readonly accelerometerPort: AccelerometerPort | null;
  readonly watchdogs: { readonly independent: Watchdog; readonly window: Watchdog };
  readonly softTimers: SoftTimers;
  readonly uniqueId: Uint8Array;
  /** The seed of the random numbers. */
  protected readonly seed: number;
  resetCause = ResetCause.POWER_ON;
  readonly clock: Clock;
  readonly interrupts: Interrupts;
  readonly systick: SysTick;
  readonly trace: Trace;
  /** The pins, with analogue voltages and the ends of buses. */
  readonly wiring: BoardPins;
  /** By channel of ADC1. */
  protected readonly adcPins: readonly (Pin | undefined)[];

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
    this.uniqueId = idBytes(options.uniqueId ?? DEFAULT_ID);
    this.tree = new ClockTree(clock, description.clocks);
    this.coreCycles = new CoreCycles(clock, this.tree);
    const vectors = new Vectors(interrupts);
    const chip = { description, clock, tree: this.tree, vectors };
    this.timers = makeTimers(chip);
    this.exti = makeExtiLines(vectors, description.family);
    const pins = new BoardPins(description, clock, (signal) => alternateOf(signal, this));
    this.wiring = pins;
    this.pins = pins.byCpu;
    this.boardPins = pins.byName;
    for (const pin of this.pins.values()) pin.hearEdges((level) => this.exti[pin.number].edge(pin, level));
    this.leds = makeLeds(description, pins, this.timers);
    this.romFlash = description.romBytes === undefined ? null : new RomFlash(description.romBytes, interrupts);
    const flashLine = interrupts.line('FLASH', FLASH_INTERRUPT);
    this.flash = new Flash(description.flash, { clock, interrupts, systick, line: flashLine, led: this.leds[0] as Led });
    this.sdSlot = new SdSlot({ clock, interrupts, systick });
    this.usbDevice = new UsbDevice(this.usbHid, description.family);
    this.switch = new Switch(pins.cpu(description.switchPin));
    this.seed = options.seed ?? 0;
    this.rng = new Rng(this.seed);
    this.rtc = new Rtc(clock, description.rtcSubseconds, this.exti[WAKEUP_LINE], options.time);
    this.stopMode = new StopMode(clock, this.interrupts, this.rtc);
    this.wakeupPin = new WakeupPin(pins.cpu(WAKEUP_PIN), this.stopMode, description.family);
    this.backup = new BackupMemory(description.backupRegisters);
    const wired = { ...chip, pins };
    this.uarts = makeUarts(wired, () => this.stopMode.isActive);
    this.spi = makeSpi(wired);
    this.i2c = makeI2c(wired);
    this.i2s = new Map(description.i2s.map((id) => [id, new I2s(id, clock)]));
    this.adcPins = Array.from({ length: ADC_PINS }, (_, channel) => pins.adc(channel));
    const inputs = this.adcPins.map((pin) => (pin === undefined ? undefined : pins.analogue(pin)));
    this.adc = new Adc(clock, this.tree, description.adc, inputs);
    this.dacs = DAC_PINS.map((name, i) => new DacChannel(i + 1, pins.cpu(name), pins.analogue(pins.cpu(name))));
    this.cans = description.can.map((_, i) => new Can(i + 1, clock, vectors.can(i + 1), this.canFilters));
    this.stopMode.onStandstill = (stands) => {
      for (const can of this.cans) can.standStill(stands);
    };
    this.servos = new Servos(
      this.timers.get(5) as Timer,
      SERVO_PINS.map((name) => pins.cpu(name)),
    );
    const supply = this.boardPins.get(ACCELEROMETER_SUPPLY);
    this.accelerometer = supply === undefined ? null : (options.accelerometer?.(supply) ?? null);
    this.accelerometerPort = null;
    if (supply !== undefined && this.accelerometer !== null) {
      this.i2c[0].solder(this.accelerometer);
      this.accelerometerPort = new AccelerometerPort(this.i2c[0], supply, this.accelerometer.address);
    }
    this.watchdogs = { independent: new Watchdog(clock.world), window: new Watchdog(clock) };
    this.stopMode.onStandbyOver = () => this.watchdogs.independent.reset();
    this.resetButton = new ResetButton(clock.world);
    this.softTimers = new SoftTimers(clock, systick, interrupts.line('PENDSV', PENDSV));
  }
}
