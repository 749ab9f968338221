/**
 * An MQTT 3.1.1 broker for hosts: what clients publish goes to those that have subscribed to it. It accepts every quality of service and sends
 * with 0 and 1, because nothing gets lost on the way. No TLS, no WebSocket.
 */
import { checkOptions, such, text, truth } from '../../checks.js';
import type { WorldTime } from '../../sim/world-time.js';
import { decodeUtf8 } from '../../utf8.js';
import type { Connection } from '../connection.js';
import { contentBytes } from '../content.js';
import { Client, REFUSED } from './client.js';
import type { Wish } from './connect.js';
import { type Message, Session } from './session.js';
import { isMeant, isTopic } from './topics.js';

/** Who may connect. */
export interface MqttBrokerOptions {
  /** What clients have to send; without it anyone may connect. */
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
  /** Called with each message from a client. */
  onMessage: (message: MqttMessage) => void = () => {};
  readonly #sessions = new Map<string, Session>();
  /** The clients that have been let in, by their names, and all that have a connection. */
  readonly #clients = new Map<string, Client>();
  readonly #connected = new Set<Client>();
  readonly #retained = new Map<string, Message>();
  readonly #options: MqttBrokerOptions;
  /** Number of the last name made up for a client that sent none. */
  #nameless = 0;

  /** `time` is that around a board; by it the broker notices clients that have gone silent. Throws a TypeError for unknown options. */
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
   * Publishes a text or bytes. With `retain`, later subscribers get the message, too, until another one is retained for the topic; an empty one
   * ends that. Clients that have subscribed with quality 1 get the message even if they connect later. Throws a TypeError for an invalid topic
   * or content.
   */
  publish(topic: string, content: string | Uint8Array, options: { readonly retain?: boolean } = {}): void {
    isTopicName('topic', topic);
    checkOptions(options, PUBLISH_OPTIONS);
    this.#publish({ topic, content: contentBytes(content).slice(), qos: 1 }, options.retain ?? false);
  }

  /** Ends all connections as if the broker had crashed: no will is published. It keeps its sessions and retained messages. */
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
    this.#clients.get(name)?.end(); // A client with the name of another one is the same client (§3.1.4).
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
