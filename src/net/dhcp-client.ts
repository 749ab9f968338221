/**
 * Requests an address, as lwIP's client does (`src/core/ipv4/dhcp.c`): four packets are exchanged when the link comes up, two for an
 * address that it has had before. Without a server it keeps asking.
 */
import { MILLISECOND } from '../execution.js';
import type { Alarm } from '../sim/alarms.js';
import type { AccessPoint } from './access-point.js';
import { ANY } from './address.js';
import type { Interface } from './interface.js';

/** Assumed: the time that a server needs for each answer, ms. */
const ANSWER_MS = 50;

export class DhcpClient {
  /** Called when it has an address. `server` is the address of the name server: the DHCP server names itself. */
  onAddress: (server: number) => void = () => {};
  #isOn = false;
  #hasAddress = false;
  #point: AccessPoint | null = null;
  readonly #answer: Alarm;

  constructor(private readonly own: Interface) {
    this.#answer = own.stack.time.alarm(() => this.#bind());
  }

  /** Whether it is asking for an address or has one. */
  get isOn(): boolean {
    return this.#isOn;
  }
  /** Whether it has been given an address. */
  get hasAddress(): boolean {
    return this.#hasAddress;
  }

  start(): void {
    if (!this.#isOn) this.own.stack.ownUdpPorts++;
    this.#isOn = true;
    this.#ask();
  }

  /** Stops asking, and gives up the address. */
  stop(): void {
    this.#answer.cancel();
    if (this.#isOn) {
      this.own.stack.ownUdpPorts--;
      this.own.setAddress(ANY, ANY, ANY);
    }
    this.#isOn = this.#hasAddress = false;
  }

  /** Called when the link to an access point comes up, or, with null, when it goes down. */
  linkChanged(point: AccessPoint | null): void {
    this.#point = point;
    this.#answer.cancel();
    if (this.#isOn) this.#ask();
  }

  #ask(): void {
    const point = this.#point;
    if (point === null || !point.givesAddresses) return;
    const exchanges = this.#hasAddress ? 1 : 2;
    const ms = exchanges * (2 * point.latencyMs + ANSWER_MS);
    this.#answer.set(this.own.stack.time.now + Math.round(ms * MILLISECOND));
  }

  #bind(): void {
    const point = this.#point as AccessPoint;
    this.#hasAddress = true;
    this.own.setAddress(point.lease(this.own), point.lan.mask, point.lan.gateway);
    this.onAddress(point.lan.gateway);
  }
}
