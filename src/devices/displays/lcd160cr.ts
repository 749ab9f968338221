/**
 * LCD160CRv1, the skin with a colour display and touch that `lcd160cr` drives, by I2C, SPI for whole areas, or a UART. Facts are from the
 * documentation of that module and of the skin, and from its driver in micropython-lib; what both leave open is told where it is decided
 * (lcd160cr-*.ts). Not simulated: the time that starting and commands take (it obeys at once), what it shows as it starts, calibration,
 * and how bright it is.
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
/** What it says of its queue: 255 bytes are free, which is all of them. */
const EMPTY = 255;
/** What it sends while it has nothing to say. */
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

/** Where somebody touches the display, as text: `40,100`. */
export const touchPoint: Kind<Point> = {
  name: 'a point such as 40,100',
  read(given) {
    const [, x, y] = COORDINATES.exec(asText(given)) ?? [];
    return x === undefined ? undefined : { x: Number(x), y: Number(y) };
  },
};

/** Where its wires lead to, besides those of I2C and SPI. */
export interface Lcd160crWires {
  /** High gives it power. */
  readonly pwr: Line;
  /** Its output that can be low while it is touched; needs a pull-up. */
  readonly interrupt?: Line | null;
  /** What it hears on its UART: `board.uart(4).tx`. */
  readonly rx?: SerialLine | null;
}

/** The display. As a picture it is seen as the orientation has it in which it draws. */
export class Lcd160cr implements Picture {
  /** Its inputs: two addresses on I2C, that of commands and the next one, and SPI, without a wire that selects it. */
  readonly commands: I2cDevice;
  readonly queue: I2cDevice;
  readonly pixels: SpiDevice;
  readonly #uart: SerialInput;
  readonly #interrupt: Contact | null;
  readonly #watchdog: Alarm;
  #saved: Lcd160crSettings;
  /** Without power there is none. */
  #controller: Lcd160crController | null = null;
  /** Where it is touched, while the glass stands upright. */
  #touch: Point | null = null;

  /** `address`: the even one of its two on I2C, 0x62 by default. */
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

  /** Without power it is black. */
  at(x: number, y: number): number {
    return this.#controller?.scroll.seen.at(x, y) ?? 0;
  }

  /** How it is set now; without power, how it will start. */
  get settings(): Lcd160crSettings {
    return this.#controller?.settings ?? this.#saved;
  }

  /** Where it is touched, as the picture stands; null: nowhere. */
  get touch(): Point | null {
    return this.#touch === null ? null : this.#glass.nowOf(this.#touch);
  }

  /** Somebody touches it, or lets go. Beside the glass there is nothing to touch. */
  set touch(point: Point | null) {
    const glass = this.#glass;
    this.#touch = point === null || !glass.has(point.x, point.y) ? null : glass.uprightOf(point);
    this.#controller?.feel(this.#touch);
    this.#signal();
  }

  get #glass(): Lcd160crGlass {
    return this.#controller?.glass ?? DARK;
  }

  /** Power comes, or a reset. */
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

  /** Hears its UART at the rate that is set; what is on its way is lost. */
  #listen(): void {
    this.#uart.set({ bitTime: SECOND / this.settings.baud, bits: 8, parity: 'none' });
  }

  #signal(): void {
    const asks = this.#controller?.settings.interrupts === true && this.#touch !== null;
    this.#interrupt?.drive(asks ? 0 : null);
  }

  /** A read begins with how many bytes wait, which follow. */
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

/** What is seen without power. */
const DARK = new Lcd160crGlass();
