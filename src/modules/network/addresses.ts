/** `ifconfig` and `ipconfig` of an interface (`extmod/network_lwip.c`). */
import type { Steps } from '../../execution.js';
import { ANY, addressOf, addressText } from '../../net/address.js';
import type { DhcpClient } from '../../net/dhcp-client.js';
import type { Interface } from '../../net/interface.js';
import { raise } from '../../objects/exception.js';
import { parseInteger } from '../../objects/int-text.js';
import { int, text, textOrBytes } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { isTrue } from '../../objects/protocol/truth.js';
import { arrayOf } from '../../objects/sequence.js';
import { isStr, newStr, textOf } from '../../objects/str.js';
import { newTuple } from '../../objects/tuple.js';
import type { Keywords, Value } from '../../objects/value.js';
import type { SysTick } from '../../sim/systick.js';

/** Longest wait of `ifconfig('dhcp')`, and the time between its looks, in milliseconds. */
const DHCP_MS = 10_000;
const LOOK_MS = 100;

/** An interface whose addresses can be read and set. */
export interface Addressed {
  readonly interface: Interface;
  /** The interface's DHCP client; null if it has none. */
  readonly dhcp: DhcpClient | null;
  /** The DNS server, which all interfaces share. */
  readonly names: { dns: number };
  readonly systick: SysTick;
}

const shown = (address: number): Value => newStr(addressText(address));

/** Address, mask, gateway, DNS server. */
export const allAddresses = ({ interface: { address, mask, gateway }, names }: Addressed): Value =>
  newTuple([address, mask, gateway, names.dns].map(shown));

/** Sets these four; given the text `dhcp`, requests them by DHCP and waits until they have arrived. */
export function* settingAddresses(on: Addressed, given: Value): Steps<void> {
  if (isStr(given) && textOf(given) === 'dhcp') return yield* askingForAddress(on);
  on.dhcp?.stop();
  const items = arrayOf(given);
  if (items.length !== 4) throw raise.ValueError('requested length %d but object has length %d', 4, items.length);
  const [address, mask, gateway, dns] = items.map(partsOf);
  Object.assign(on.interface, { address, mask, gateway });
  on.names.dns = dns;
}

function* askingForAddress({ dhcp, systick }: Addressed): Steps<void> {
  if (dhcp === null) throw raise.NotImplementedError('DHCP on the interface of an access point is not simulated');
  if (!dhcp.hasAddress) {
    dhcp.stop();
    dhcp.start();
  }
  const start = systick.ticks;
  while (!dhcp.hasAddress) {
    if (systick.ticks - start > DHCP_MS) throw raise.OSErrorText('timeout waiting for DHCP to get IP address');
    yield systick.sleep(LOOK_MS);
  }
}

/** Returns one of `ipconfig`'s settings. */
export function configured({ interface: own, dhcp }: Addressed, key: string): Value {
  switch (key) {
    case 'dhcp4':
      return dhcp?.isOn ?? false;
    case 'has_dhcp4':
      return dhcp?.hasAddress ?? false;
    case 'addr4':
      return newTuple([shown(own.address), shown(own.mask)]);
    case 'gw4':
      return shown(own.gateway);
    default:
      throw raise.ValueError('unexpected key');
  }
}

/** Sets some of `ipconfig`'s settings. */
export function configure(on: Addressed, given: Keywords): void {
  const [first] = given.keys();
  for (const [key, value] of given) {
    if (key === 'dhcp4') switchDhcp(on, isTrue(value));
    else if (key === 'gw4') on.interface.gateway = parsed(value);
    // Whichever key it sets, the firmware looks at the first key given.
    else if (key === 'addr4' || key === 'addr6') setAddress(on.interface, value, first === 'addr4');
    else throw raise.ValueError('unexpected key');
  }
}

function switchDhcp({ dhcp }: Addressed, isOn: boolean): void {
  if (dhcp === null) {
    if (isOn) throw raise.NotImplementedError('DHCP on the interface of an access point is not simulated');
    return;
  }
  if (isOn && dhcp.hasAddress) return;
  dhcp.stop();
  if (isOn) dhcp.start();
}

/** Sets address and mask, given as `'10.0.0.2/24'`, `'10.0.0.2'`, `('10.0.0.2', '255.255.255.0')` or None. Sets nothing unless `isMeant`. */
function setAddress(own: Interface, value: Value, isMeant: boolean): void {
  let [address, mask]: [number, number] = [ANY, ANY];
  if (isStr(value)) {
    const [host, prefix] = textOf(value).split('/');
    mask = prefix === undefined ? own.mask : -(2 ** (32 - Number(parseInteger(prefix, 10)))) >>> 0;
    address = addressOf(host) ?? invalid();
    if (!isMeant) throw raise.ValueError('invalid address type');
  } else if (value !== None) {
    const items = arrayOf(value);
    if (items.length !== 2) throw raise.ValueError('requested length %d but object has length %d', 2, items.length);
    [address, mask] = [parsed(items[0]), parsed(items[1])];
  }
  if (isMeant) Object.assign(own, { address, mask });
}

const parsed = (value: Value): number => addressOf(textOrBytes.convert(value)) ?? invalid();

function invalid(): never {
  throw raise.ValueError('invalid arguments');
}

/** An address as `ifconfig` reads it (`shared/netutils/netutils.c`): four decimal numbers, of each its lowest eight bits; ANY if empty. */
function partsOf(value: Value): number {
  const given = textOrBytes.convert(value);
  if (given === '') return ANY;
  const parts = (/^[0-9.]*/.exec(given) as RegExpExecArray)[0].split('.');
  if (parts.length !== 4) throw raise.ValueError('invalid arguments');
  return parts.reduce((sum, part) => sum * 256 + (Number(part) & 255), 0);
}

/** `network.ipconfig`: settings that all interfaces share. */
export function configureAll(names: { dns: number; prefer: number }, args: Value[], given: Keywords): Value {
  if (given.size === 0) {
    if (args.length !== 1) throw raise.TypeError('must query one param');
    const key = text.convert(args[0]);
    if (key === 'dns') return shown(names.dns);
    if (key === 'prefer') return names.prefer;
    throw raise.ValueError('unexpected key');
  }
  if (args.length !== 0) throw raise.TypeError("can't specify pos and kw args");
  for (const [key, value] of given) {
    if (key === 'dns') {
      const dns = addressOf(textOrBytes.convert(value));
      if (dns === null) throw raise.ValueError('invalid arguments as dns server');
      names.dns = dns;
    } else if (key === 'prefer') {
      const version = int.convert(value);
      if (version !== 4 && version !== 6) throw raise.ValueError('invalid prefer argument');
      names.prefer = version;
    } else throw raise.ValueError('unexpected key');
  }
  return None;
}
