/** The packet by which a client says who it is (MQTT 3.1.1 §3.1). */
import { Fields, Malformed, must } from './packets.js';
import type { Message } from './session.js';
import { isTopic } from './topics.js';

/** A message that a client leaves for when its connection breaks. */
export interface Will {
  readonly message: Message;
  readonly isRetained: boolean;
}

/** What it says. */
export interface Wish {
  readonly clientId: string;
  readonly isClean: boolean;
  /** How many seconds it is silent at most; 0: for ever. */
  readonly keepAlive: number;
  readonly will: Will | null;
  readonly user: string | null;
  readonly password: Uint8Array | null;
}

/** The version of the protocol that we speak. */
const LEVEL = 4;

/** Reads it; 'version' if the client speaks another. Throws Malformed. */
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

/** The name of a topic under which something is published. */
export function topicIn(fields: Fields): string {
  const topic = fields.text();
  if (!isTopic(topic)) throw new Malformed();
  return topic;
}
