/** What a broker knows of a client, be it that it is not connected: its subscriptions, and what is on its way to it (MQTT 3.1.1 §4.1). */
import { publishPacket } from './packets.js';
import { isMeant } from './topics.js';

/** A message. */
export interface Message {
  readonly topic: string;
  readonly content: Uint8Array;
  /** How surely it comes: 0 at most once, 1 at least once. What is published with 2 comes with 1: no subscription has more. */
  readonly qos: number;
}

/** A message that is to be acknowledged. */
interface Due {
  readonly message: Message;
  readonly isRetained: boolean;
}

/** Where a session's packets go. */
interface Line {
  /** Whether so much waits to be sent that what may be lost is. */
  readonly isFull: boolean;
  send(bytes: Uint8Array): void;
}

/** How many messages are on their way at once, and how many wait: of more the newest are lost, as with Mosquitto where nobody chooses. */
const MOST_SENT = 20;
const MOST_WAITING = 1000;

/** A client's session. */
export class Session {
  /** The best quality of each subscription, by its filter. */
  readonly subscriptions = new Map<string, number>();
  /** Those that the client has sent with quality 2 and not released: they are not taken twice. */
  readonly taken = new Set<number>();
  #line: Line | null = null;
  #lastId = 0;
  readonly #sent = new Map<number, Due>();
  readonly #waiting: Due[] = [];

  constructor(
    readonly clientId: string,
    /** It is over with its connection. */
    readonly isClean: boolean,
  ) {}

  /** The client is there: what it has not acknowledged is sent again, then what has waited. */
  resume(line: Line): void {
    this.#line = line;
    for (const [id, { message, isRetained }] of this.#sent) line.send(publishPacket(message, { id, isRetained, isAgain: true }));
    this.#sendWaiting();
  }

  /** It has gone. */
  pause(): void {
    this.#line = null;
  }

  /** Sends a message if the client has subscribed to it: once, however many of its filters mean it. */
  deliver(message: Message): void {
    const granted = [...this.subscriptions].filter(([filter]) => isMeant(message.topic, filter)).map(([, qos]) => qos);
    if (granted.length > 0) this.send(message, Math.max(...granted), false);
  }

  /** Sends a message, at most with a quality. */
  send(message: Message, most: number, isRetained: boolean): void {
    if (Math.min(message.qos, most) > 0) {
      if (this.#waiting.length < MOST_WAITING) this.#waiting.push({ message, isRetained });
      this.#sendWaiting();
    } else if (this.#line?.isFull === false) this.#line.send(publishPacket(message, { id: 0, isRetained, isAgain: false }));
  }

  /** The client has a message. One that it was not sent is none of ours. */
  acknowledged(id: number): void {
    this.#sent.delete(id);
    this.#sendWaiting();
  }

  #sendWaiting(): void {
    while (this.#line !== null && this.#sent.size < MOST_SENT) {
      const due = this.#waiting.shift();
      if (due === undefined) return;
      const id = this.#freeId();
      this.#sent.set(id, due);
      this.#line.send(publishPacket(due.message, { id, isRetained: due.isRetained, isAgain: false }));
    }
  }

  #freeId(): number {
    do this.#lastId = (this.#lastId % 0xffff) + 1;
    while (this.#sent.has(this.#lastId));
    return this.#lastId;
  }
}
