/** Bluetooth of a PYBD: the radio in its CYW43, and its firmware's host. The radio of WLAN is another, which does not disturb it. */
import { ADDRESS_TYPE, type Address } from '../../ble/address.js';
import type { Air } from '../../ble/air.js';
import type { Application } from '../../ble/application.js';
import { Host } from '../../ble/host.js';
import type { Link } from '../../ble/link.js';
import { Radio, type RadioUser } from '../../ble/radio.js';
import { Signal } from '../../sim/signal.js';
import type { WorldTime } from '../../sim/world-time.js';

/** The name that it tells others unless a program sets another (`extmod/nimble/syscfg/syscfg.h`). */
const NAME = 'MPY NIMBLE';
/** How long a soft reset waits until the connections have ended (NIMBLE_SHUTDOWN_TIMEOUT), ns. */
const PATIENCE = 500_000_000n;

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

export class Bluetooth implements RadioUser {
  readonly host: Host;
  readonly radio: Radio;
  /** The address that it was built with. */
  readonly address: Address;
  /** The program; null as long as there is none. */
  application: Application | null = null;
  /** Called when the host has work to do. */
  onWork: () => void = () => {};
  name = ascii(NAME);
  /** 1 while it is connected to another device. */
  readonly signal = new Signal('BLE');

  /** `random` returns 32 random bits. */
  constructor(
    time: WorldTime,
    readonly air: Air,
    uniqueId: Uint8Array,
    readonly random: () => number,
  ) {
    this.address = { type: ADDRESS_TYPE.PUBLIC, bytes: addressOf(uniqueId) };
    this.radio = new Radio(time, air, this.address, random, this);
    const application: Application = {
      tell: (event, particulars) => this.application?.tell(event, particulars),
      ask: (event, particulars) => this.application?.ask(event, particulars) ?? 0,
    };
    const device = this;
    this.host = new Host({
      time,
      radio: this.radio,
      application,
      get name() {
        return device.name;
      },
      workCame: () => this.onWork(),
    });
  }

  /** Starts radio and host. The caller has to account for the time that takes. */
  start(): void {
    this.radio.address = this.address;
    this.host.start();
  }

  /** Called at a soft reset, which ends all connections (`mp_bluetooth_deinit`). */
  softReset(): void {
    this.application = null;
    this.onWork = () => {};
    this.host.beginStop();
    this.radio.at(this.radio.now + PATIENCE, () => {
      if (!this.host.isActive) this.host.stop();
    });
  }

  /** Called when the chip is reset: it falls silent at once. */
  reset(): void {
    this.application = null;
    this.onWork = () => {};
    this.host.stop();
    this.name = ascii(NAME);
    this.signal.drive(0);
  }

  /** Packets that have not arrived. */
  get undelivered(): number {
    return this.radio.unconfirmed;
  }

  reported(type: number, from: Address, data: Uint8Array): void {
    this.host.reported(type, from, data);
  }

  connected(link: Link): void {
    this.signal.drive(1);
    this.host.connected(link);
  }

  disconnected(link: Link, reason: number): void {
    this.signal.drive(this.radio.links.size > 0 ? 1 : 0);
    this.host.disconnected(link, reason);
  }

  sent(): void {
    this.host.sent();
  }

  received(link: Link, channel: number, payload: Uint8Array): void {
    this.host.received(link, channel, payload);
  }
}

/** The address of a board that was given none when it was made (`ports/stm32/mphalport.c`, mp_hal_generate_laa_mac). */
function addressOf(id: Uint8Array): Uint8Array {
  const pair = (i: number): number => ((id[i] << 4) | (id[i - 1] & 0xf)) & 0xff;
  return Uint8Array.of(0x02, pair(11), pair(9), pair(7), id[2], ((id[0] << 2) | 2) & 0xff);
}
