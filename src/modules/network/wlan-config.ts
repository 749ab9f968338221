/** `WLAN.config` (`extmod/network_cyw43.c`). */
import type { Which, Wlan } from '../../board/wlan/wlan.js';
import { newBytes, strData } from '../../objects/bytes.js';
import { raise } from '../../objects/exception.js';
import { int } from '../../objects/kinds.js';
import { wholeStr } from '../../objects/str.js';
import type { Keywords, Value } from '../../objects/value.js';
import { encodeUtf8 } from '../../utf8.js';

/** How power is saved (CYW43_PM_VALUE). */
export const PM = { NONE: 0x10, PERFORMANCE: 0xa1_1142, POWERSAVE: 0x11 } as const;

/** The interface that the settings belong to. */
export interface Settings {
  readonly wlan: Wlan;
  readonly which: Which;
  /** Gets the board's name in the network, or sets it; raises ValueError for a name that is too long. */
  hostname(...wanted: Value[]): Value;
  /** Switches the interface off and on again, if it is on. */
  cycle(): void;
}

/** Returns one setting. */
export function getSetting(self: Settings, name: string): Value {
  const { wlan, which } = self;
  const { point } = wlan;
  switch (name) {
    case 'antenna':
      return wlan.antenna;
    case 'channel':
      return wlan.joined?.channel ?? point.channel;
    case 'ssid':
    case 'essid':
      return which === 'point' ? wholeStr(point.ssid) : wholeStr(wlan.joined?.ssid ?? new Uint8Array(0));
    case 'security':
      return point.security;
    case 'mac':
      return newBytes(wlan.mac);
    case 'pm':
      return wlan.powerSaving;
    case 'txpower':
      return wlan.txPower;
    case 'hostname':
      return self.hostname();
    default:
      throw raise.ValueError('unknown config param');
  }
}

/** Sets some settings. Those of an access point take effect when it is switched off and on, which is done here. */
export function setSettings(self: Settings, given: Keywords): void {
  let cycles = false;
  for (const [name, value] of given) if (set(self, name, value)) cycles = true;
  if (cycles) self.cycle();
}

/** Sets one setting. Returns whether the interface must be switched off and on. */
function set(self: Settings, name: string, value: Value): boolean {
  const { wlan } = self;
  const { point } = wlan;
  switch (name) {
    case 'antenna':
      wlan.antenna = int.convert(value);
      return false;
    case 'channel':
      point.channel = int.convert(value) & 0xff;
      return true;
    case 'ssid':
    case 'essid':
      point.ssid = bytesOf(value).slice(0, 32);
      return true;
    case 'security':
      point.security = int.convert(value);
      return true;
    case 'key':
    case 'password':
      point.password = bytesOf(value).slice(0, 64);
      return true;
    case 'pm':
      wlan.powerSaving = int.convert(value);
      return false;
    case 'txpower':
      wlan.txPower = int.convert(value);
      return false;
    case 'hostname':
      self.hostname(value);
      return false;
    case 'monitor':
    case 'trace':
      if (int.convert(value) !== 0) throw raise.NotImplementedError(`WLAN.config: ${name} is not simulated`);
      return false;
    default:
      throw raise.ValueError('unknown config param');
  }
}

/** The bytes of a str or of bytes (`mp_obj_str_get_data`). */
const bytesOf = (value: Value): Uint8Array => encodeUtf8(strData(value));
