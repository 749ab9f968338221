/** An MQTT message that the world publishes. */
import { isTopic } from '../../net/mqtt/topics.js';
import type { Kind } from '../kinds.js';

/** A message to publish. */
export interface MqttWish {
  readonly topic: string;
  readonly text: string;
}

/** A message in a set-up: a topic, a space, and a text, which may be empty. */
export const mqttWish: Kind<MqttWish> = {
  name: "a topic, a space and a text, such as 'lights/set on'",
  read(given) {
    if (typeof given !== 'string') return undefined;
    const [topic] = given.split(' ', 1);
    return isTopic(topic) ? { topic, text: given.slice(topic.length + 1) } : undefined;
  },
};
