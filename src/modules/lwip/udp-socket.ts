/** The implementation behind the methods of a socket of the kind SOCK_DGRAM (`extmod/modlwip.c`). */
import { EAGAIN, ENOMEM, ETIMEDOUT } from '../../errno.js';
import type { Steps } from '../../execution.js';
import { ANY, type Place } from '../../net/address.js';
import type { Datagram } from '../../net/packet.js';
import type { UdpPort } from '../../net/udp-port.js';
import { POLL } from '../../objects/stream.js';
import { ERR, errnoOf } from './errors.js';
import { MSG, STATE } from './tcp-socket.js';
import { type Ticks, untilHolds } from './waiting.js';

/** How many received datagrams can wait; further ones are lost (LWIP_INCOMING_PACKET_QUEUE_LEN). */
const QUEUE = 4;
/** Largest datagram in bytes, and the number of its bytes for which lwIP's memory has room (MEM_SIZE, less a buffer's overhead). */
const LONGEST = 0xffff;
const MEMORY = 8000 - 100;

/** A UDP port. Operations return a count, or a negative error number. */
export class UdpSocket {
  state: number = STATE.ACTIVE_UDP;
  timeout: number | null = null;
  onEvent: () => void = () => {};
  #port: UdpPort | null;
  readonly #incoming: Datagram[] = [];
  #peer: Place = { address: ANY, port: 0 };

  constructor(
    private readonly clock: Ticks,
    port: UdpPort,
  ) {
    this.#port = port;
    port.onDatagram = (datagram) => {
      if (this.#incoming.length >= QUEUE) return;
      this.#incoming.push(datagram);
      this.onEvent();
    };
  }

  get isAlive(): boolean {
    return this.#port !== null;
  }
  /** Its own port; 0 if it has none. */
  get port(): number {
    return this.#port?.local.port ?? 0;
  }
  /** The sender of the datagram that was received last. */
  get peer(): Place {
    return this.#peer;
  }
  set isReusable(isReusable: boolean) {
    if (this.#port !== null) this.#port.isReusable = isReusable;
  }

  bind(place: Place): number {
    if (this.#port === null) return errnoOf(ERR.ARG);
    return this.#port.stack.bindUdp(this.#port, place) ? 0 : errnoOf(ERR.USE);
  }

  /** From now on receives from and sends to one place only. */
  connect(place: Place): void {
    if (this.#port === null) return;
    if (this.#port.local.port === 0) this.#port.stack.bindUdp(this.#port, { ...this.#port.local, port: 0 });
    this.#port.remote = place;
  }

  send(bytes: Uint8Array, to: Place | null): number {
    const meant = bytes.subarray(0, LONGEST);
    if (meant.length > MEMORY) return -ENOMEM;
    const port = this.#port as UdpPort;
    return port.send(meant, to ?? port.remote ?? { address: ANY, port: 0 }) ? meant.length : -errnoOf(ERR.RTE);
  }

  /** Fills an array with as much of the next datagram as fits. Waits for one as long as the timeout and the flags allow. */
  *receiving(into: Uint8Array, flags: number): Steps<number> {
    if (this.#incoming.length === 0) {
      if (this.timeout === 0 || (flags & MSG.DONT_WAIT) !== 0) return -EAGAIN;
      const limit = this.timeout === null ? null : this.timeout + 1;
      if (!(yield* untilHolds(this.clock, () => this.#incoming.length > 0, limit))) return -ETIMEDOUT;
    }
    return this.#take(into, (flags & MSG.PEEK) !== 0);
  }

  /** Like `receiving`, but without waiting. */
  receiveNow(into: Uint8Array): number {
    return this.#incoming.length === 0 ? -EAGAIN : this.#take(into, false);
  }

  /** The error number for an operation on a closed socket. */
  complaint(): number {
    return errnoOf(this.state);
  }

  poll(events: number): number {
    const readable = this.#incoming.length > 0 ? events & POLL.READ : 0;
    const writable = this.#port !== null ? events & POLL.WRITE : 0;
    return readable | writable | (this.#port === null ? POLL.INVALID : 0);
  }

  close(): void {
    this.onEvent = () => {};
    this.#port?.close();
    this.#port = null;
    this.#incoming.length = 0;
    this.state = ERR.BADF;
  }

  describe(): string {
    return `incoming=${this.#incoming.length}`;
  }

  #take(into: Uint8Array, isPeek: boolean): number {
    const { bytes, from } = this.#incoming[0];
    this.#peer = from;
    const taken = bytes.subarray(0, into.length);
    into.set(taken);
    if (!isPeek) this.#incoming.shift();
    return taken.length;
  }
}
