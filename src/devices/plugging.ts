/** Helpers for rows of the list of devices: how they find their wires, and settings that several rows have. */
import type { I2cBus } from '../board/i2c/bus.js';
import type { Line } from '../board/pin/line.js';
import type { SpiDevice } from '../board/spi/bus.js';
import { type Kind, whole } from './kinds.js';
import type { Socket } from './socket.js';

/** The wires of the two buses, which several devices share. */
export const I2C = ['scl', 'sda'] as const;
export const SPI = ['sck', 'mosi', 'miso'] as const;
/** The address setting of a chip with a limited range of I2C addresses. */
export const addressFrom = (least: number, most: number): Kind<number> => ({
  ...whole(least, most),
  name: `an address from 0x${least.toString(16).padStart(2, '0')} to 0x${most.toString(16)}`,
});
/** The address setting of a device that can have any I2C address except the reserved ones. */
export const address = addressFrom(0x08, 0x77);

/** Returns the line of a wire that is always connected. */
export const line = (socket: Socket, wire: string): Line => socket.line(wire) as Line;

/** Attaches a device to its I2C bus. */
export function onBus<D extends Parameters<I2cBus['attach']>[0]>(socket: Socket, device: D): D {
  const bus = socket.i2c();
  socket.claim(bus, String(device.address), `another device on this bus has the address 0x${device.address.toString(16)}`);
  bus.attach(device);
  return device;
}

/**
 * Attaches a device to its SPI bus. The device hears what is sent while `select` is low, or everything if `select` is not connected.
 * `make` is called after the bus has been found.
 */
export function onSelect<D extends SpiDevice>(socket: Socket, make: () => D): D {
  const [bus, select] = [socket.spi(), socket.line('select')];
  const device = make();
  bus.attach(device, select);
  return device;
}
