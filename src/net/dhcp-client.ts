/**
 * Asks for an address, as lwIP's client does (`src/core/ipv4/dhcp.c`): four packets go to and fro when the link comes up, two for an
 * address that it has had before. Without a server it goes on asking.
 */
import { MILLISECOND } from '../execution.js';
import type { Alarm } from '../sim/alarms.js';
import type { AccessPoint } from './access-point.js';
import { ANY } from './address.js';
import type { Interface } from './interface.js';

/** Assumed: what a server takes for each answer, ms. */
const ANSWER_MS = 50;

export class DhcpClient {
  /** Called when it has an address; the server names itself as the one that knows names. */
  onAddress: (server: number) => void = () => {};
  #isOn = false;
  #hasAddress = false;
  #point: AccessPoint | null = null;
  readonly #answer: Alarm;

  constructor(private readonly own: Interface) {
    this.#answer = own.stack.time.alarm(() => this.#bind());
  }

  /** Whether it asks, or has an address. */
  get isOn(): boolean {
    return this.#isOn;
  }
  /** Whether the address is one that it was given. */
  get hasAddress(): boolean {
    return this.#hasAddress;
  }

  start(): void {
    if (!this.#isOn) this.own.stack.ownUdpPorts++;
    this.#isOn = true;
    this.#ask();
  }

  /** Asks no longer; an address that it was given is given back. */
  stop(): void {
    this.#answer.cancel();
    if (this.#isOn) {
      this.own.stack.ownUdpPorts--;
      this.own.setAddress(ANY, ANY, ANY);
    }
    this.#isOn = this.#hasAddress = false;
  }

  /** The link to an access point is up; null: it is down. */
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
