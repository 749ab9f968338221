/**
 * The board as a USB device (`ports/stm32/usb.c`, `usbdev/class/src/usbd_cdc_msc_hid.c`): which interfaces it offers to the host. It is
 * switched on once, by boot.py or after it, and its mode does not change until it has been switched off. A host is always there.
 */
import type { UsbHid } from './usb-hid.js';

/** A combination of interfaces that the board offers. */
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

/** The highest endpoint of the chip's controller, by its family. */
const ENDPOINTS = { F4: 3, F7: 5 } as const;

/** The device of one board. */
export class UsbDevice {
  /** The last mode that has been set, even if the device is off. */
  #mode: Mode | null = null;
  #isOn = false;
  #isChosen = false;

  constructor(
    private readonly hid: UsbHid,
    private readonly family: keyof typeof ENDPOINTS,
  ) {}

  /** The name of the mode; null if none has been set. */
  get mode(): string | null {
    return this.#mode?.name ?? null;
  }

  /** Whether it offers a terminal; the host is then connected to it. */
  get hasTerminal(): boolean {
    return this.#isOn && this.#offers('VCP');
  }

  /**
   * Called when a program requests a mode by one of its names. Returns false if there is no such mode, or the chip has too few endpoints for
   * it. True does not mean that the mode is in use: the device may have been on already.
   */
  choose(name: string): boolean {
    this.#isChosen = true;
    const mode = modeNamed(name);
    return mode !== undefined && this.#start(mode);
  }

  /** Called when a program switches the device off. */
  stop(): void {
    this.#isChosen = true;
    this.#isOn = this.hid.isActive = false;
  }

  /** Called when boot.py is over: starts the default mode, if no program has requested another. */
  bootDone(): void {
    if (!this.#isChosen) this.#start(DEFAULT);
  }

  /** Resets the device as power-on does. */
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

/** Returns the interfaces of a mode, given any of its names; an empty array for an unknown name. */
export function interfacesOf(name: string): readonly string[] {
  return partsOf(modeNamed(name));
}
