/** How names become addresses (`extmod/modlwip.c`, lwip_getaddrinfo; lwIP's `src/core/dns.c`). */
import type { Wlan } from '../../board/wlan/wlan.js';
import { MILLISECOND, type Steps } from '../../execution.js';
import { ANY, addressOf } from '../../net/address.js';
import { ERR } from './errors.js';

/** The client asks four times, waits 1, 1, 2 and 3 seconds for an answer, then gives up (DNS_MAX_RETRIES, DNS_TMR_INTERVAL). */
const GIVE_UP_MS = 7000;
/** The error for an unknown name, or if there is no answer. */
const UNKNOWN = -2;
/** DNS_MAX_NAME_LENGTH. */
const LONGEST = 256;

/** Looks up names for a board. It remembers the last DNS_TABLE_SIZE names that it found and does not ask for them again. */
export class Names {
  readonly #known = new Map<string, number>();

  constructor(private readonly wlan: Wlan) {}

  /** Finds the address of a name, or the error that the firmware raises. */
  *finding(name: string): Steps<{ readonly address?: number; readonly error?: number }> {
    if (name === '' || name.replace(/\.$/, '').length >= LONGEST) return { error: ERR.ARG };
    const address = addressOf(name) ?? this.#known.get(name);
    if (address !== undefined) return { address };
    const isLocal = name.replace(/\.$/, '').endsWith('.local');
    if (!isLocal && this.wlan.dns === ANY) return { error: ERR.VAL };
    const found = this.#ask(name);
    const { time, joined } = this.wlan;
    const isAnswered = joined !== null && (found !== null || !isLocal) && this.wlan.stack.route(this.wlan.dns) !== null;
    const ms = isAnswered ? 2 * joined.latencyMs : GIVE_UP_MS;
    let isOver = false;
    const alarm = time.alarm(() => {
      isOver = true;
    });
    alarm.set(time.now + Math.round(ms * MILLISECOND));
    yield { ready: () => isOver };
    if (!isAnswered || found === null) return { error: UNKNOWN };
    this.#remember(name, found);
    return { address: found };
  }

  /** Asks the network for a name. Null if the name is unknown, or if the access point has no connection to the world. */
  #ask(name: string): number | null {
    const world = this.wlan.joined?.lan.world ?? null;
    return world === null ? null : this.wlan.network.resolve(name);
  }

  #remember(name: string, address: number): void {
    if (this.#known.size >= 4) this.#known.delete(this.#known.keys().next().value as string);
    this.#known.set(name, address);
  }
}
