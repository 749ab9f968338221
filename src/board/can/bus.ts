/**
 * A CAN bus: it carries one frame after the other, the most urgent first, each for as long as its bits last; a node that hears a frame
 * acknowledges it.
 * Not simulated: disturbed bits, overload frames. Nodes of different bit rates neither hear nor disturb each other.
 */
import type { Nanos } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { Clock } from '../../sim/clock.js';
import { type CanFrame, stuffedLength, wins } from './frame.js';

/** A controller as the bus sees it. */
export interface CanNode {
  /** How long a bit lasts. */
  readonly bitTime: Nanos;
  /** Whether it acknowledges what it hears. */
  readonly acknowledges: boolean;
  /** Whether it hears its own frames and acknowledges them. */
  readonly hearsItself: boolean;
  /** Whether it waits longer after a frame that nobody has acknowledged. */
  readonly isPassive: boolean;
  /** The most urgent frame that it wants to send; null if there is none. */
  offer(): CanFrame | null;
  /** The offered frame has won the bus; it has been sent; nobody has acknowledged it. */
  begun(frame: CanFrame): void;
  sent(frame: CanFrame): void;
  unacknowledged(frame: CanFrame): void;
  /** A frame has gone over the bus without error. */
  receive(frame: CanFrame): void;
  /** Another node has been connected. */
  joined?(): void;
}

/** Bits after the checksum: its delimiter, the acknowledgement with its delimiter, the end of the frame; and the pause between frames. */
const TRAILER = 10;
const PAUSE = 3;
/** Bits after the checksum if nobody acknowledges: delimiter, slot, error flag and its delimiter. */
const ERROR_TRAILER = 16;
/** Additional bits that a passive node waits. */
const SUSPENSION = 8;
/** Bit times with a smaller relative difference count as equal. */
const TOLERANCE = 0.01;

/** One bus, in the time of a chip or of the world around it. */
export class CanBus {
  readonly #nodes = new Set<CanNode>();
  readonly #alarm: Alarm;
  /** What the alarm will do; null while the bus is idle. */
  #next: (() => void) | null = null;
  /** The node whose frame is on the wire. */
  #sender: CanNode | null = null;

  constructor(private readonly time: Pick<Clock, 'now' | 'alarm'>) {
    this.#alarm = time.alarm(() => this.#next?.());
  }

  /** Connects a node; a node that is not connected neither sends nor hears. */
  connect(node: CanNode): void {
    this.#nodes.add(node);
    for (const other of this.#nodes) if (other !== node) other.joined?.();
    this.request();
  }

  /** True if no other node is connected. */
  isAlone(node: CanNode): boolean {
    return this.#nodes.size === 1 && this.#nodes.has(node);
  }

  /** Disconnects a node. A frame that it is sending breaks off: the others send an error frame for the missing bits, and nobody receives it. */
  disconnect(node: CanNode): void {
    const wasConnected = this.#nodes.delete(node);
    if (wasConnected && node === this.#sender) this.#after(node.bitTime, ERROR_TRAILER - TRAILER + PAUSE, () => this.#idle());
  }

  /** Called when a node has something to send: sending begins as soon as the bus is idle. */
  request(): void {
    if (this.#next !== null) return;
    let sender: CanNode | null = null;
    let frame: CanFrame | null = null;
    for (const node of this.#nodes) {
      const offered = node.offer();
      if (offered === null || (frame !== null && !wins(offered, frame))) continue;
      sender = node;
      frame = offered;
    }
    if (sender !== null && frame !== null) this.#send(sender, frame);
  }

  #send(sender: CanNode, frame: CanFrame): void {
    this.#sender = sender;
    sender.begun(frame);
    const { bitTime } = sender;
    this.#after(bitTime, stuffedLength(frame) + TRAILER, () => {
      this.#sender = null;
      const hearers = [...this.#nodes].filter((node) => (node === sender ? node.hearsItself : hears(node, sender)));
      if (!hearers.some((node) => node.acknowledges || node === sender)) {
        sender.unacknowledged(frame);
        this.#after(bitTime, ERROR_TRAILER - TRAILER + PAUSE + (sender.isPassive ? SUSPENSION : 0), () => this.#idle());
        return;
      }
      sender.sent(frame);
      for (const node of hearers) node.receive(frame);
      this.#after(bitTime, PAUSE, () => this.#idle());
    });
  }

  #idle(): void {
    this.#next = this.#sender = null;
    this.request();
  }

  #after(bitTime: Nanos, bits: number, action: () => void): void {
    this.#next = action;
    this.#alarm.set(this.time.now + Math.round(bits * bitTime));
  }
}

/** True if what `sender` sends reaches `node`: frames of a silent sender reach no other node. */
const hears = (node: CanNode, sender: CanNode): boolean => sender.acknowledges && Math.abs(node.bitTime / sender.bitTime - 1) < TOLERANCE;
