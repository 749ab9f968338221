/**
 * The radio of a PYBD, a CYW43, with its driver and its lwIP (`lib/cyw43-driver/src/cyw43_ctrl.c`, `cyw43_lwip.c`): the interface that joins
 * an access point, and the interface that is an access point itself. Not simulated: raw frames sent by a program, power saving.
 */
import type { AccessPoint, Station } from '../../net/access-point.js';
import { ANY } from '../../net/address.js';
import { DhcpClient } from '../../net/dhcp-client.js';
import { Interface } from '../../net/interface.js';
import type { Network } from '../../net/network.js';
import { Pace } from '../../net/pace.js';
import { Stack, type StackLimits } from '../../net/stack.js';
import { Signal } from '../../sim/signal.js';
import type { WorldTime } from '../../sim/world-time.js';
import { Joining, type JoinWish, type LinkState } from './join.js';
import { OwnAccessPoint } from './own-access-point.js';

/**
 * The limits of its lwIP (`extmod/lwip-include/lwipopts_common.h`; where that says nothing, lwIP's `opt.h`; mDNS takes one of the UDP ports).
 */
const LIMITS: StackLimits = { segment: 800, window: 6400, sendBuffer: 6400, ends: 5, listeners: 8, udpPorts: 4 };
/** The mask, gateway and name server of an interface before it is given others (`cyw43_config.h`). */
const DEFAULT = { mask: 0xffff_ff00, gateway: 0xc0a8_0001, dns: 0x0808_0808 };

/** Settings that the chip only stores and returns; and the IP version that is preferred when names are looked up, which has no effect. */
const TOLD = { powerSaving: 0, txPower: 31, antenna: 0 } as const;
const PREFERRED = 4;

/** The state of a link as numbered by the driver (CYW43_LINK_…). */
export const LINK = { DOWN: 0, JOIN: 1, NO_IP: 2, UP: 3, FAIL: -1, NO_NET: -2, BAD_AUTH: -3 } as const;

/** One of the two interfaces. */
export type Which = 'station' | 'point';

export class Wlan implements Station {
  readonly stack: Stack;
  readonly mac: Uint8Array;
  readonly interface: Interface;
  readonly dhcp: DhcpClient;
  readonly point: OwnAccessPoint;
  /** 1 while it is linked to an access point. */
  readonly signal = new Signal('WLAN');
  /** The name server; ANY if there is none. */
  dns = ANY;
  /** Which interfaces have been switched on. */
  readonly #isUp: Record<Which, boolean> = { station: false, point: false };
  /** Whether the chip has been started. */
  #isStarted = false;
  powerSaving: number = TOLD.powerSaving;
  txPower: number = TOLD.txPower;
  antenna: number = TOLD.antenna;
  prefer = PREFERRED;
  readonly #joining: Joining;
  #joined: AccessPoint | null = null;

  constructor(
    readonly time: WorldTime,
    /** The network whose access points it hears. */
    readonly network: Network,
    uniqueId: Uint8Array,
  ) {
    this.mac = macOf(uniqueId);
    this.stack = new Stack(time, LIMITS);
    this.interface = new Interface(this.stack, { out: new Pace(), in: new Pace() });
    this.dhcp = new DhcpClient(this.interface);
    this.dhcp.onAddress = (server) => {
      this.dns = server;
    };
    this.point = new OwnAccessPoint(this.stack, this.mac);
    this.#joining = new Joining(
      time,
      () => this.heard,
      (point) => this.#linkUp(point),
    );
  }

  /** The access points that can be heard; it does not hear its own. */
  get heard(): AccessPoint[] {
    return this.network.accessPoints.filter((point) => point.up && !point.lan.members.has(this.point.interface));
  }

  get isStarted(): boolean {
    return this.#isStarted;
  }

  /** Whether an interface is switched on. */
  isUp(which: Which): boolean {
    return this.#isUp[which];
  }

  /** Starts the chip. The caller has to account for the time that takes. */
  start(): void {
    this.#isStarted = true;
  }

  /** Switches an interface on or off. */
  setUp(which: Which, isUp: boolean): void {
    if (which === 'point') this.point.set(isUp ? this.network : null);
    if (this.#isUp[which] === isUp) return;
    this.#isUp[which] = isUp;
    const { interfaces } = this.stack;
    const own = which === 'station' ? this.interface : this.point.interface;
    // The interface that was switched on last is the default route.
    this.stack.interfaces = isUp ? [own, ...interfaces] : interfaces.filter((each) => each !== own);
    if (which === 'point') return;
    if (isUp) {
      this.interface.setAddress(ANY, DEFAULT.mask, DEFAULT.gateway);
      this.dns = DEFAULT.dns;
      this.dhcp.start();
    } else {
      this.dhcp.stop();
      this.interface.setAddress(ANY);
    }
  }

  /** Begins to join an access point. */
  join(wish: JoinWish): void {
    this.#linkDown();
    this.#joining.begin(wish);
  }

  /** Leaves the access point, or stops joining one. */
  leave(): void {
    this.#joining.stop();
    this.#linkDown();
  }

  /** The name of the access point that it has looked for in vain; null if there is none. */
  get absent(): Uint8Array | null {
    return this.#joining.state === 'absent' ? (this.#joining.wish?.ssid ?? null) : null;
  }

  /** The state of an interface's link. */
  linkState(which: Which): number {
    const own = which === 'station' ? this.interface : this.point.interface;
    if (this.#isUp[which] && own.isUp) return own.address === ANY ? LINK.NO_IP : LINK.UP;
    return which === 'station' ? LINK[STATES[this.#joining.state]] : LINK.DOWN;
  }

  /** The access point that it is linked to; null if there is none. */
  get joined(): AccessPoint | null {
    return this.#joined;
  }

  pointChanged(isUp: boolean): void {
    if (isUp || this.#joined === null) return;
    this.#linkDown();
    this.#joining.again();
  }

  /** Switches the chip off; peers are not told. */
  stop(): void {
    this.leave();
    for (const which of ['station', 'point'] as const) this.setUp(which, false);
    this.point.forget();
    Object.assign(this, TOLD);
    this.#isStarted = false;
    this.dns = ANY;
  }

  /** Called when the board is reset: its connections are forgotten, too. */
  reset(): void {
    this.stop();
    this.stack.clear();
    this.point.reset();
    this.prefer = PREFERRED;
  }

  #linkUp(point: AccessPoint): void {
    this.#joined = point;
    this.interface.pace = { out: point.pace(), in: point.pace() };
    point.stations.add(this);
    point.lan.members.add(this.interface);
    this.interface.carrier = point.lan;
    this.signal.drive(1);
    this.dhcp.linkChanged(point);
  }

  #linkDown(): void {
    const point = this.#joined;
    if (point === null) return;
    this.#joined = null;
    point.stations.delete(this);
    point.lan.members.delete(this.interface);
    this.interface.carrier = null;
    this.signal.drive(0);
    this.dhcp.linkChanged(null);
  }
}

const STATES: Readonly<Record<LinkState, keyof typeof LINK>> = {
  none: 'DOWN',
  joining: 'JOIN',
  absent: 'NO_NET',
  refused: 'BAD_AUTH',
};

/** The MAC address of a board that was given none when it was made (`ports/stm32/mphalport.c`, mp_hal_generate_laa_mac). */
function macOf(id: Uint8Array): Uint8Array {
  const pair = (i: number): number => ((id[i] << 4) | (id[i - 1] & 0xf)) & 0xff;
  return Uint8Array.of(0x02, pair(11), pair(9), pair(7), id[2], (id[0] << 2) & 0xff);
}
