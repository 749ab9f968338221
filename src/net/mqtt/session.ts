/** What a broker knows about a client, also while it is not connected: its subscriptions, and messages on their way to it (MQTT 3.1.1 §4.1). */
import { publishPacket } from './packets.js';
import { isMeant } from './topics.js';

/** A message. */
export interface Message {
  readonly topic: string;
  readonly content: Uint8Array;
  /** Quality of service: 0 at most once, 1 at least once. What is published with 2 arrives with 1, because no subscription has more. */
  readonly qos: number;
}

/** A message that the client has to acknowledge. */
interface Due {
  readonly message: Message;
  readonly isRetained: boolean;
}

/** Where a session's packets go. */
interface Line {
  /** Whether so much waits to be sent that messages that may be lost are lost. */
  readonly isFull: boolean;
  send(bytes: Uint8Array): void;
}

/** How many messages may be on their way at once, and how many may wait; beyond that the newest are lost. These are Mosquitto's defaults. */
const MOST_SENT = 20;
const MOST_WAITING = 1000;

/** A client's session. */
export class Session {
  /** The best quality of each subscription, by its filter. */
  readonly subscriptions = new Map<string, number>();
  /** Identifiers of messages that the client has sent with quality 2 and not released: these are not taken twice. */
  readonly taken = new Set<number>();
  #line: Line | null = null;
  #lastId = 0;
  readonly #sent = new Map<number, Due>();
  readonly #waiting: Due[] = [];

  constructor(
    readonly clientId: string,
    /** The session ends with its connection. */
    readonly isClean: boolean,
  ) {}

  /** Called when the client is connected: sends again what it has not acknowledged, then what has waited. */
  resume(line: Line): void {
    this.#line = line;
    for (const [id, { message, isRetained }] of this.#sent) line.send(publishPacket(message, { id, isRetained, isAgain: true }));
    this.#sendWaiting();
  }

  /** Called when the client is no longer connected. */
  pause(): void {
    this.#line = null;
  }

  /** Sends a message if the client has subscribed to it: once, however many of its filters match. */
  deliver(message: Message): void {
    const granted = [...this.subscriptions].filter(([filter]) => isMeant(message.topic, filter)).map(([, qos]) => qos);
    if (granted.length > 0) this.send(message, Math.max(...granted), false);
  }

  /** Sends a message with a quality of at most `most`. */
  send(message: Message, most: number, isRetained: boolean): void {
    if (Math.min(message.qos, most) > 0) {
      if (this.#waiting.length < MOST_WAITING) this.#waiting.push({ message, isRetained });
      this.#sendWaiting();
    } else if (this.#line?.isFull === false) this.#line.send(publishPacket(message, { id: 0, isRetained, isAgain: false }));
  }

  /** Called when the client acknowledges a message. An identifier that was not sent to it is ignored. */
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
