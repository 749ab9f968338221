/**
 * How a radio joins an access point: it looks for one of the given name, then both agree on keys. The durations are assumptions, based on
 * what boards with this chip are seen to take: there are no published times.
 */
import { MILLISECOND } from '../../execution.js';
import type { AccessPoint } from '../../net/access-point.js';
import type { Alarm } from '../../sim/alarms.js';
import type { WorldTime } from '../../sim/world-time.js';

/** The access point to join. */
export interface JoinWish {
  readonly ssid: Uint8Array;
  /** Null for an open access point. */
  readonly password: Uint8Array | null;
  /** The only access point that may be joined; null: the strongest of that name. */
  readonly bssid: Uint8Array | null;
}

/** The state of joining. `absent`: there is no access point of that name; `refused`: the password is wrong. */
export type LinkState = 'none' | 'joining' | 'absent' | 'refused';

/** Time until the access point is found; until all channels have been searched in vain, several times; in ms. */
const FOUND_MS = 800;
const ABSENT_MS = 2500;
/** Time from there until both have agreed on keys; until they find that they cannot. */
const AGREED_MS = 400;
const REFUSED_MS = 1500;
/** Interval at which the chip looks again after a link has broken. */
const AGAIN_MS = 1000;

/** The joining process of one radio. */
export class Joining {
  wish: JoinWish | null = null;
  state: LinkState = 'none';
  #next: () => void = () => {};
  #isAgain = false;
  readonly #alarm: Alarm;

  /** `heard` returns the existing access points. `joined` is called with the one that has been joined. */
  constructor(
    private readonly time: WorldTime,
    private readonly heard: () => readonly AccessPoint[],
    private readonly joined: (point: AccessPoint) => void,
  ) {
    this.#alarm = time.alarm(() => this.#next());
  }

  begin(wish: JoinWish): void {
    this.wish = wish;
    this.state = 'joining';
    this.#isAgain = false;
    this.#after(FOUND_MS, () => this.#look());
  }

  /** Called when the link has broken: the chip looks for the same access point until it is back. */
  again(): void {
    this.#isAgain = true;
    this.#after(AGAIN_MS, () => this.#look());
  }

  stop(): void {
    this.#alarm.cancel();
    this.state = 'none';
  }

  #after(ms: number, next: () => void): void {
    this.#next = next;
    this.#alarm.set(this.time.now + ms * MILLISECOND);
  }

  #look(): void {
    const point = this.#find();
    if (point !== null) this.#after(point.accepts(this.#password) ? AGREED_MS : REFUSED_MS, () => this.#agree(point));
    else if (this.#isAgain) this.again();
    else this.#after(ABSENT_MS - FOUND_MS, () => this.#miss());
  }

  get #password(): Uint8Array | null {
    return this.wish?.password ?? null;
  }

  #agree(point: AccessPoint): void {
    if (!point.up) this.#look();
    else if (point.accepts(this.#password)) this.joined(point);
    else this.state = 'refused';
  }

  /** The access point may have appeared during the search. */
  #miss(): void {
    if (this.#find() !== null) this.#look();
    else this.state = 'absent';
  }

  /** The strongest access point that fits: of that name, and open or secured as requested. */
  #find(): AccessPoint | null {
    const { wish } = this;
    if (wish === null) return null;
    const fits = (point: AccessPoint): boolean =>
      point.up && same(point.ssid, wish.ssid) && (point.password === null) === (wish.password === null) && this.#isMeant(point);
    return this.heard()
      .filter(fits)
      .reduce<AccessPoint | null>((best, point) => (best === null || point.rssi > best.rssi ? point : best), null);
  }

  #isMeant(point: AccessPoint): boolean {
    const bssid = this.wish?.bssid ?? null;
    return bssid === null || same(point.bssid, bssid);
  }
}

const same = (one: Uint8Array, other: Uint8Array): boolean => one.length === other.length && one.every((byte, i) => byte === other[i]);
