/** What rows of the list of devices have in common: how they find their wires, and settings of the same kind. */
import type { I2cBus } from '../board/i2c/bus.js';
import type { Line } from '../board/pin/line.js';
import type { SpiDevice } from '../board/spi/bus.js';
import { type Kind, whole } from './kinds.js';
import type { Socket } from './socket.js';

/** The wires of the two buses; several devices are on them. */
export const I2C = ['scl', 'sda'] as const;
export const SPI = ['sck', 'mosi', 'miso'] as const;
/** The setting of a chip whose address on I2C can be chosen from some. */
export const addressFrom = (least: number, most: number): Kind<number> => ({
  ...whole(least, most),
  name: `an address from 0x${least.toString(16).padStart(2, '0')} to 0x${most.toString(16)}`,
});
/** That of one whose address can be any that no rule of the bus reserves. */
export const address = addressFrom(0x08, 0x77);

/** A wire that leads somewhere. */
export const line = (socket: Socket, wire: string): Line => socket.line(wire) as Line;

/** Attaches a device to its bus. */
export function onBus<D extends Parameters<I2cBus['attach']>[0]>(socket: Socket, device: D): D {
  const bus = socket.i2c();
  socket.claim(bus, String(device.address), `another device on this bus has the address 0x${device.address.toString(16)}`);
  bus.attach(device);
  return device;
}

/** Attaches a device to its bus, which hears what comes while `select` is low: always, if that leads nowhere. `make` is called once the bus is there. */
export function onSelect<D extends SpiDevice>(socket: Socket, make: () => D): D {
  const [bus, select] = [socket.spi(), socket.line('select')];
  const device = make();
  bus.attach(device, select);
  return device;
}
