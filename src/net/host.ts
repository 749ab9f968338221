/** A host somewhere in the network, programmed by the library's user: it listens on ports, connects to boards, sends datagrams. */
import { amount, callable, checkOptions, such, whole } from '../checks.js';
import type { WorldTime } from '../sim/world-time.js';
import type { CertificateAndKey } from '../tls/self-signed.js';
import { ANY, addressOf, addressText, placeText } from './address.js';
import { Connection } from './connection.js';
import { contentBytes } from './content.js';
import { type Carrier, Interface } from './interface.js';
import { Pace } from './pace.js';
import { securing } from './secure.js';
import { Stack, type StackLimits } from './stack.js';
import type { OpenRequest, TcpListener } from './tcp-listener.js';
import type { UdpPort } from './udp-port.js';

/** A computer has plenty of memory: segments as Ethernet carries them, windows of 64 KiB. */
const LIMITS: StackLimits = { segment: 1460, window: 65_535, sendBuffer: 65_536, ends: 1000, listeners: 1000, udpPorts: 1000 };

const isPort = whole(1, 0xffff);
const isPortOrAny = whole(0, 0xffff);
const OPTIONS = { latencyMs: amount('milliseconds') };
const LISTEN_OPTIONS = { tls: such(isTls, 'true, false or an object with a certificate and a key in PEM') };
const isServer = callable('that takes a connection');
const isHearer = callable('that takes a datagram');
const isDecider = callable('that decides about a request to connect');

/** How a host is reached. */
export interface HostOptions {
  /** How long a packet takes between it and the access point, ms: 0 on the same network, 20 across a country. */
  readonly latencyMs?: number;
}

/** How connections are accepted. */
export interface ListenOptions {
  /** TLS around each connection: with this certificate, or if true, with one that is signed with its own key (`selfSigned`). */
  readonly tls?: boolean | CertificateAndKey;
}

/** A request to connect to a host, which has to be decided. Until then the client gets no answer. Only the first decision counts. */
export interface ConnectRequest {
  /** Address and port of the client. */
  readonly remote: string;
  /** Accepts it. Returns the connection, which opens when the client reacts; null if the host has too many. */
  accept(): Connection | null;
  /** Refuses it, like a host on which nothing listens. */
  refuse(): void;
  /** Leaves it without an answer, like a host that is down. The client may ask again. */
  ignore(): void;
}

/** A UDP port of a host. */
export interface DatagramPort {
  /** Sends bytes, or a text as UTF-8, to an address. */
  send(content: string | Uint8Array, address: string, port: number): void;
  close(): void;
}

/** The sender of a datagram, with a way to answer. */
export interface Sender {
  readonly address: string;
  readonly port: number;
  answer(content: string | Uint8Array): void;
}

export class Host {
  readonly stack: Stack;
  readonly interface: Interface;
  readonly #carrier: Carrier;

  constructor(
    /** Its name, by which a program finds its address. */
    readonly name: string,
    address: number,
    readonly time: WorldTime,
    carrier: Carrier,
    options: HostOptions = {},
  ) {
    checkOptions(options, OPTIONS);
    const { latencyMs = 0 } = options;
    this.stack = new Stack(time, LIMITS);
    this.interface = new Interface(this.stack, { out: new Pace({ latencyMs }), in: new Pace({ latencyMs }) });
    this.interface.address = address;
    this.stack.interfaces = [this.interface];
    this.#carrier = this.interface.carrier = carrier;
  }

  get address(): string {
    return addressText(this.interface.address);
  }

  /** Whether it can be reached at all; false is as if it were unplugged: those who try to connect get no answer. */
  get up(): boolean {
    return this.interface.isUp;
  }

  set up(isUp: boolean) {
    this.interface.carrier = isUp ? this.#carrier : null;
  }

  /**
   * Accepts connections on a port and passes each to `serve`. Returns a function that ends this: later attempts to connect are refused, existing
   * connections stay open. Throws a RangeError if the port already has a listener, if there is no such port, or if the certificate cannot be
   * used.
   */
  listen(port: number, serve: (connection: Connection) => void, options: ListenOptions = {}): () => void {
    isPort('port', port);
    isServer('serve', serve);
    checkOptions(options, LISTEN_OPTIONS);
    const { tls = false } = options;
    const secure = tls === false ? null : securing(this.name, tls === true ? null : tls);
    const listener = this.#listener(port);
    listener.onArrival = () => {
      listener.accept((accepted) => {
        serve(new Connection(secure === null ? accepted : secure(accepted)));
        return accepted.events;
      });
    };
    return () => listener.close();
  }

  /**
   * Lets `decide` answer each request to connect to a port, at once or later: the host stands for something that may not be there. Returns a
   * function that ends this: later requests are refused. Throws a RangeError like `listen`.
   */
  admit(port: number, decide: (request: ConnectRequest) => void): () => void {
    isPort('port', port);
    isDecider('decide', decide);
    const listener = this.#listener(port);
    listener.decide = (request) => decide(connectRequest(request));
    return () => listener.close();
  }

  #listener(port: number): TcpListener {
    const end = this.stack.makeEnd();
    if (end === null) throw new Error(`${this.name}: too many connections`);
    end.isReusable = true; // Connections of an earlier server on this port may still be open.
    const listener = this.stack.bind(end, { address: ANY, port }) ? this.stack.listen(end, 100) : null;
    if (listener !== null && listener !== 'taken') return listener;
    this.stack.forget(end);
    throw new RangeError(`${this.name}: port ${port} already has a server`);
  }

  /** Connects to an address. What is sent before the connection is open waits for that. Throws a RangeError for an invalid address or port. */
  connect(address: string, port: number): Connection {
    isPort('port', port);
    const end = this.stack.makeEnd();
    if (end === null) throw new Error(`${this.name}: too many connections`);
    const connection = new Connection(end);
    if (!this.stack.open(end, { address: known(address), port })) throw new Error(`${this.name} is not connected to anything`);
    return connection;
  }

  /** Opens a UDP port, a free one for 0, and passes arriving datagrams to `heard`. Throws a RangeError if the port is taken. */
  datagrams(port: number, heard: (bytes: Uint8Array, sender: Sender) => void = () => {}): DatagramPort {
    isPortOrAny('port', port);
    isHearer('heard', heard);
    const udp = this.stack.makeUdp();
    if (udp === null || !this.stack.bindUdp(udp, { address: ANY, port })) throw new RangeError(`${this.name}: port ${port} is taken`);
    udp.onDatagram = ({ bytes, from }) =>
      heard(bytes, {
        address: addressText(from.address),
        port: from.port,
        answer: (content) => void udp.send(contentBytes(content), from),
      });
    return portOf(udp);
  }
}

const connectRequest = ({ from, accept, refuse, ignore }: OpenRequest): ConnectRequest => ({
  remote: placeText(from),
  accept: () => {
    const end = accept();
    return end && new Connection(end);
  },
  refuse,
  ignore,
});

const portOf = (udp: UdpPort): DatagramPort => ({
  send: (content, address, port) => {
    isPort('port', port);
    udp.send(contentBytes(content), { address: known(address), port });
  },
  close: () => udp.close(),
});

/** Returns the address that a text stands for. Throws a RangeError if it is not an address. */
export function known(address: string): number {
  const number = addressOf(address);
  if (number === null) throw new RangeError(`'${address}' is not an address such as 10.0.0.7`);
  return number;
}

function isTls(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'boolean';
  const { certificate, key } = value as Partial<CertificateAndKey>;
  return typeof certificate === 'string' && typeof key === 'string';
}
