/** A board: its parts by their names, what joins them to the world, and what resets do to them. */
import type { Network } from '../net/network.js';
import type { WorldTime } from '../sim/world-time.js';
import type { AnaloguePin } from './analogue.js';
import { BoardParts, type Kernel, type PyboardOptions } from './board-parts.js';
import type { BoardDescription } from './boards.js';
import type { CanBus } from './can/bus.js';
import type { I2cBus } from './i2c/bus.js';
import type { I2cWires } from './i2c/wires.js';
import type { I2s } from './i2s.js';
import type { Led } from './led.js';
import type { Pin } from './pin/pin.js';
import { ResetCause } from './reset.js';
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

  constructor(description: BoardDescription, kernel: Kernel, options?: PyboardOptions) {
    super(description, kernel, options);
    this.#watch();
    this.#reset(ResetCause.POWER_ON);
  }

  /** LED `id`, from 1; undefined if the board has none of that number. */
  led(id: number): Led | undefined {
    return this.leds[id - 1];
  }

  /** The pin with a name on the board, else with one of the CPU. */
  pin(name: string): Pin | undefined {
    return this.wiring.find(name);
  }

  /** Time around the board, for devices and wires: it goes on while the chip stands still. */
  get time(): WorldTime {
    return this.clock.world;
  }

  /** The same as a place for wires and devices: `new Ds18x20(board.line('X3'), board.time)`; throws for a name that no pin has. */
  line(name: string): Pin {
    return this.wiring.given(name);
  }

  /** The analogue side of a pin, given by itself or by a name as for `pin`; throws for a name that no pin has. */
  analogue(which: Pin | string): AnaloguePin {
    return this.wiring.analogue(which);
  }

  /** Joins two pins by a wire, for levels, voltages, and what UARTs send there: `board.wire('X1', 'X2')`. */
  wire(one: Pin | string, other: Pin | string): void {
    const ends = [this.wiring.given(one), this.wiring.given(other)];
    if (ends[0] === ends[1]) throw new RangeError(`both ends of the wire are at ${typeof one === 'string' ? one : one.names[0]}`);
    ends[0].join(ends[1]);
    this.analogue(ends[0]).join(this.analogue(ends[1]));
  }

  /**
   * Puts a probe on a pin: every edge there is in the trace, also those of a PWM and of the bits that UART, I2C and SPI send. Nothing else
   * of a run changes by it, but what a program sees that reads the pin within a byte (`waveform.ts`).
   */
  probe(which: Pin | string): void {
    const pin = this.wiring.given(which);
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
    return this.wiring.i2c(scl, sda);
  }

  /** A two-wire bus on which nobody has answered to the last address; null if there is none. */
  get unansweredI2c(): I2cWires | null {
    for (const wires of this.wiring.allI2c) if (wires.unanswered !== null) return wires;
    return null;
  }

  /** The UARTs that misread what comes, or are misread by who listens, and how. */
  get misreadings(): readonly { readonly uart: Uart; readonly isOwn: boolean; readonly misreading: Misreading }[] {
    return [...this.uarts.values()].flatMap((uart) => {
      const own = uart.misreading;
      const misreading = own ?? uart.tx.misreading;
      return misreading === null ? [] : [{ uart, isOwn: own !== null, misreading }];
    });
  }

  /** The bus on three pins, to attach devices to: `board.spiBus('X6', 'X8', 'X7')`. */
  spiBus(sck: Pin | string, mosi: Pin | string, miso: Pin | string): SpiBus {
    return this.spiWires(sck, mosi, miso).bus;
  }

  /** The end of such a bus that three pins are. */
  spiWires(sck: Pin | string, mosi: Pin | string, miso: Pin | string): SpiWires {
    return this.wiring.spi(sck, mosi, miso);
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
  get absentAccessPoint(): { readonly ssid: Uint8Array; readonly present: readonly Uint8Array[] } | null {
    const ssid = this.#wlan?.absent ?? null;
    return ssid === null ? null : { ssid, present: this.network.accessPoints.map((point) => point.ssid) };
  }

  /** The pin of a channel of ADC1; undefined if it has none. */
  adcPin(channel: number): Pin | undefined {
    return this.adcPins[channel];
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
    this.wiring.releaseBuses();
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
}
