/** How a set-up puts access points and hosts into the network. */
import type { FileTree } from '../host.js';
import type { AccessPoint } from '../net/access-point.js';
import { addressOf } from '../net/address.js';
import type { Network, Reachable } from '../net/network.js';
import { SetupError } from './kinds.js';
import { NetworkClient } from './network-client.js';
import { NetworkHost, type NetworkHostOptions } from './network-host.js';

/** An access point as it is written. */
interface PointWish {
  readonly ssid?: string;
  readonly password?: string;
  readonly channel?: number;
  readonly latency?: number;
  readonly gateway?: string;
  readonly dhcp?: boolean;
}

/** Sets one up; `name` is its own in the set-up, and its ssid if it has no other. */
export function plugAccessPoint(network: Network, name: string, { latency, ...options }: PointWish): AccessPoint {
  return refusing(name, () => network.accessPoint({ ssid: name, ...options, latencyMs: latency }));
}

/** A host as it is written. */
interface HostWish extends Omit<NetworkHostOptions, 'file'> {
  readonly host?: string;
  readonly address?: string;
  readonly latency?: number;
}

/** Puts one into the network, or gives the one that has this address another port. `tree`: the files that it serves. */
export function plugHost(network: Network, name: string, wish: HostWish, tree: FileTree | null): NetworkHost {
  const { host: called = name, address, latency, ...options } = wish;
  if (address === undefined) throw new SetupError(`${name}: its 'address' is missing; write one such as 10.0.0.7`);
  return refusing(name, () => {
    const known = network.hostAt(addressOf(address) ?? Number.NaN);
    const host = known ?? network.host(called, address, { latencyMs: latency });
    return new NetworkHost(host, { ...options, file: tree === null ? null : (path) => fileIn(tree, path) });
  });
}

/** Puts somebody into the network who connects to the board. */
export function plugClient(network: Network, board: Reachable, port: number): NetworkClient {
  return new NetworkClient(() => network.connect(board, port));
}

/** The content of a file; null if the tree has none of that path. */
function fileIn(tree: FileTree, path: string): Uint8Array | null {
  const parts = path.split('/');
  for (const [i, part] of parts.entries()) {
    const isFolder = i < parts.length - 1;
    const entry = tree.list(parts.slice(0, i).join('/')).find((each) => each.name === part && each.isFolder === isFolder);
    if (entry === undefined) return null;
  }
  return tree.read(path);
}

/** What cannot be is the user's mistake. */
function refusing<T>(name: string, plug: () => T): T {
  try {
    return plug();
  } catch (error) {
    if (error instanceof RangeError) throw new SetupError(`${name}: ${error.message}`);
    throw error;
  }
}
