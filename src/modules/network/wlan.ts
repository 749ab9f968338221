/** `network.WLAN` of a PYBD (`extmod/network_cyw43.c`). */
import { LINK, type Which, type Wlan } from '../../board/wlan/wlan.js';
import { EINVAL, EPERM } from '../../errno.js';
import { MILLISECOND, type Steps } from '../../execution.js';
import type { AccessPoint } from '../../net/access-point.js';
import { addressText } from '../../net/address.js';
import { checkPositional } from '../../objects/argument-count.js';
import { newBytes, readableBuffer } from '../../objects/bytes.js';
import { ABSENT, arg, keyword, keywords, methodsOf, nativeType, option, rest } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int, text, truth } from '../../objects/kinds.js';
import { newList } from '../../objects/list.js';
import { None } from '../../objects/none.js';
import { call } from '../../objects/protocol/call.js';
import { isTrue } from '../../objects/protocol/truth.js';
import { takeSteps } from '../../objects/steps.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import type { Clock } from '../../sim/clock.js';
import type { SysTick } from '../../sim/systick.js';
import { type Addressed, allAddresses, configure, configured, settingAddresses } from './addresses.js';
import { getSetting, PM, type Settings, setSettings } from './wlan-config.js';

/** Kinds of security (CYW43_AUTH_…). */
const SECURITY = {
  OPEN: 0,
  WPA: 0x0020_0002,
  WPA2: 0x0040_0004,
  WPA_WPA2: 0x0040_0006,
  WPA3: 0x0100_0004,
  WPA2_WPA3: 0x0140_0004,
} as const;
/** Largest number of bytes of a key: for WPA3 alone, and for all other kinds. */
const LONGEST_KEY = { WPA3: 128, OTHERS: 64 } as const;
/**
 * How long the driver waits when it starts the chip (`cyw43_ll_bus_init` and its callers), plus an assumed 50 ms for loading the chip's
 * program; how long it waits when the first interface is switched on.
 */
const START_MS = 20 + 50 + 50;
const ON_MS = 150 + 3 * 50;
/** How long a scan of all channels takes (assumed). */
const SCAN_MS = 2000;
/** How `scan` reports security: bits for WEP, WPA, WPA2. */
const SCANNED = { OPEN: 0, WPA2: 5 } as const;

/** What the class needs of its machine. */
interface WlanParts {
  readonly wlan: Wlan;
  readonly clock: Clock;
  readonly systick: SysTick;
  /** `network.hostname`, which `config` shows, too. */
  readonly hostname: Value;
}

class WlanObject implements PyObject, Addressed, Settings {
  /** Whether the program has switched the interface on. */
  isActive = false;

  constructor(
    readonly type: PyType,
    readonly which: Which,
    readonly parts: WlanParts,
  ) {}

  get wlan(): Wlan {
    return this.parts.wlan;
  }
  get names(): Wlan {
    return this.parts.wlan;
  }
  get systick(): SysTick {
    return this.parts.systick;
  }
  hostname(...wanted: Value[]): Value {
    return call(this.parts.hostname, wanted);
  }
  get interface(): Wlan['interface'] {
    return this.which === 'station' ? this.wlan.interface : this.wlan.point.interface;
  }
  get dhcp(): Wlan['dhcp'] | null {
    return this.which === 'station' ? this.wlan.dhcp : null;
  }

  *activating(isActive: boolean): Steps<void> {
    const { wlan } = this;
    if (!isActive && this.which === 'station') wlan.leave();
    if (isActive) yield* this.#starting();
    wlan.setUp(this.which, isActive);
    this.isActive = isActive;
  }

  /** Takes the interface down and up again, so that changed settings take effect. */
  cycle(): void {
    if (!this.isActive) return;
    this.wlan.setUp(this.which, false);
    this.wlan.setUp(this.which, true);
  }

  get linkState(): number {
    return this.wlan.linkState(this.which);
  }

  describe(): string {
    const { linkState: state } = this;
    const names = new Map<number, string>([
      [LINK.DOWN, 'down'],
      [LINK.JOIN, 'join'],
      [LINK.NO_IP, 'join'],
      [LINK.UP, 'up'],
      [LINK.NO_NET, 'nonet'],
      [LINK.BAD_AUTH, 'badauth'],
    ]);
    const kind = this.which === 'station' ? 'STA' : 'AP';
    return `<CYW43 ${kind} ${names.get(state) ?? 'fail'} ${addressText(this.interface.address)}>`;
  }

  /** Starts the chip and the interface if necessary. The driver keeps the CPU busy meanwhile. */
  *#starting(): Steps<void> {
    const { wlan } = this;
    const { clock } = this.parts;
    if (!wlan.isStarted) {
      yield clock.busy(START_MS * MILLISECOND);
      wlan.start();
    }
    if (wlan.isUp('station') || wlan.isUp('point')) return;
    yield clock.busy(ON_MS * MILLISECOND);
    wlan.powerSaving = PM.PERFORMANCE;
  }
}

const { method } = methodsOf<WlanObject>();
const done = (): Value => None;

/** The class of one machine, which has two objects. */
export function wlanType(parts: WlanParts): PyType {
  const made = new Map<Which, WlanObject>();
  return nativeType(
    'CYW43',
    {
      make(type, args, given) {
        checkPositional(args, given, 0, 1);
        const which = args.length === 0 || int.convert(args[0]) === 0 ? 'station' : 'point';
        const object = made.get(which) ?? new WlanObject(type, which, parts);
        made.set(which, object);
        return object;
      },
      repr: (self: WlanObject) => self.describe(),
    },
    {
      send_ethernet: method('Send a frame.', [arg('frame', anything)], () => {
        throw raise.NotImplementedError('WLAN.send_ethernet is not simulated');
      }),
      ioctl: method('A request to the chip.', [arg('command', anything), arg('buffer', anything)], () => {
        throw raise.NotImplementedError('WLAN.ioctl is not simulated');
      }),
      deinit: method('Switch the chip off.', [], (self) => self.wlan.stop()),
      active: method('Whether it is switched on; switch it.', [arg('is_active', anything, ABSENT)], (self, isActive) =>
        isActive === undefined ? self.isActive : takeSteps(self.activating(isTrue(isActive)), done),
      ),
      scan: method(
        'The access points that can be heard.',
        [
          keyword('passive', truth, false),
          keyword('ssid', anything, None),
          keyword('essid', anything, None),
          keyword('bssid', anything, None),
        ],
        (self, _passive, ssid, essid) => scan(self, essid === None ? ssid : essid),
      ),
      connect: method(
        'Begin to join an access point.',
        [
          option('ssid', anything),
          option('key', anything, None),
          keyword('auth', int, -1),
          keyword('security', int, -1),
          keyword('bssid', anything, None),
          keyword('channel', int, -1),
        ],
        (self, ssid, key, auth, security, bssid) => connect(self.wlan, ssid, key, auth === -1 ? security : auth, bssid),
      ),
      disconnect: method('Leave the access point.', [], (self) => self.wlan.leave()),
      isconnected: method('Whether it has a link and an address; of an access point, whether somebody has joined it.', [], (self) => {
        if (self.linkState !== LINK.UP) return false;
        return self.which === 'station' || self.wlan.point.stations.length > 0;
      }),
      ifconfig: method('Address, mask, gateway and server of names; set them.', [arg('all', anything, ABSENT)], (self, all) =>
        all === undefined ? allAddresses(self) : takeSteps(settingAddresses(self, all), done),
      ),
      ipconfig: method('A setting of the network; set some.', [rest('which'), keywords('given')], (self, which, given) => {
        if (given.size > 0) {
          if (which.length > 0) throw raise.TypeError("can't specify pos and kw args");
          configure(self, given);
          return None;
        }
        if (which.length !== 1) throw raise.TypeError('must query one param');
        return configured(self, text.convert(which[0]));
      }),
      status: method('The state of the link, or one of its values.', [arg('which', text, ABSENT as unknown as string)], (self, which) =>
        which === undefined ? self.linkState : statusOf(self, which),
      ),
      config: method('A setting of the radio; set some.', [rest('which'), keywords('given')], (self, which, given) => {
        if (given.size > 0) {
          if (which.length > 0) throw raise.TypeError("can't specify pos and kw args");
          setSettings(self, given);
          return None;
        }
        if (which.length !== 1) throw raise.TypeError('must query one param');
        return getSetting(self, text.convert(which[0]));
      }),
      IF_STA: 0,
      IF_AP: 1,
      SEC_OPEN: SECURITY.OPEN,
      SEC_WPA_WPA2: SECURITY.WPA_WPA2,
      SEC_WPA3: SECURITY.WPA3,
      SEC_WPA2_WPA3: SECURITY.WPA2_WPA3,
      PM_NONE: PM.NONE,
      PM_PERFORMANCE: PM.PERFORMANCE,
      PM_POWERSAVE: PM.POWERSAVE,
    },
  );
}

function scan({ wlan, systick }: WlanObject, ssid: Value): Value {
  const wanted = ssid === None ? null : readableBuffer(ssid).bytes.slice(0, 32);
  if (!wlan.isUp('station') && !wlan.isUp('point')) throw raise.OSError(EPERM);
  return takeSteps(scanning(systick), () => {
    const isWanted = (point: AccessPoint): boolean => wanted === null || String(point.ssid) === String(wanted);
    const heard = wlan.heard.filter(isWanted).sort((one, other) => one.channel - other.channel);
    return newList(heard.map(scanned));
  });
}

function* scanning(systick: SysTick): Steps<void> {
  yield systick.sleep(SCAN_MS);
}

const scanned = ({ ssid, bssid, channel, rssi, password }: AccessPoint): Value =>
  newTuple([newBytes(ssid), newBytes(bssid), channel, rssi, password === null ? SCANNED.OPEN : SCANNED.WPA2, 1]);

function connect(wlan: Wlan, ssid: Value, key: Value, security: number, bssid: Value): void {
  const name = readableBuffer(ssid).bytes.slice(0, 32);
  const password = key === None ? new Uint8Array(0) : readableBuffer(key).bytes.slice();
  const only = bssid === None ? null : readableBuffer(bssid).bytes.slice();
  if (only !== null && only.length !== 6) throw raise.ValueError();
  const chosen = security !== -1 ? security : password.length === 0 ? SECURITY.OPEN : SECURITY.WPA_WPA2;
  if (!wlan.isUp('station')) throw raise.OSError(EPERM);
  const longest = chosen === SECURITY.WPA3 ? LONGEST_KEY.WPA3 : LONGEST_KEY.OTHERS;
  const isKnown = Object.values<number>(SECURITY).includes(chosen);
  if (!isKnown || (chosen !== SECURITY.OPEN && password.length > longest)) throw raise.OSError(EINVAL);
  wlan.join({ ssid: name, password: chosen === SECURITY.OPEN ? null : password, bssid: only });
}

function statusOf(self: WlanObject, which: string): Value {
  if (which === 'rssi') {
    if (self.which !== 'station') throw raise.ValueError('STA required');
    return self.wlan.joined?.rssi ?? 0;
  }
  if (which === 'stations') {
    if (self.which !== 'point') throw raise.ValueError('AP required');
    return newList(self.wlan.point.stations.map((mac) => newTuple([newBytes(mac)])));
  }
  throw raise.ValueError('unknown status param');
}
