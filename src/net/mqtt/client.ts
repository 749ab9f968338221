/** A client's connection to a broker: what it asks for, and when it is over. Anything that the client is not allowed to send ends it. */
import { SECOND } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { WorldTime } from '../../sim/world-time.js';
import type { Connection } from '../connection.js';
import { topicIn, type Will, type Wish, wishIn } from './connect.js';
import { Fields, Malformed, must, type Packet, PacketReader, packet, TYPE, wordBytes } from './packets.js';
import type { Message, Session } from './session.js';
import { isFilter } from './topics.js';

/** Codes that refuse a request to connect (§3.2.2.3). */
export const REFUSED = { VERSION: 1, IDENTIFIER: 2, NOT_AUTHORIZED: 5 } as const;

/** What a client needs from its broker. */
interface Desk {
  readonly time: WorldTime;
  /** Lets a client in: returns its session, and whether that is an old one. Returns a code if the client is refused. */
  enter(client: Client, wish: Wish): { readonly session: Session; readonly isOld: boolean } | number;
  /** Called when the client's connection is over. */
  leave(client: Client, session: Session | null): void;
  publish(message: Message, isRetained: boolean): void;
  /** Called when the client has subscribed, so that it gets retained messages. */
  subscribed(session: Session, filter: string, qos: number): void;
}

/** How long a client may take to say who it is: "a reasonable amount of time" (§3.1). */
const CONNECT_WITHIN = 10 * SECOND;
/** The best quality that a subscription is granted. */
const BEST_GRANTED = 1;
/** If more bytes than this wait to be sent, messages that may be lost are lost. */
const MOST_UNSENT = 65_536;

/** One client. */
export class Client {
  readonly #packets = new PacketReader();
  readonly #silence: Alarm;
  #session: Session | null = null;
  #will: Will | null = null;
  /** Nanoseconds of silence after which the client counts as gone; 0 means never. */
  #patience = 0;
  #isOver = false;

  constructor(
    private readonly connection: Connection,
    private readonly desk: Desk,
  ) {
    this.#silence = desk.time.alarm(() => this.end());
    connection.keepsReceived = false;
    connection.onData = (bytes) => this.#take(bytes);
    connection.onEnd = () => this.end();
    connection.onError = () => this.end();
    this.#silence.set(desk.time.now + CONNECT_WITHIN);
  }

  get isFull(): boolean {
    return this.connection.unsent > MOST_UNSENT;
  }

  send(bytes: Uint8Array): void {
    this.connection.send(bytes);
  }

  /** Ends the connection when the client has not taken its leave: its last will is published. */
  end(): void {
    const will = this.#will;
    this.#close();
    if (will !== null) this.desk.publish(will.message, will.isRetained);
  }

  /** Ends the connection as if the broker had crashed: the will is lost. */
  crash(): void {
    this.connection.reset();
    this.#close();
  }

  #close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#will = null;
    this.#silence.cancel();
    this.connection.close();
    this.desk.leave(this, this.#session);
  }

  #take(bytes: Uint8Array): void {
    if (this.#isOver) return;
    this.#packets.add(bytes);
    try {
      for (let next = this.#packets.next(); next !== null && !this.#isOver; next = this.#packets.next()) this.#hear(next);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.end();
    }
  }

  #hear(heard: Packet): void {
    const { type, flags, content } = heard;
    must((type === TYPE.CONNECT) === (this.#session === null));
    if (type !== TYPE.PUBLISH) must(flags === (type === TYPE.PUBREL || type === TYPE.SUBSCRIBE || type === TYPE.UNSUBSCRIBE ? 2 : 0));
    if (this.#session === null) this.#connect(content);
    else this.#serve(heard, this.#session, new Fields(content));
    if (this.#patience > 0 && !this.#isOver) this.#silence.set(this.desk.time.now + this.#patience);
  }

  #connect(content: Uint8Array): void {
    const wish = wishIn(content);
    const entered = wish === 'version' ? REFUSED.VERSION : this.desk.enter(this, wish);
    if (wish === 'version' || typeof entered === 'number') {
      this.send(packet(TYPE.CONNACK, 0, [0, entered as number]));
      this.#close();
      return;
    }
    this.#silence.cancel();
    this.#session = entered.session;
    this.#will = wish.will;
    this.#patience = 1.5 * wish.keepAlive * SECOND; // §3.1.2.10
    this.send(packet(TYPE.CONNACK, 0, [Number(entered.isOld), 0]));
    entered.session.resume(this);
  }

  #serve({ type, flags }: Packet, session: Session, fields: Fields): void {
    switch (type) {
      case TYPE.PUBLISH:
        this.#publish(flags, session, fields);
        break;
      case TYPE.PUBACK:
        session.acknowledged(fields.id());
        break;
      case TYPE.PUBREL: {
        const id = fields.id();
        session.taken.delete(id);
        this.send(packet(TYPE.PUBCOMP, 0, wordBytes(id)));
        break;
      }
      case TYPE.SUBSCRIBE:
        this.#subscribe(session, fields);
        break;
      case TYPE.UNSUBSCRIBE:
        this.#unsubscribe(session, fields);
        break;
      case TYPE.PINGREQ:
        this.send(packet(TYPE.PINGRESP, 0));
        break;
      case TYPE.DISCONNECT:
        break;
      default:
        throw new Malformed();
    }
    must(fields.isOver);
    if (type === TYPE.DISCONNECT) this.#close(); // The client takes its leave: its will is not published.
  }

  #publish(flags: number, session: Session, fields: Fields): void {
    const qos = (flags >> 1) & 3;
    must(qos < 3);
    const topic = topicIn(fields);
    const id = qos === 0 ? 0 : fields.id();
    const message = { topic, content: fields.rest(), qos };
    const isKnown = qos === 2 && session.taken.has(id);
    if (qos === 2) session.taken.add(id);
    if (!isKnown) this.desk.publish(message, (flags & 1) !== 0);
    if (qos > 0) this.send(packet(qos === 1 ? TYPE.PUBACK : TYPE.PUBREC, 0, wordBytes(id)));
  }

  #subscribe(session: Session, fields: Fields): void {
    const id = fields.id();
    const wishes: [string, number][] = [];
    do {
      const filter = filterIn(fields);
      const qos = fields.byte();
      must(qos < 3);
      wishes.push([filter, Math.min(qos, BEST_GRANTED)]);
    } while (!fields.isOver);
    this.send(
      packet(
        TYPE.SUBACK,
        0,
        wordBytes(id),
        wishes.map(([, qos]) => qos),
      ),
    );
    for (const [filter, qos] of wishes) {
      session.subscriptions.set(filter, qos);
      this.desk.subscribed(session, filter, qos);
    }
  }

  #unsubscribe(session: Session, fields: Fields): void {
    const id = fields.id();
    do session.subscriptions.delete(filterIn(fields));
    while (!fields.isOver);
    this.send(packet(TYPE.UNSUBACK, 0, wordBytes(id)));
  }
}

function filterIn(fields: Fields): string {
  const filter = fields.text();
  must(isFilter(filter));
  return filter;
}
