/**
 * LCD160CRv1, the skin with a colour display and touch that `lcd160cr` drives, by I2C, SPI for whole areas, or a UART. Facts are from the
 * documentation of that module and of the skin, and from its driver in micropython-lib; where they leave something open, comments in
 * lcd160cr-*.ts say so and what is assumed. Not simulated: the time that starting and commands take (it obeys at once), what it shows when
 * it starts, calibration, brightness.
 */
import { type I2cDevice, isI2cAddress } from '../../board/i2c/bus.js';
import type { Contact, Line } from '../../board/pin/line.js';
import type { SerialLine } from '../../board/serial-line.js';
import type { SpiDevice } from '../../board/spi/bus.js';
import { SerialInput } from '../../board/uart/input.js';
import { such } from '../../checks.js';
import { SECOND } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { WorldTime } from '../../sim/world-time.js';
import { asText, type Kind } from '../kinds.js';
import { Lcd160crController, type Lcd160crSettings } from './lcd160cr-controller.js';
import { Lcd160crGlass, type Point } from './lcd160cr-glass.js';
import type { Picture } from './picture.js';

const WATCHDOG = 30 * SECOND;
/** What it reports of its queue: 255 bytes are free, which is all of them. */
const EMPTY = 255;
/** What it sends when it has nothing to send. */
const NOTHING = 0xff;
const AS_SOLD: Lcd160crSettings = {
  orientation: 0,
  brightness: 31,
  baud: 115_200,
  address: 0x62,
  decoration: 0,
  interrupts: false,
};
const isEven = such((value) => (value as number) % 2 === 0, 'even, as the first of two addresses is');
const COORDINATES = /^\s*(\d{1,3})\s*,\s*(\d{1,3})\s*$/;

/** Where the display is touched, as text: `40,100`. */
export const touchPoint: Kind<Point> = {
  name: 'a point such as 40,100',
  read(given) {
    const [, x, y] = COORDINATES.exec(asText(given)) ?? [];
    return x === undefined ? undefined : { x: Number(x), y: Number(y) };
  },
};

/** The lines that its wires are connected to, besides those of I2C and SPI. */
export interface Lcd160crWires {
  /** High switches its power on. */
  readonly pwr: Line;
  /** Its interrupt output, which can be low while it is touched; the line needs a pull-up. */
  readonly interrupt?: Line | null;
  /** The line that its UART receives from, such as `board.uart(4).tx`. */
  readonly rx?: SerialLine | null;
}

/** The display. Its picture is turned to the orientation in which it draws. */
export class Lcd160cr implements Picture {
  /** Its parts on the buses: on I2C the address for commands and, at the next address, the queue; on SPI the points, without a select wire. */
  readonly commands: I2cDevice;
  readonly queue: I2cDevice;
  readonly pixels: SpiDevice;
  readonly #uart: SerialInput;
  readonly #interrupt: Contact | null;
  readonly #watchdog: Alarm;
  #saved: Lcd160crSettings;
  /** Null without power. */
  #controller: Lcd160crController | null = null;
  /** Where it is touched, in the coordinates of the upright glass. */
  #touch: Point | null = null;

  /** `address` is the even one of its two I2C addresses, 0x62 by default. */
  constructor(
    private readonly time: WorldTime,
    wires: Lcd160crWires,
    { address = AS_SOLD.address }: { readonly address?: number } = {},
  ) {
    isI2cAddress('address', address);
    isEven('address', address);
    this.#saved = { ...AS_SOLD, address };
    this.commands = this.#commandInput();
    this.queue = this.#queueOutput();
    this.pixels = { transfer: (byte) => this.#controller?.pixels.transfer(byte) ?? NOTHING };
    this.#interrupt = wires.interrupt?.connect() ?? null;
    this.#watchdog = time.alarm(() => this.#start());
    this.#uart = new SerialInput(
      time,
      (byte) => this.#controller?.receive(byte),
      () => {},
    );
    wires.rx?.connect(this.#uart);
    wires.pwr.onEdge((level) => (level === 1 ? this.#start() : this.#stop()));
    if (wires.pwr.level.value > 0) this.#start();
  }

  get picture(): Picture {
    return this;
  }

  get width(): number {
    return this.#glass.width;
  }

  get height(): number {
    return this.#glass.height;
  }

  /** Black without power. */
  at(x: number, y: number): number {
    return this.#controller?.scroll.seen.at(x, y) ?? 0;
  }

  /** Its present settings; without power, those with which it will start. */
  get settings(): Lcd160crSettings {
    return this.#controller?.settings ?? this.#saved;
  }

  /** Where it is touched, in the picture's coordinates; null if it is not touched. */
  get touch(): Point | null {
    return this.#touch === null ? null : this.#glass.nowOf(this.#touch);
  }

  /** Touches it or, with null, lets go. A point outside the glass counts as null. */
  set touch(point: Point | null) {
    const glass = this.#glass;
    this.#touch = point === null || !glass.has(point.x, point.y) ? null : glass.uprightOf(point);
    this.#controller?.feel(this.#touch);
    this.#signal();
  }

  get #glass(): Lcd160crGlass {
    return this.#controller?.glass ?? DARK;
  }

  /** Starts at power-on or after a reset. */
  #start(): void {
    this.#watchdog.cancel();
    this.#controller = new Lcd160crController(this.time, this.#saved, {
      changed: ({ baud }) => {
        if (baud !== this.settings.baud) this.#listen();
        this.#signal();
      },
      save: (settings) => {
        this.#saved = { ...this.#saved, ...settings };
      },
      reset: () => this.#start(),
      feedWatchdog: () => this.#watchdog.set(this.time.now + WATCHDOG),
    });
    this.#controller.feel(this.#touch);
    this.#listen();
    this.#signal();
  }

  #stop(): void {
    this.#watchdog.cancel();
    this.#controller = null;
    this.#uart.set(null);
    this.#signal();
  }

  /** Listens to its UART at the rate that is set; a byte under way is lost. */
  #listen(): void {
    this.#uart.set({ bitTime: SECOND / this.settings.baud, bits: 8, parity: 'none' });
  }

  #signal(): void {
    const asks = this.#controller?.settings.interrupts === true && this.#touch !== null;
    this.#interrupt?.drive(asks ? 0 : null);
  }

  /** A read begins with the number of waiting bytes; the bytes themselves follow. */
  #commandInput(): I2cDevice {
    let isFirst = false;
    const address = (): number => this.settings.address;
    return {
      get address() {
        return address();
      },
      start: () => {
        isFirst = true;
        return this.#controller !== null;
      },
      write: (byte) => {
        this.#controller?.receive(byte);
        return this.#controller !== null;
      },
      read: () => {
        const byte = isFirst ? this.#controller?.waiting : this.#controller?.read();
        isFirst = false;
        return byte ?? NOTHING;
      },
      stop: () => {},
    };
  }

  #queueOutput(): I2cDevice {
    const address = (): number => this.settings.address + 1;
    return {
      get address() {
        return address();
      },
      start: () => this.#controller !== null,
      write: () => false,
      read: () => EMPTY,
      stop: () => {},
    };
  }
}

/** What the display shows without power. */
const DARK = new Lcd160crGlass();
