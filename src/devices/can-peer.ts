/**
 * Another node on a CAN bus: an engine control unit, a motor drive, a computer. It acknowledges the frames it hears, and sends the frames it is
 * told to, one after the other; the most urgent frame on the bus goes first. Frames as text have the form of can-utils (`cansend`,
 * `candump -L`): `123#DEADBEEF`, `00012345#` with an extended identifier, `123#R4` for a remote frame. Not simulated: errors of this node.
 */
import type { CanBus, CanNode } from '../board/can/bus.js';
import type { CanFrame } from '../board/can/frame.js';
import { SECOND } from '../execution.js';
import type { Alarm } from '../sim/alarms.js';
import { Queue } from '../sim/queue.js';
import type { WorldTime } from '../sim/world-time.js';
import { asText, type Kind } from './kinds.js';

/** How the node sends and hears. */
export interface CanPeerOptions {
  /** Bits per second. */
  readonly bitrate?: number;
}

/** A frame to be sent; flags that are left out are false, and data that is left out is empty. */
export interface CanMessage extends Partial<Omit<CanFrame, 'data'>> {
  readonly id: number;
  readonly data?: Iterable<number>;
}

/** Limits of CAN 2.0. */
export const MOST_BITRATE = 1_000_000;
const MOST_BYTES = 8;
const BITS = { standard: 11, extended: 29 } as const;
/** How long it waits before it tries an unacknowledged frame again while there are other nodes on the bus, ns. */
const PATIENCE = 1_000_000;

const FORM = /^([0-9a-f]{3}|[0-9a-f]{8})#(?:r([0-8]?)|((?:[0-9a-f]{2}\.?){0,8}))$/i;

/** A frame as text. */
export const canFrame: Kind<CanFrame> = {
  name: 'a frame such as 123#DEADBEEF, 00012345# or 123#R4',
  read(given) {
    const [, id, remote, data = ''] = FORM.exec(asText(given)) ?? [];
    if (id === undefined) return undefined;
    const isExtended = id.length > 3;
    const value = Number.parseInt(id, 16);
    if (value >= 2 ** (isExtended ? BITS.extended : BITS.standard)) return undefined;
    const bytes =
      remote === undefined ? (data.match(/[0-9a-f]{2}/gi) ?? []).map((byte) => Number.parseInt(byte, 16)) : Array(Number(remote)).fill(0);
    return { id: value, isExtended, isRemote: remote !== undefined, data: Uint8Array.from(bytes) };
  },
};

/** Returns a frame in the form of can-utils. */
export function canText({ id, isExtended, isRemote, data }: CanFrame): string {
  const content = isRemote ? `R${data.length}` : Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${id.toString(16).padStart(isExtended ? 8 : 3, '0')}#${content}`.toUpperCase();
}

export class CanPeer implements CanNode {
  /** Called with each frame that the node hears. The callback may send. */
  onFrame: (frame: CanFrame) => void = () => {};
  /** All frames heard so far. */
  readonly frames: CanFrame[] = [];
  readonly bitTime: number;
  readonly acknowledges = true;
  readonly hearsItself = false;
  readonly isPassive = false;
  readonly #outgoing = new Queue<CanFrame>();
  /** Fires when an unacknowledged frame is due to be tried again. */
  readonly #again: Alarm;
  #isWaiting = false;

  constructor(
    private readonly bus: CanBus,
    private readonly time: WorldTime,
    { bitrate = 125_000 }: CanPeerOptions = {},
  ) {
    if (!(bitrate > 0 && bitrate <= MOST_BITRATE))
      throw new RangeError(`bitrate: ${bitrate} is not a number of bits per second up to ${MOST_BITRATE}`);
    this.bitTime = SECOND / bitrate;
    this.#again = time.alarm(() => this.#goOn());
    bus.connect(this);
  }

  /** Queues a frame, also as text, behind those that are waiting to be sent. */
  send(frame: CanMessage | string): void {
    this.#outgoing.add(typeof frame === 'string' ? parsed(frame) : whole(frame));
    this.bus.request();
  }

  /** All frames heard so far as text, one per line. */
  get received(): string {
    return this.frames.map((frame) => `${canText(frame)}\n`).join('');
  }

  offer(): CanFrame | null {
    return this.#isWaiting ? null : (this.#outgoing.first ?? null);
  }

  begun(): void {}

  sent(): void {
    this.#outgoing.take();
  }

  unacknowledged(): void {
    this.#isWaiting = true;
    if (!this.bus.isAlone(this)) this.#again.set(this.time.now + PATIENCE);
  }

  joined(): void {
    this.#isWaiting = false;
  }

  receive(frame: CanFrame): void {
    this.frames.push(frame);
    this.onFrame(frame);
  }

  #goOn(): void {
    this.#isWaiting = false;
    this.bus.request();
  }
}

function parsed(text: string): CanFrame {
  const frame = canFrame.read(text);
  if (frame === undefined) throw new RangeError(`${JSON.stringify(text)} is not ${canFrame.name}`);
  return frame;
}

function whole({ id, isExtended = false, isRemote = false, data = [] }: CanMessage): CanFrame {
  const bytes = Uint8Array.from(data);
  const isKnown = Number.isInteger(id) && id >= 0 && id < 2 ** (isExtended ? BITS.extended : BITS.standard);
  if (!isKnown || bytes.length > MOST_BYTES) throw new RangeError('a frame has an id of 11 bits (29 if it is extended) and up to 8 bytes');
  return { id, isExtended, isRemote, data: bytes };
}
