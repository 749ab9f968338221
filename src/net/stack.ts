/** The TCP and UDP of a board or host: its interfaces, ports and connections. */
import type { WorldTime } from '../sim/world-time.js';
import { ANY, isLoopback, type Place } from './address.js';
import type { Interface } from './interface.js';
import { type Packet, refusal, type Segment } from './packet.js';
import { FreePorts } from './ports.js';
import { TcpEnd } from './tcp-end.js';
import { TcpListener } from './tcp-listener.js';
import { UdpPort } from './udp-port.js';

/** The limits of a stack's memory. */
export interface StackLimits {
  /** Bytes: of the largest segment; received but not yet taken, at most; waiting to be sent or acknowledged, at most. */
  readonly segment: number;
  readonly window: number;
  readonly sendBuffer: number;
  /** The most ends of connections, listeners and UDP ports. */
  readonly ends: number;
  readonly listeners: number;
  readonly udpPorts: number;
}

/** How long the end that closed first remembers its connection, so that its port is not used again: twice TCP_MSL. */
const MEMORY_NS = 120_000_000_000n;

/** What occupies a port. */
interface Holder {
  readonly local: Place;
  readonly isReusable: boolean;
}

export class Stack {
  /** In the order in which they are searched; the first that is up leads everywhere. */
  interfaces: Interface[] = [];
  /** Number of UDP ports that the stack itself uses, for DHCP. */
  ownUdpPorts = 0;
  /** The groups that the stack has joined. */
  readonly groups = new Set<number>();
  readonly #ends = new Set<TcpEnd>();
  readonly #connected = new Map<string, TcpEnd>();
  readonly #listeners = new Set<TcpListener>();
  readonly #udp = new Set<UdpPort>();
  /** Connections that are over but remembered, oldest first. */
  #remembered: (Holder & { readonly until: bigint })[] = [];
  readonly #freeTcp = new FreePorts();
  readonly #freeUdp = new FreePorts();

  constructor(
    readonly time: WorldTime,
    readonly limits: StackLimits,
  ) {}

  /** Returns the interface that leads to an address; null if none does. */
  route(address: number): Interface | null {
    const usable = this.interfaces.filter((each) => each.isUp && each.address !== ANY);
    return usable.find((each) => each.reaches(address)) ?? (isLoopback(address) ? null : (usable[0] ?? null));
  }

  /** Returns a new end of a connection; null if there is no memory for it. */
  makeEnd(): TcpEnd | null {
    if (this.#ends.size >= this.limits.ends) return null;
    const end = new TcpEnd(this);
    this.#ends.add(end);
    return end;
  }

  /** Gives an end a local place; port 0 stands for a free port. Returns false if the place is taken. */
  bind(end: TcpEnd, place: Place): boolean {
    const port = place.port === 0 ? this.#freeTcpPort() : place.port;
    if (place.port !== 0 && this.#isTaken(place, end.isReusable)) return false;
    end.local = { ...place, port };
    return true;
  }

  /** Begins to connect. Returns false if no interface leads there. */
  open(end: TcpEnd, remote: Place): boolean {
    const via = this.route(remote.address);
    if (via === null) return false;
    if (end.local.port === 0) end.local = { ...end.local, port: this.#freeTcpPort() };
    end.open(remote, via);
    this.connect(end);
    return true;
  }

  /** Turns an end into a listener. Returns null if there is no memory for it, 'taken' if another one listens there. */
  listen(end: TcpEnd, backlog: number): TcpListener | 'taken' | null {
    const { local, isReusable } = end;
    const clash = [...this.#listeners].some((each) => each.local.port === local.port && each.local.address === local.address);
    if (clash) return 'taken';
    if (this.#listeners.size >= this.limits.listeners) return null;
    this.forget(end);
    if (local.port === 0) end.local = { ...local, port: this.#freeTcpPort() };
    const listener = new TcpListener(this, end.local, isReusable, Math.max(1, backlog));
    this.#listeners.add(listener);
    return listener;
  }

  /** Whether connections to a port are accepted. */
  listensOn(port: number): boolean {
    return [...this.#listeners].some(({ local }) => local.port === port);
  }

  /** How much of what it has sent has not arrived: `TcpEnd.undelivered` of its connections, and one if packets of an interface are on their way. */
  get undelivered(): number {
    const now = this.time.elapsed();
    const onTheirWay = this.interfaces.filter(({ lastArrival }) => lastArrival > now).length;
    return [...this.#ends].reduce((sum, end) => sum + end.undelivered, onTheirWay);
  }

  /** `TcpEnd.untaken` of all its connections together. */
  get untaken(): number {
    return [...this.#ends].reduce((sum, end) => sum + end.untaken, 0);
  }

  /** Returns a new UDP port; null if there is no memory for it. */
  makeUdp(): UdpPort | null {
    if (this.#udp.size + this.ownUdpPorts >= this.limits.udpPorts) return null;
    const port = new UdpPort(this);
    this.#udp.add(port);
    return port;
  }

  /** Gives a UDP port a local place. Returns false if the place is taken. */
  bindUdp(udp: UdpPort, place: Place): boolean {
    const clashes = (other: UdpPort): boolean =>
      other !== udp && !(other.isReusable && udp.isReusable) && other.local.port === place.port && overlap(other.local, place);
    if (place.port !== 0 && [...this.#udp].some(clashes)) return false;
    udp.local = place.port === 0 ? { ...place, port: this.freeUdpPort() } : place;
    return true;
  }

  freeUdpPort(): number {
    return this.#freeUdp.next((port) => [...this.#udp].some(({ local }) => local.port === port)) ?? 0;
  }

  /** Takes a packet that has arrived. */
  receive(packet: Packet, via: Interface): void {
    if (packet.kind === 'udp') [...this.#udp].find((udp) => udp.hears(packet))?.onDatagram(packet);
    else this.#receiveSegment(packet, via);
  }

  #receiveSegment(packet: Segment, via: Interface): void {
    const end = this.#connected.get(keyOf(packet.to, packet.from));
    if (end !== undefined) {
      end.receive(packet);
      return;
    }
    const listener = [...this.#listeners].find(({ local }) => local.port === packet.to.port && overlap(local, packet.to));
    if (packet.step === 'open' && listener !== undefined) listener.open(packet, via);
    else if (packet.step !== 'reset') via.send(refusal(packet));
  }

  /** Registers an end whose local and remote places are known. */
  connect(end: TcpEnd): void {
    this.#connected.set(keyOf(end.local, end.remote), end);
  }

  forget(end: TcpEnd): void {
    this.#ends.delete(end);
    const key = keyOf(end.local, end.remote);
    if (this.#connected.get(key) === end) this.#connected.delete(key);
  }

  forgetListener(listener: TcpListener): void {
    this.#listeners.delete(listener);
  }

  forgetUdp(udp: UdpPort): void {
    this.#udp.delete(udp);
  }

  /** Remembers a connection that is over and that this end closed first. */
  remember({ local, isReusable }: TcpEnd): void {
    this.#forgetOld();
    this.#remembered.push({ local, isReusable, until: this.time.elapsed() + MEMORY_NS });
  }

  #forgetOld(): void {
    const now = this.time.elapsed();
    while (this.#remembered.length > 0 && this.#remembered[0].until <= now) this.#remembered.shift();
  }

  /** Aborts the connections of an address that the stack no longer has. */
  addressGone(address: number): void {
    for (const end of [...this.#connected.values()]) if (end.local.address === address) end.orphan();
  }

  /** Forgets everything without telling anyone. */
  clear(): void {
    for (const end of [...this.#ends]) end.drop();
    this.#ends.clear();
    this.#connected.clear();
    this.#listeners.clear();
    this.#udp.clear();
    this.groups.clear();
    this.#remembered = [];
  }

  #freeTcpPort(): number {
    return this.#freeTcp.next((port) => this.#isTaken({ address: ANY, port }, false)) ?? 0;
  }

  #isTaken(place: Place, isReusable: boolean): boolean {
    this.#forgetOld();
    const holders: Iterable<Holder>[] = [this.#ends, this.#listeners, isReusable ? [] : this.#remembered];
    return holders.some((each) =>
      [...each].some((holder) => holder.local.port === place.port && !(isReusable && holder.isReusable) && overlap(holder.local, place)),
    );
  }
}

const keyOf = (local: Place, remote: Place): string => `${local.address}:${local.port} ${remote.address}:${remote.port}`;

/** Whether the addresses of two places overlap: they are the same, or one of them is ANY. */
const overlap = (one: Place, other: Place): boolean => one.address === ANY || other.address === ANY || one.address === other.address;
