/** How a set-up puts access points, hosts and clients into the network. */
import type { FileTree } from '../../host.js';
import type { AccessPoint } from '../../net/access-point.js';
import { addressOf } from '../../net/address.js';
import type { Host, ListenOptions } from '../../net/host.js';
import type { MqttBrokerOptions } from '../../net/mqtt/broker.js';
import type { Network, Reachable } from '../../net/network.js';
import { decodeUtf8 } from '../../utf8.js';
import { SetupError } from '../kinds.js';
import { BrokerHost } from './broker-host.js';
import { ClockHost } from './clock-host.js';
import { HOST_SERVICES, type HostService } from './host-services.js';
import { NetworkClient } from './network-client.js';
import { type NetworkHost, TextHost, type TextHostOptions } from './network-host.js';

/** An access point as a set-up describes it. */
interface PointWish {
  readonly ssid?: string;
  readonly password?: string;
  readonly channel?: number;
  readonly latency?: number;
  readonly gateway?: string;
  readonly dhcp?: boolean;
}

/** Makes an access point; `name` is its name in the set-up, and its ssid unless another is given. */
export function plugAccessPoint(network: Network, name: string, { latency, ...options }: PointWish): AccessPoint {
  return refusing(name, () => network.accessPoint({ ssid: name, ...options, latencyMs: latency }));
}

/** A host as a set-up describes it. */
interface HostWish extends Omit<TextHostOptions, 'service' | 'file' | 'tls'>, MqttBrokerOptions {
  readonly host?: string;
  readonly address?: string;
  readonly port?: number;
  readonly latency?: number;
  readonly service?: HostService;
  /** The folder whose files it serves. */
  readonly files?: string;
  /** Whether it has TLS, and the folder with its certificate and key; without that folder it makes a certificate. */
  readonly tls?: boolean;
  readonly certificates?: string;
}

/** Files in the folder `certificates`. */
const CERTIFICATE_FILE = 'cert.pem';
const KEY_FILE = 'key.pem';

/** Puts a host into the network, or adds a port to the host that already has this address. */
export function plugHost(network: Network, name: string, wish: HostWish, folders: (name: string) => FileTree): NetworkHost {
  const { service = 'silent', host: called = name, address, latency } = wish;
  if (address === undefined) throw new SetupError(`${name}: 'address' is missing; write one such as 10.0.0.7`);
  const tree = wish.files === undefined ? null : folders(wish.files);
  const tls = wish.certificates === undefined ? wish.tls === true : certificateIn(name, folders(wish.certificates));
  return refusing(name, () => {
    const known = network.hostAt(addressOf(address) ?? Number.NaN);
    const host = known ?? network.host(called, address, { latencyMs: latency });
    const { port, securePort } = HOST_SERVICES[service];
    return listening(host, service, wish.port ?? (tls === false ? port : securePort), { ...wish, tls }, tree);
  });
}

type SecuredWish = Omit<HostWish, 'tls'> & ListenOptions;

function listening(host: Host, service: HostService, port: number, wish: SecuredWish, tree: FileTree | null): NetworkHost {
  if (service === 'ntp') return new ClockHost(host, port);
  const { user, password, answer, status, location, tls } = wish;
  if (service === 'mqtt') return new BrokerHost(host, port, { user, password }, tls);
  return new TextHost(host, port, { service, answer, status, location, tls, file: tree && ((path) => fileIn(tree, path)) });
}

/** Puts a client into the network that connects to the board. */
export function plugClient(network: Network, board: Reachable, port: number): NetworkClient {
  return new NetworkClient(() => network.connect(board, port));
}

/** Returns the content of a file; null if the tree has no file with that path. */
function fileIn(tree: FileTree, path: string): Uint8Array | null {
  const parts = path.split('/');
  for (const [i, part] of parts.entries()) {
    const isFolder = i < parts.length - 1;
    const entry = tree.list(parts.slice(0, i).join('/')).find((each) => each.name === part && each.isFolder === isFolder);
    if (entry === undefined) return null;
  }
  return tree.read(path);
}

function certificateIn(name: string, tree: FileTree): { certificate: string; key: string } {
  const [certificate, key] = [CERTIFICATE_FILE, KEY_FILE].map((file) => {
    const content = fileIn(tree, file);
    if (content === null) throw new SetupError(`${name}: the folder 'certificates' has no file ${file}`);
    return decodeUtf8(content, 'replace') as string;
  });
  return { certificate: certificate as string, key: key as string };
}

/** Calls `plug`. A RangeError is due to the user's settings, so it is reported as a SetupError. */
function refusing<T>(name: string, plug: () => T): T {
  try {
    return plug();
  } catch (error) {
    if (error instanceof RangeError) throw new SetupError(`${name}: ${error.message}`);
    throw error;
  }
}
