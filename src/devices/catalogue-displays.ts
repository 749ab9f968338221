/** The displays and lights among the devices that a set-up can plug in (catalogue.ts). */
import type { Line } from '../board/pin/line.js';
import { type DeviceType, row } from './device-type.js';
import { Hd44780, type Hd44780Options } from './displays/hd44780.js';
import { Lcd32 } from './displays/lcd32.js';
import { Lcd160cr, touchPoint } from './displays/lcd160cr.js';
import { Ssd1306, Ssd1306Spi } from './displays/ssd1306.js';
import { TFT_CHIPS } from './displays/tft-chips.js';
import { TftDisplay } from './displays/tft-display.js';
import { type Kind, oneOf, orNone, truth, whole } from './kinds.js';
import { MOST_LIGHTS, NeopixelStrip } from './neopixel-strip.js';
import { Pca8574 } from './pca8574.js';
import { address, I2C, line, onBus, onSelect, SPI } from './plugging.js';
import type { Socket } from './socket.js';

/** A character display behind an expander. All modules of this kind connect the expander's ports to the display in the same way. */
function characters(socket: Socket, expander: Pca8574, size: Hd44780Options): Hd44780 {
  const [rs, rw, e, light, ...high] = expander.ports;
  return new Hd44780({ rs, rw, e, light, high }, socket.clock, size);
}

/** A colour display: the `size` option of its row lists the glasses that its chip is sold with. */
function tft(chip: keyof typeof TFT_CHIPS): DeviceType {
  return row({
    summary: `a colour display with an ${chip}, by SPI`,
    wires: [...SPI, '?select', 'dc', '?reset', '?light'],
    shared: SPI,
    options: {
      size: oneOf(...Object.keys(TFT_CHIPS[chip].glasses)),
      order: oneOf('RGB', 'BGR'),
      inverse: truth,
      turn: oneOf(0, 90, 180, 270),
    },
    plug: (socket, options) => {
      const wires = { dc: line(socket, 'dc'), reset: socket.line('reset'), light: socket.line('light') };
      return onSelect(socket, () => new TftDisplay(chip, wires, options));
    },
  });
}

/** The LCD160CR on both buses. It also hears what is sent to other devices on its SPI bus. */
function touchable(socket: Socket, { uart: id, address = 0x62 }: { readonly uart?: number; readonly address?: number }): Lcd160cr {
  const [i2c, spi, pwr] = [socket.i2c(), socket.spi(), line(socket, 'pwr')];
  const uart = id === undefined ? null : socket.uart(id);
  for (const taken of [address, address + 1]) {
    socket.claim(i2c, String(taken), `another device on this bus has the address 0x${taken.toString(16)}`);
  }
  if (uart !== null) socket.claim(uart, 'peer', `another device is already connected to UART ${id}`);
  const display = new Lcd160cr(socket.clock, { pwr, interrupt: socket.line('interrupt'), rx: uart?.tx }, { address });
  i2c.attach(display.commands);
  i2c.attach(display.queue);
  spi.attach(display.pixels);
  return display;
}

/** The first of an LCD160CR's two I2C addresses, which is even. */
const evenAddress: Kind<number> = {
  name: 'an even address from 0x08 to 0x76',
  read: (given) => {
    const value = address.read(given);
    return value !== undefined && value % 2 === 0 ? value : undefined;
  },
};

const glass = { columns: whole(1, 40), rows: whole(1, 4) };

/** The list. */
export const DISPLAYS: Readonly<Record<string, DeviceType>> = {
  hd44780: row({
    summary: 'a display of characters, 2 rows of 16 for instance, by 4 wires or 8',
    wires: ['rs', 'e', 'd4', 'd5', 'd6', 'd7', '?d0', '?d1', '?d2', '?d3', '?rw', '?light'],
    options: glass,
    plug: (socket, size) => {
      const all = (...wires: string[]): Line[] => wires.map((wire) => socket.line(wire)).filter((found) => found !== null);
      const [high, low] = [all('d4', 'd5', 'd6', 'd7'), all('d0', 'd1', 'd2', 'd3')];
      const [rs, rw, e, light] = [line(socket, 'rs'), socket.line('rw'), line(socket, 'e'), socket.line('light')];
      return new Hd44780({ rs, rw, e, high, low, light }, socket.clock, size);
    },
  }),
  'hd44780-i2c': row({
    summary: 'the same behind an expander on I2C',
    wires: I2C,
    shared: I2C,
    options: { address, ...glass },
    plug: (socket, { address = 0x27, ...size }) => characters(socket, onBus(socket, new Pca8574({ address, name: socket.name })), size),
  }),
  ili9341: tft('ILI9341'),
  lcd160cr: row({
    summary: 'the skin with a colour display of 128 × 160 points and touch that lcd160cr drives',
    wires: [...I2C, ...SPI, 'pwr', '?interrupt'],
    shared: [...I2C, ...SPI],
    options: { uart: whole(1, 8), address: evenAddress },
    world: { touch: orNone(touchPoint) },
    plug: touchable,
  }),
  lcd32: row({
    summary: 'the skin with a display of 128 × 32 points that pyb.LCD drives',
    wires: [...SPI, 'select', 'a0', 'reset', '?light'],
    shared: SPI,
    plug: (socket) =>
      onSelect(socket, () => new Lcd32({ a0: line(socket, 'a0'), reset: line(socket, 'reset'), light: socket.line('light') })),
  }),
  neopixel: row({
    summary: 'a strip of lights, WS2812B',
    wires: ['data'],
    options: { count: whole(1, MOST_LIGHTS), order: oneOf('GRB', 'GRBW') },
    plug: (socket, options) => new NeopixelStrip(line(socket, 'data'), socket.clock, options),
  }),
  ssd1306: row({
    summary: 'a display of 128 × 64 or 128 × 32 points',
    wires: I2C,
    shared: I2C,
    options: { address, height: oneOf(64, 32) },
    plug: (socket, options) => onBus(socket, new Ssd1306(socket.clock, options)),
  }),
  'ssd1306-spi': row({
    summary: 'the same by SPI',
    wires: [...SPI, 'select', 'dc'],
    shared: SPI,
    options: { height: oneOf(64, 32) },
    plug: (socket, options) => {
      const display = new Ssd1306(socket.clock, options);
      onSelect(socket, () => new Ssd1306Spi(display, line(socket, 'dc')));
      return display;
    },
  }),
  st7735: tft('ST7735'),
  st7789: tft('ST7789'),
};
