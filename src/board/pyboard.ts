/** A board: access to its parts by name, its connections to the world, and the effects of resets. */
import type { Air } from '../ble/air.js';
import type { Network } from '../net/network.js';
import type { WorldTime } from '../sim/world-time.js';
import type { AnaloguePin } from './analogue.js';
import type { Bluetooth } from './bluetooth/bluetooth.js';
import { makeAir, makeBluetooth } from './bluetooth/make-bluetooth.js';
import { ACCELEROMETER_SUPPLY, BoardParts, type Kernel, type PyboardOptions } from './board-parts.js';
import type { BoardDescription } from './boards.js';
import type { CanBus } from './can/bus.js';
import type { Can } from './can/can.js';
import type { I2cBus } from './i2c/bus.js';
import type { I2cWires } from './i2c/wires.js';
import type { I2s } from './i2s.js';
import type { Led } from './led.js';
import type { Pin } from './pin/pin.js';
import { hasRadio, noRadioText } from './radios.js';
import { ResetCause } from './reset.js';
import { resetChip, resetSoftly } from './resets.js';
import { makeRtcControl, type RtcControl } from './rtc/control.js';
import { ALARM_LINE } from './rtc/rtc.js';
import type { Misreading } from './serial-line.js';
import type { SpiBus } from './spi/bus.js';
import type { SpiWires } from './spi/wires.js';
import type { Uart } from './uart/uart.js';
import { makeNetwork, makeWlan } from './wlan/make-wlan.js';
import type { Wlan } from './wlan/wlan.js';

/** A board, with everything on it. */
export class Pyboard extends BoardParts {
  #rtcControl: RtcControl | null = null;
  #network: Network | null = null;
  #wlan: Wlan | null = null;
  #air: Air | null = null;
  #bluetooth: Bluetooth | null = null;

  constructor(description: BoardDescription, kernel: Kernel, options?: PyboardOptions) {
    super(description, kernel, options);
    this.#watch();
    this.#reset(ResetCause.POWER_ON);
  }

  /** Returns LED `id`, from 1; undefined if the board has no such LED. */
  led(id: number): Led | undefined {
    return this.leds[id - 1];
  }

  /** Returns the pin with this name on the board, otherwise the one with this name of the CPU; undefined if there is none. */
  pin(name: string): Pin | undefined {
    return this.wiring.find(name);
  }

  /** The time around the board, for devices and wires: it continues while the chip stands still. */
  get time(): WorldTime {
    return this.clock.world;
  }

  /** Returns a pin as a place for wires and devices: `new Ds18x20(board.line('X3'), board.time)`; throws if no pin has this name. */
  line(name: string): Pin {
    return this.wiring.given(name);
  }

  /** Returns the analogue side of a pin, given itself or by a name as for `pin`; throws if no pin has this name. */
  analogue(which: Pin | string): AnaloguePin {
    return this.wiring.analogue(which);
  }

  /** Joins two pins by a wire, which carries levels, voltages, and what UARTs send: `board.wire('X1', 'X2')`. */
  wire(one: Pin | string, other: Pin | string): void {
    const ends = [this.wiring.given(one), this.wiring.given(other)];
    if (ends[0] === ends[1]) throw new RangeError(`both ends of the wire are at ${typeof one === 'string' ? one : one.names[0]}`);
    ends[0].join(ends[1]);
    this.analogue(ends[0]).join(this.analogue(ends[1]));
  }

  /**
   * Puts a probe on a pin: every edge there appears in the trace, including those of a PWM and of the bits that UART, I2C and SPI send. The
   * probe changes nothing else in a run, except what a program sees if it reads the pin within a byte (`waveform.ts`).
   */
  probe(which: Pin | string): void {
    const pin = this.wiring.given(which);
    pin.watch(this.trace);
    this.trace.show(pin.level);
  }

  /** Returns UART `id`; throws if the board has no such UART. `board.uart(4).tx.connect(board.uart(6))` joins two of them. */
  uart(id: number): Uart {
    const uart = this.uarts.get(id);
    if (uart === undefined) throw new Error(`${this.description.name} has no UART ${id}`);
    return uart;
  }

  /** Returns I2S `id`; throws if the board has no such interface. `board.i2sPort(2).onFrames = …` receives what it sends. */
  i2sPort(id: number): I2s {
    const port = this.i2s.get(id);
    if (port === undefined) throw new Error(`${this.description.name} has no I2S ${id}`);
    return port;
  }

  /** Returns CAN `id`; throws if the board has no such controller. */
  can(id: number): Can {
    const can = this.cans[id - 1];
    if (can === undefined) throw new Error(`${this.description.name} has no CAN ${id}`);
    return can;
  }

  /** Returns the bus of CAN `id`: `new CanPeer(board.canBus(1), board.time)`; throws if the board has no such controller. */
  canBus(id: number): CanBus {
    return this.can(id).bus;
  }

  /** Returns the two-wire bus on a pair of pins, to which devices can be attached: `board.i2cBus('X9', 'X10')`. */
  i2cBus(scl: Pin | string, sda: Pin | string): I2cBus {
    return this.i2cWires(scl, sda).bus;
  }

  /** Returns the end of a two-wire bus at a pair of pins. */
  i2cWires(scl: Pin | string, sda: Pin | string): I2cWires {
    return this.wiring.i2c(scl, sda);
  }

  /** The ends of all two-wire buses that have been used so far, or to which devices are attached. */
  get allI2c(): Iterable<I2cWires> {
    return this.wiring.allI2c;
  }

  /** The UARTs that misread what they receive (`isOwn`) or are misread by a listener, and how. */
  get misreadings(): readonly { readonly uart: Uart; readonly isOwn: boolean; readonly misreading: Misreading }[] {
    return [...this.uarts.values()].flatMap((uart) => {
      const own = uart.misreading;
      const misreading = own ?? uart.tx.misreading;
      return misreading === null ? [] : [{ uart, isOwn: own !== null, misreading }];
    });
  }

  /** Returns the bus on three pins, to which devices can be attached: `board.spiBus('X6', 'X8', 'X7')`. */
  spiBus(sck: Pin | string, mosi: Pin | string, miso: Pin | string): SpiBus {
    return this.spiWires(sck, mosi, miso).bus;
  }

  /** Returns the end of such a bus at three pins. */
  spiWires(sck: Pin | string, mosi: Pin | string, miso: Pin | string): SpiWires {
    return this.wiring.spi(sck, mosi, miso);
  }

  /** The parts of the real-time clock that only registers reach. */
  get rtcControl(): RtcControl {
    this.#rtcControl ??= makeRtcControl(this.rtc, this.exti[ALARM_LINE], this.time);
    return this.#rtcControl;
  }

  /** Whether it has a radio. */
  get hasRadio(): boolean {
    return hasRadio(this.description);
  }

  /** The network around its radio: `board.network.accessPoint({ ssid: 'here' })`; throws for a board without a radio. */
  get network(): Network {
    if (!this.hasRadio) throw new Error(noRadioText(this.description));
    this.#network ??= makeNetwork(this.time);
    return this.#network;
  }

  /** Its radio; throws for a board without one. */
  get wlan(): Wlan {
    this.#wlan ??= makeWlan(this.time, this.network, this.uniqueId, this.trace);
    return this.#wlan;
  }

  /** The air around its Bluetooth; throws for a board without a radio. */
  get air(): Air {
    if (!this.hasRadio) throw new Error(noRadioText(this.description));
    this.#air ??= makeAir();
    return this.#air;
  }

  /** Its Bluetooth; throws for a board without a radio. */
  get bluetooth(): Bluetooth {
    this.#bluetooth ??= makeBluetooth(this.time, this.air, this.uniqueId, this.seed, this.trace);
    return this.#bluetooth;
  }

  /**
   * The name of the access point for which a program has looked in vain, and the names of those that exist; null if there was no such search.
   */
  get absentAccessPoint(): { readonly ssid: Uint8Array; readonly present: readonly Uint8Array[] } | null {
    const ssid = this.#wlan?.absent ?? null;
    return ssid === null ? null : { ssid, present: this.network.accessPoints.map((point) => point.ssid) };
  }

  /** Returns the pin of a channel of ADC1; undefined if the channel has none. */
  adcPin(channel: number): Pin | undefined {
    return this.adcPins[channel];
  }

  /**
   * How much of what it has sent has not arrived: frames of UARTs, and of CAN buses with other nodes; bytes of connections; packets of Bluetooth;
   * samples of DACs; steps of servos.
   */
  get undelivered(): number {
    const uarts = [...this.uarts.values()].filter((uart) => uart.isOn && !uart.isSent).length;
    const others = [...this.cans, ...this.dacs, this.servos].reduce((sum, each) => sum + each.undelivered, 0);
    return uarts + others + (this.#wlan?.stack.undelivered ?? 0) + (this.#bluetooth?.undelivered ?? 0);
  }

  /** Puts all parts into their state after power-on, or after another reset of the chip. */
  hardReset(cause = ResetCause.POWER_ON): void {
    this.#reset(cause);
    this.rtc.runOn();
  }

  #reset(cause: ResetCause): void {
    this.resetCause = cause;
    resetChip(this, cause);
    this.#wlan?.reset();
    this.#bluetooth?.reset();
  }

  /** Undoes what the firmware undoes at a soft reset (`resets.ts`). Pins stay as they are. */
  softReset(): void {
    resetSoftly(this);
    this.#bluetooth?.softReset();
  }

  /** Sets the LEDs as the firmware does while it boots: only the green one is on. */
  lightForBoot(): void {
    for (const led of this.leds) {
      if (led.id === 2) led.on();
      else led.off();
    }
  }

  /**
   * Does what the firmware does after boot.py (`ports/stm32/main.c`): all LEDs are off except the red one, which stays as it is; USB is on;
   * the accelerometer is off; servos have their calibration.
   */
  bootDone(): void {
    for (const led of this.leds) if (led.id !== 1) led.off();
    this.usbDevice.bootDone();
    const supply = this.boardPins.get(ACCELEROMETER_SUPPLY);
    supply?.configure('out', 'none');
    supply?.write(0);
    this.servos.reset();
  }

  #watch(): void {
    const lit = new Set(this.leds.map((led) => led.pin));
    for (const led of this.leds) this.trace.watch(led.signal);
    this.trace.watchOnceUsed(this.switch.signal);
    this.trace.watchOnceUsed(this.flash.signal);
    this.trace.watchOnceUsed(this.sdSlot.signal);
    for (const dac of this.dacs) this.trace.watchOnceUsed(dac.signal);
    for (const pin of this.pins.values()) if (!lit.has(pin) && pin !== this.switch.pin) this.trace.watchOnceUsed(pin.level);
  }
}
