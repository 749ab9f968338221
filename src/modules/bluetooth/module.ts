/** `bluetooth`: Bluetooth Low Energy. Not simulated, and saying so: pairing. */
import { OP, packet } from '../../ble/att.js';
import { FLAG } from '../../ble/attributes.js';
import { STATUS } from '../../ble/status.js';
import { EINVAL } from '../../errno.js';
import { emptyBytes, newBytes, readableBuffer } from '../../objects/bytes.js';
import { ABSENT, arg, keyword, keywords, methodsOf, nativeType, option, rest } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, buffer, int, text, truth } from '../../objects/kinds.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import { None } from '../../objects/none.js';
import { isCallable } from '../../objects/protocol/call.js';
import { isTrue, length } from '../../objects/protocol/truth.js';
import { takeSteps } from '../../objects/steps.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import type { Value } from '../../objects/value.js';
import { BleObject, type BleParts, check, PACKET } from './ble.js';
import { channelMethods } from './channel-methods.js';
import { getSetting, setSetting } from './config.js';
import { onAir } from './services.js';
import { PyUuid, uuidType } from './uuid.js';

/** Cycles of a request to the controller: it is sent and answered on a UART of 3 Mbit/s, while the processor waits (assumed). */
const COMMAND = { price: 30_000 } as const;
/** How long `gap_connect` searches, ms, and how `gap_scan` listens, µs, unless a program says otherwise. */
const SEARCH_MS = 2000;
const SCAN_US = { INTERVAL: 1_280_000, WINDOW: 11_250 } as const;
const ADVERTISING_US = 500_000;
/** How `gattc_write` writes. */
const WRITE = { WITHOUT_RESPONSE: 0, WITH_RESPONSE: 1 } as const;

/** Parts of the module that the rest of the machine needs. */
export interface BluetoothModule {
  readonly module: PyModule;
  /** What the firmware holds for the program: roots of the collector. */
  roots(): Value[];
  /** Names, for people, of what calls the program. */
  callers(): string[];
}

/** Makes the module of one machine. */
export function bluetooth(parts: BleParts): BluetoothModule {
  let made: BleObject | null = null;
  const type: PyType = nativeType(
    'BLE',
    {
      make(type) {
        made ??= new BleObject(type, parts);
        return made;
      },
      references: (self: BleObject, hold) => self.references(hold),
    },
    { ...general, ...gap, ...server, ...client, ...channelMethods, ...absent },
  );
  return {
    module: nativeModule('bluetooth', {
      BLE: type,
      UUID: uuidType,
      FLAG_READ: FLAG.READ,
      FLAG_WRITE: FLAG.WRITE,
      FLAG_NOTIFY: FLAG.NOTIFY,
      FLAG_INDICATE: FLAG.INDICATE,
      FLAG_WRITE_NO_RESPONSE: FLAG.WRITE_NO_RESPONSE,
    }),
    roots: () => (made === null ? [] : [made]),
    callers: () => made?.callers ?? [],
  };
}

const { method } = methodsOf<BleObject>();
const connection = arg('conn_handle', int);
const value = arg('value_handle', int);
const range = [connection, arg('start_handle', int), arg('end_handle', int)] as const;

const general = {
  active: method('Whether it is switched on; switch it.', [arg('active', anything, ABSENT)], (self, active) => {
    if (active === undefined) return self.host.isActive;
    const isOn = isTrue(active);
    return takeSteps(self.switching(isOn), () => {
      if (isOn) self.loadKey();
      return self.host.isActive;
    });
  }),
  config: method('A setting; set some.', [rest('which'), keywords('given')], (self, which, given) => {
    if (given.size === 0) {
      if (which.length !== 1) throw raise.TypeError('must query one param');
      return getSetting(self, text.convert(which[0]));
    }
    if (which.length > 0) throw raise.TypeError("can't specify pos and kw args");
    for (const [name, wanted] of given) setSetting(self, name, wanted);
    return None;
  }),
  irq: method('Have events told to a callable; None: to none.', [arg('handler', anything)], (self, handler) => {
    if (handler !== None && !isCallable(handler)) throw raise.ValueError('invalid handler');
    self.events.handler = handler;
  }),
};

const gap = {
  gap_advertise: method(
    'Advertise; None: stop.',
    [
      option('interval_us', anything, ADVERTISING_US),
      option('adv_data', anything, None),
      keyword('resp_data', anything, None),
      keyword('connectable', truth, true),
    ],
    (self, interval, data, response, isConnectable) => {
      if (interval === None) {
        self.host.gap.stopAdvertising();
        return None;
      }
      const us = int.convert(interval);
      const [advertised, answered] = [data, response].map((given) => (given === None ? null : readableBuffer(given).bytes));
      return self.do(({ gap }) => gap.advertise(isConnectable, us, advertised, answered));
    },
    COMMAND,
  ),
  gap_scan: method(
    'Look for devices that advertise; None: stop.',
    [
      arg('duration_ms', anything, 0),
      arg('interval_us', int, SCAN_US.INTERVAL),
      arg('window_us', int, SCAN_US.WINDOW),
      arg('active', truth, false),
    ],
    (self, duration, interval, window, isActive) => {
      if (duration === None)
        return self.do(({ gap }) => {
          gap.stopScan();
          return STATUS.OK;
        });
      const ms = int.convert(duration);
      return self.do(({ gap }) => gap.scan(ms, interval, window, isActive));
    },
    COMMAND,
  ),
  gap_connect: method(
    'Connect to a device; None: stop trying.',
    [
      arg('addr_type', anything),
      arg('addr', anything, ABSENT),
      arg('scan_duration_ms', anything, None),
      arg('min_conn_interval_us', anything, None),
      arg('max_conn_interval_us', anything, None),
    ],
    (self, kind, address, duration, least, most) => {
      if (address === undefined) {
        if (kind === None) return self.do(({ gap }) => gap.cancelConnect());
        throw raise.TypeError('invalid addr');
      }
      const type = int.convert(kind) & 0xff;
      const bytes = readableBuffer(address).bytes.slice();
      if (bytes.length !== 6) throw raise.ValueError('invalid addr');
      const [ms, leastUs, mostUs] = [duration, least, most].map((given, i) =>
        given === None ? (i === 0 ? SEARCH_MS : 0) : int.convert(given),
      );
      return self.do(({ gap }) => gap.connect({ type, bytes }, ms, leastUs, mostUs));
    },
    COMMAND,
  ),
  gap_disconnect: method(
    'End a connection; whether there was one.',
    [connection],
    (self, handle) => {
      self.mustBeActive();
      const status = self.host.disconnect(handle & 0xffff);
      if (status === STATUS.NOT_CONNECTED) return false;
      check(status);
      return true;
    },
    COMMAND,
  ),
};

const server = {
  gatts_register_services: method(
    'Replace the services; the handles of their values.',
    [arg('services', anything)],
    (self, services) => {
      length(services);
      return newTuple(self.register(services).map((handles) => newTuple(handles)));
    },
    PACKET,
  ),
  gatts_read: method('The value of a characteristic or descriptor here.', [value], (self, handle) => {
    const bytes = self.host.attributes.values.get(handle & 0xffff)?.take();
    return bytes === undefined || bytes.length === 0 ? emptyBytes : newBytes(bytes.slice());
  }),
  gatts_write: method(
    'Set the value of one; whether to tell subscribers.',
    [value, arg('data', buffer), arg('send_update', truth, false)],
    (self, handle, { bytes }, tells) => {
      self.mustBeActive();
      self.write(handle, bytes);
      if (tells) self.host.valueChanged(handle & 0xffff);
      return bytes.length;
    },
  ),
  gatts_notify: method(
    'Notify a client of a value.',
    [connection, value, arg('data', anything, None)],
    (self, handle, of, data) => self.do((host) => host.notify(handle & 0xffff, of & 0xffff, given(data))),
    PACKET,
  ),
  gatts_indicate: method(
    'Send a client a value that it confirms.',
    [connection, value, arg('data', anything, None)],
    (self, handle, of, data) => self.do((host) => host.indicate(handle & 0xffff, of & 0xffff, given(data))),
    PACKET,
  ),
  gatts_set_buffer: method(
    'Give a value room; whether writes are added up.',
    [value, arg('len', int), arg('append', truth, false)],
    (self, handle, room, isAppended) => {
      self.mustBeActive();
      self.resize(handle, room, isAppended);
    },
  ),
};

const client = {
  gattc_discover_services: method(
    'Look for services, all or those with a UUID.',
    [connection, arg('uuid', anything, None)],
    (self, handle, uuid) => {
      const wanted = wantedUuid(uuid);
      return self.send(handle, (found, host) => host.client.discoverServices(found, wanted));
    },
    PACKET,
  ),
  gattc_discover_characteristics: method(
    'Look for characteristics, all or those with a UUID.',
    [...range, arg('uuid', anything, None)],
    (self, handle, start, end, uuid) => {
      const wanted = wantedUuid(uuid);
      return self.send(handle, (found, host) => host.client.discoverCharacteristics(found, start & 0xffff, end & 0xffff, wanted));
    },
    PACKET,
  ),
  gattc_discover_descriptors: method(
    'Look for descriptors.',
    range,
    (self, handle, start, end) => self.send(handle, (found, host) => host.client.discoverDescriptors(found, start & 0xffff, end & 0xffff)),
    PACKET,
  ),
  gattc_read: method(
    'Ask a server for a value.',
    [connection, value],
    (self, handle, of) => self.send(handle, (found, host) => host.client.read(found, of & 0xffff)),
    PACKET,
  ),
  gattc_write: method(
    'Send a server a value; whether it answers.',
    [connection, value, arg('data', buffer), arg('mode', int, WRITE.WITHOUT_RESPONSE)],
    (self, handle, of, { bytes }, mode) => {
      self.mustBeActive();
      if (mode !== WRITE.WITHOUT_RESPONSE && mode !== WRITE.WITH_RESPONSE) throw raise.OSError(EINVAL);
      return self.send(handle, (found, host) => {
        if (mode === WRITE.WITH_RESPONSE) return host.client.write(found, of & 0xffff, bytes);
        found.send(packet(OP.WRITE_COMMAND, of & 0xffff, bytes));
        return STATUS.OK;
      });
    },
    PACKET,
  ),
  gattc_exchange_mtu: method(
    'Agree with a peer on the length of packets.',
    [connection],
    (self, handle) => self.do((host) => host.exchangeMtu(handle & 0xffff)),
    PACKET,
  ),
};

const absent = Object.fromEntries(
  ['gap_pair', 'gap_passkey'].map((name) => [
    name,
    method('Not simulated.', [rest('all')], () => {
      throw raise.NotImplementedError(`BLE.${name} is not simulated`);
    }),
  ]),
);

/** The bytes that a program gives; null if it gives none. */
const given = (data: Value): Uint8Array | null => (data === None ? null : readableBuffer(data).bytes);

function wantedUuid(uuid: Value): Uint8Array | null {
  if (uuid === None) return null;
  if (!(uuid instanceof PyUuid)) throw raise.TypeError('UUID');
  return onAir(uuid);
}
