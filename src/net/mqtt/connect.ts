/** The packet by which a client says who it is (MQTT 3.1.1 §3.1). */
import { Fields, Malformed, must } from './packets.js';
import type { Message } from './session.js';
import { isTopic } from './topics.js';

/** A message that a client leaves to be published if its connection breaks. */
export interface Will {
  readonly message: Message;
  readonly isRetained: boolean;
}

/** Content of the packet. */
export interface Wish {
  readonly clientId: string;
  readonly isClean: boolean;
  /** The longest silence of the client in seconds; 0 means that there is no limit. */
  readonly keepAlive: number;
  readonly will: Will | null;
  readonly user: string | null;
  readonly password: Uint8Array | null;
}

/** The supported version of the protocol. */
const LEVEL = 4;

/** Reads the packet. Returns 'version' if the client speaks another version. Throws Malformed. */
export function wishIn(content: Uint8Array): Wish | 'version' {
  const fields = new Fields(content);
  must(fields.text() === 'MQTT');
  if (fields.byte() !== LEVEL) return 'version';
  const flags = fields.byte();
  const has = (bit: number): boolean => (flags & bit) !== 0;
  const qos = (flags >> 3) & 3;
  must(!has(1) && qos < 3 && (has(4) || (qos === 0 && !has(0x20))) && (has(0x80) || !has(0x40)));
  const wish = {
    keepAlive: fields.word(),
    clientId: fields.text(),
    isClean: has(2),
    will: has(4) ? { message: { topic: topicIn(fields), content: fields.bytes(), qos }, isRetained: has(0x20) } : null,
    user: has(0x80) ? fields.text() : null,
    password: has(0x40) ? fields.bytes() : null,
  };
  must(fields.isOver);
  return wish;
}

/** Reads the name of the topic of a message. Throws Malformed if it is not one. */
export function topicIn(fields: Fields): string {
  const topic = fields.text();
  if (!isTopic(topic)) throw new Malformed();
  return topic;
}
