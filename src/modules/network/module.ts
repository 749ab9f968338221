/** `network` (`extmod/modnetwork.c`): country, hostname, and a PYBD's interfaces. Its Ethernet is not simulated: NotImplementedError. */
import { fn, keywords, nativeType, rest } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { newList } from '../../objects/list.js';
import { type Delegate, nativeModule, type PyModule } from '../../objects/module.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, Value } from '../../objects/value.js';
import { forWantOf } from '../lack.js';
import type { NamesInNetwork } from './names.js';

/** The parts of the module that need a radio, on boards that have one. */
export interface Radio {
  /** The class of the radio's interfaces. `hostname` is the module's function. */
  wlanType(hostname: Value): PyType;
  ipconfig(which: Value[], given: Keywords): Value;
}

/** The names of the module that come with a radio. */
const OF_RADIO: ReadonlySet<string> = new Set(['WLAN', 'ipconfig']);

/** The module of a board without a radio has no further names, but notes why it lacks those of a radio. */
const WITHOUT_RADIO: Delegate = {
  names: null,
  assign: () => false,
  lacks(name, failed): void {
    if (OF_RADIO.has(name)) forWantOf({ kind: 'radio' }, failed);
  },
};

/** Makes the module `network`. `interfaces`: names of the classes of interfaces; `radio` is null if there is none. */
export function network(interfaces: readonly string[], names: NamesInNetwork, radio: Radio | null): PyModule {
  const nics = newList([]);
  const made = (name: string): PyType => (name === 'WLAN' && radio !== null ? radio.wlanType(names.hostname) : absent(name));
  const members = {
    country: names.country,
    hostname: names.hostname,
    ...(radio === null ? {} : { ipconfig: ipconfig(radio) }),
    route: fn('The interfaces that are up.', [], () => nics),
    ...Object.fromEntries(interfaces.map((name) => [name, made(name)])),
    STA_IF: 0,
    AP_IF: 1,
  };
  return nativeModule('network', members, radio === null ? WITHOUT_RADIO : null);
}

const ipconfig = (radio: Radio) =>
  fn('A setting of all interfaces; set some.', [rest('which'), keywords('given')], (which, given) => radio.ipconfig(which, given));

/** A class of interfaces that are not simulated. */
function absent(name: string): PyType {
  return nativeType(
    name,
    {
      make(): Value {
        throw raise.NotImplementedError(`network.${name} is not simulated`);
      },
    },
    {},
  );
}
