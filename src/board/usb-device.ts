/**
 * The board as a device on USB (`ports/stm32/usb.c`, `usbdev/class/src/usbd_cdc_msc_hid.c`): which interfaces it offers to the host. It
 * is switched on once, by boot.py or after it, and does not change until it has been switched off. A host is always there.
 */
import type { UsbHid } from './usb-hid.js';

/** What the board offers together. */
interface Mode {
  readonly name: string;
  /** Its name in older firmware. */
  readonly old?: string;
  /** The highest endpoint that its interfaces use. */
  readonly endpoint: number;
}

const DEFAULT: Mode = { name: 'VCP+MSC', old: 'CDC+MSC', endpoint: 3 };
const MODES: readonly Mode[] = [
  { name: 'VCP', old: 'CDC', endpoint: 3 },
  { name: 'MSC', endpoint: 1 },
  DEFAULT,
  { name: 'VCP+HID', old: 'CDC+HID', endpoint: 3 },
  { name: 'VCP+MSC+HID', endpoint: 4 },
];

const modeNamed = (name: string): Mode | undefined => MODES.find((mode) => name === mode.name || name === mode.old);

const partsOf = (mode: Mode | null | undefined): readonly string[] => mode?.name.split('+') ?? [];

/** The highest endpoint that a chip's controller has, by its family. */
const ENDPOINTS = { F4: 3, F7: 5 } as const;

/** The device of one board. */
export class UsbDevice {
  /** The last mode that was asked for, be it that the device is off. */
  #mode: Mode | null = null;
  #isOn = false;
  #isChosen = false;

  constructor(
    private readonly hid: UsbHid,
    private readonly family: keyof typeof ENDPOINTS,
  ) {}

  /** The name of the mode; null before there is one. */
  get mode(): string | null {
    return this.#mode?.name ?? null;
  }

  /** Whether it offers a terminal, with which the host is connected. */
  get hasTerminal(): boolean {
    return this.#isOn && this.#offers('VCP');
  }

  /** A program asks for a mode by a name of it; false if there is no such one. Whether it is used, too, or the device is on already, is not told. */
  choose(name: string): boolean {
    this.#isChosen = true;
    const mode = modeNamed(name);
    return mode !== undefined && this.#start(mode);
  }

  /** A program switches it off. */
  stop(): void {
    this.#isChosen = true;
    this.#isOn = this.hid.isActive = false;
  }

  /** boot.py is over: the default mode, if nobody has asked for another. */
  bootDone(): void {
    if (!this.#isChosen) this.#start(DEFAULT);
  }

  /** As after power-on. */
  reset(): void {
    this.stop();
    this.#isChosen = false;
    this.#mode = null;
  }

  #start(mode: Mode): boolean {
    if (this.#isOn) return true;
    this.#mode = mode;
    if (mode.endpoint > ENDPOINTS[this.family]) return false;
    this.#isOn = true;
    this.hid.isActive = this.#offers('HID');
    return true;
  }

  #offers(part: string): boolean {
    return partsOf(this.#mode).includes(part);
  }
}

/** What a mode has of interfaces besides the terminal, by any of its names; none for what is no mode. */
export function interfacesOf(name: string): readonly string[] {
  return partsOf(modeNamed(name));
}
