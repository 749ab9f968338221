/** A broker, and clients that say to it what a test wants, byte by byte: for tests of what it answers. */
import { type Connection, MqttBroker, type MqttBrokerOptions, type MqttMessage, TestBench } from '../../src/index.js';
import { type Packet, PacketReader } from '../../src/net/mqtt/packets.js';

/** A text behind its length, as MQTT has it. */
export const text = (value: string): number[] => {
  const bytes = [...new TextEncoder().encode(value)];
  return [bytes.length >> 8, bytes.length & 0xff, ...bytes];
};

/** Any packet of less than 128 bytes: its first byte, and what follows its length. */
export const any = (first: number, ...content: (number | readonly number[])[]): Uint8Array => {
  const flat = content.flat();
  return Uint8Array.from([first, flat.length, ...flat]);
};

/** The packets that clients send. `flags` of a connect: 2 for a clean session, 4 for a will … */
export const say = {
  connect: (name: string, { flags = 2, keepAlive = 0, more = [] as number[] } = {}) =>
    any(0x10, text('MQTT'), 4, flags, keepAlive >> 8, keepAlive & 0xff, text(name), more),
  publish: (topic: string, content: string, { qos = 0, retain = 0, id = 1 } = {}) =>
    any(0x30 | (qos << 1) | retain, text(topic), qos === 0 ? [] : [0, id], [...new TextEncoder().encode(content)]),
  subscribe: (filter: string, qos = 0, id = 1) => any(0x82, 0, id, text(filter), qos),
  unsubscribe: (filter: string, id = 1) => any(0xa2, 0, id, text(filter)),
  acknowledge: (id: number) => any(0x40, id >> 8, id & 0xff),
  ping: () => any(0xc0),
  disconnect: () => any(0xe0),
};

/** A packet of the broker's, to be read: `publish+retain a/b text 1`, `0x20 00 00`. */
function shown({ type, flags, content }: Packet): string {
  if (type !== 3) return [`0x${type.toString(16)}0`, ...Array.from(content, (byte) => byte.toString(16).padStart(2, '0'))].join(' ');
  const length = content[0] * 256 + content[1];
  const qos = (flags >> 1) & 3;
  const [topic, body] = [content.subarray(2, 2 + length), content.subarray(2 + length + (qos > 0 ? 2 : 0))].map((part) =>
    new TextDecoder().decode(part),
  );
  const id = qos > 0 ? ` #${content[2 + length] * 256 + content[3 + length]}` : '';
  return `${topic} ${body}${id}${flags & 1 ? ' retained' : ''}${flags & 8 ? ' again' : ''}`;
}

/** A client. */
export class RawClient {
  readonly heard: string[] = [];
  isOver = false;
  readonly #reader = new PacketReader();

  constructor(
    private readonly bench: TestBench,
    readonly connection: Connection,
  ) {
    connection.onData = (bytes) => {
      this.#reader.add(bytes);
      for (let next = this.#reader.next(); next !== null; next = this.#reader.next()) this.heard.push(shown(next));
    };
    connection.onEnd = () => {
      this.isOver = true;
      connection.close();
    };
    connection.onError = () => {
      this.isOver = true;
    };
  }

  /** Sends packets, and answers what has come within a tenth of a second. */
  say(...packets: Uint8Array[]): string[] {
    for (const packet of packets) this.connection.send(packet);
    return this.hear();
  }

  /** The same without saying anything. */
  hear(ms = 100): string[] {
    this.bench.run(ms);
    return this.heard.splice(0);
  }
}

/** A broker on a host, and what makes clients; `client` connects and enters by name. */
export function brokerBench(options: MqttBrokerOptions = {}) {
  const bench = new TestBench({ 'main.py': 'import time\nwhile True:\n    time.sleep(1)' }, { board: 'pybd-sf2' });
  const broker = new MqttBroker(bench.board.time, options);
  const messages: string[] = [];
  broker.onMessage = ({ topic, text }: MqttMessage) => messages.push(`${topic} ${text}`);
  bench.board.network.host('broker', '10.0.0.7').listen(1883, broker.serve);
  const raw = (): RawClient => new RawClient(bench, bench.board.network.connect('10.0.0.7', 1883));
  const client = (name: string, wish: Parameters<typeof say.connect>[1] = {}): RawClient => {
    const made = raw();
    made.say(say.connect(name, wish));
    return made;
  };
  return { bench, broker, messages, raw, client };
}
