/** A host that joins an access point as a board does, to reach what is in no other network. */
import type { AccessPoint, Station } from './access-point.js';
import { ANY } from './address.js';
import { Interface } from './interface.js';
import type { Stack } from './stack.js';

/** A locally administered address. */
const MAC = Uint8Array.of(0x02, 0x56, 0x50, 0x59, 0x00, 0x01);

/** The host's interface there. The visit ends when the access point disappears. */
class Visit implements Station {
  readonly mac = MAC;
  readonly interface: Interface;

  constructor(
    private readonly stack: Stack,
    private readonly point: AccessPoint,
  ) {
    this.interface = new Interface(stack, { out: point.pace(), in: point.pace() });
    point.stations.add(this);
    point.lan.members.add(this.interface);
    this.interface.setAddress(point.lease(this.interface), point.lan.mask, point.lan.gateway);
    this.interface.carrier = point.lan;
    // The first that reaches an address is taken, and a host's own reaches them all.
    stack.interfaces = [this.interface, ...stack.interfaces];
  }

  pointChanged(isUp: boolean): void {
    if (isUp) return;
    this.point.stations.delete(this);
    this.point.lan.members.delete(this.interface);
    this.stack.interfaces = this.stack.interfaces.filter((each) => each !== this.interface);
    this.interface.carrier = null;
    this.interface.setAddress(ANY);
  }
}

/** Lets a stack join an access point, unless it has already. It comes with an address, and without a password. */
export function visit(stack: Stack, point: AccessPoint): void {
  if (![...point.stations].some((station) => station.interface.stack === stack)) new Visit(stack, point);
}
