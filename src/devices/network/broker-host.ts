/** A host of a set-up that runs an MQTT broker. */
import type { Host, ListenOptions } from '../../net/host.js';
import { MqttBroker, type MqttBrokerOptions } from '../../net/mqtt/broker.js';
import type { MqttWish } from './mqtt-message.js';
import { NetworkHost } from './network-host.js';

/** The host. `received` has a line for each message from a client: its topic, a space, its text. */
export class BrokerHost extends NetworkHost {
  readonly #broker: MqttBroker;

  constructor(
    host: Host,
    private readonly port: number,
    options: MqttBrokerOptions,
    private readonly tls: ListenOptions['tls'] = false,
  ) {
    super(host);
    this.#broker = new MqttBroker(host.time, options);
    this.#broker.onMessage = ({ topic, text }) => {
      this.heard += `${topic} ${text}\n`;
    };
    this.serving = true;
  }

  protected listen(): () => void {
    return this.host.listen(this.port, this.#broker.serve, { tls: this.tls });
  }

  /** Publishes a message as another client in the network would. */
  publish({ topic, text }: MqttWish): void {
    this.#broker.publish(topic, text);
  }

  /** Publishes a retained message: later subscribers get it, too. */
  retain({ topic, text }: MqttWish): void {
    this.#broker.publish(topic, text, { retain: true });
  }

  /** Ends all connections as if the broker had crashed. */
  set reset(isReset: boolean) {
    if (isReset) this.#broker.reset();
  }
}
