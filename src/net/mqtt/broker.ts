/**
 * A broker of MQTT 3.1.1 for hosts: what clients publish goes to those that have subscribed to it. It takes every quality, and sends with 0
 * and 1: nothing gets lost on the way. No TLS, no WebSocket.
 */
import { checkOptions, such, text, truth } from '../../checks.js';
import { decodeUtf8 } from '../../objects/utf8.js';
import type { WorldTime } from '../../sim/world-time.js';
import type { Connection } from '../connection.js';
import { contentBytes } from '../content.js';
import { Client, REFUSED } from './client.js';
import type { Wish } from './connect.js';
import { type Message, Session } from './session.js';
import { isMeant, isTopic } from './topics.js';

/** Who may connect. */
export interface MqttBrokerOptions {
  /** What clients have to say; without it whoever wants to may connect. */
  readonly user?: string;
  readonly password?: string;
}

/** What a client has published, or left as its last will. */
export interface MqttMessage {
  readonly topic: string;
  readonly content: Uint8Array;
  /** The content as text. */
  readonly text: string;
}

const OPTIONS = { user: text, password: text };
const PUBLISH_OPTIONS = { retain: truth };
const isTopicName = such((value) => typeof value === 'string' && isTopic(value), 'a topic such as lights/set, without + and #');

/** A broker, for any host: `host.listen(1883, broker.serve)`. */
export class MqttBroker {
  /** Called with each message of a client. */
  onMessage: (message: MqttMessage) => void = () => {};
  readonly #sessions = new Map<string, Session>();
  /** Those that have entered, by their names, and all whose connections are there. */
  readonly #clients = new Map<string, Client>();
  readonly #connected = new Set<Client>();
  readonly #retained = new Map<string, Message>();
  readonly #options: MqttBrokerOptions;
  /** How many clients have had no name of their own. */
  #nameless = 0;

  /** `time`: that around a board, by which it notices who has gone silent. Throws a TypeError for options that there are not. */
  constructor(
    private readonly time: WorldTime,
    options: MqttBrokerOptions = {},
  ) {
    checkOptions(options, OPTIONS);
    this.#options = options;
  }

  /** Takes a connection. */
  readonly serve = (connection: Connection): void => {
    const made = new Client(connection, {
      time: this.time,
      enter: (client, wish) => this.#enter(client, wish),
      leave: (client, session) => this.#leave(client, session),
      publish: (message, isRetained) => {
        this.#publish(message, isRetained);
        this.onMessage({ ...message, text: decodeUtf8(message.content, 'replace') as string });
      },
      subscribed: (session, filter, qos) => {
        for (const message of this.#retained.values()) if (isMeant(message.topic, filter)) session.send(message, qos, true);
      },
    });
    this.#connected.add(made);
  };

  /** Names of the clients that are connected. */
  get clients(): string[] {
    return [...this.#clients.keys()];
  }

  /**
   * Publishes a text, or bytes; with `retain` those get it, too, that subscribe later, until it is published anew or, empty, is not retained
   * any more. It comes to whoever wants it with quality 1, be it later. Throws a TypeError for what is no topic and no content.
   */
  publish(topic: string, content: string | Uint8Array, options: { readonly retain?: boolean } = {}): void {
    isTopicName('topic', topic);
    checkOptions(options, PUBLISH_OPTIONS);
    this.#publish({ topic, content: contentBytes(content).slice(), qos: 1 }, options.retain ?? false);
  }

  /** Ends all connections as if it had crashed: no will is published. What it knows it keeps. */
  reset(): void {
    for (const client of [...this.#connected]) client.crash();
  }

  #publish(message: Message, isRetained: boolean): void {
    if (isRetained && message.content.length > 0) this.#retained.set(message.topic, message);
    else if (isRetained) this.#retained.delete(message.topic);
    for (const session of this.#sessions.values()) session.deliver(message);
  }

  #enter(client: Client, { clientId, isClean, user, password }: Wish): { session: Session; isOld: boolean } | number {
    if (clientId === '' && !isClean) return REFUSED.IDENTIFIER;
    if (!this.#isKnown(user, password)) return REFUSED.NOT_AUTHORIZED;
    const name = clientId === '' ? this.#freeName() : clientId;
    this.#clients.get(name)?.end(); // Who comes with the name of another is the same (§3.1.4).
    const old = isClean ? undefined : this.#sessions.get(name);
    const session = old ?? new Session(name, isClean);
    this.#sessions.set(name, session);
    this.#clients.set(name, client);
    return { session, isOld: old !== undefined };
  }

  #isKnown(user: string | null, password: Uint8Array | null): boolean {
    const { user: wantedUser, password: wanted } = this.#options;
    if (wantedUser !== undefined && user !== wantedUser) return false;
    return wanted === undefined || (password !== null && decodeUtf8(password) === wanted);
  }

  #freeName(): string {
    do this.#nameless++;
    while (this.#sessions.has(`nameless-${this.#nameless}`));
    return `nameless-${this.#nameless}`;
  }

  #leave(client: Client, session: Session | null): void {
    this.#connected.delete(client);
    if (session === null) return;
    const { clientId, isClean } = session;
    if (this.#clients.get(clientId) !== client) return;
    this.#clients.delete(clientId);
    session.pause();
    if (isClean) this.#sessions.delete(clientId);
  }
}
