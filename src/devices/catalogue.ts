/** THE list of devices that a set-up can plug in. A new device is a new row here; `vpyb devices` and the reader of set-ups use this list. */

import { AT24_SIZES, At24 } from './at24.js';
import { CanPeer, canFrame, MOST_BITRATE } from './can-peer.js';
import { DISPLAYS } from './catalogue-displays.js';
import { type DeviceType, row } from './device-type.js';
import { I2cRegisters, MOST_REGISTERS, REGISTER_WIDTHS, registerContent } from './i2c-registers.js';
import { binary, bytes, content, date, number, oneOf, orNone, text, truth, whole } from './kinds.js';
import { LONGEST_BOUNCE } from './mechanical-contact.js';
import { HOST_SERVICE_NAMES, lackedBy } from './network/host-services.js';
import { mqttWish } from './network/mqtt-message.js';
import { plugAccessPoint, plugClient, plugHost } from './network/plug-network.js';
import { Pca8574 } from './pca8574.js';
import { address, addressFrom, I2C, line, onBus, onSelect, SPI } from './plugging.js';
import { PushButton } from './push-button.js';
import { RgbButton } from './rgb-button.js';
import { INTERVALS, MOST_DETENTS, RotaryEncoder } from './rotary-encoder.js';
import { Apds9960 } from './sensors/apds9960.js';
import { BME280_SCALES, Bme280 } from './sensors/bme280.js';
import { MODELS as DHT, Dht } from './sensors/dht.js';
import { Ds18x20, type Ds18x20Options, romOf, SCALE } from './sensors/ds18x20.js';
import { DS3231_CELSIUS, Ds3231 } from './sensors/ds3231.js';
import { HCSR04_CELSIUS, HCSR04_RANGE, Hcsr04 } from './sensors/hcsr04.js';
import { MCP3008_INPUTS, MCP3008_REFERENCE, MCP3008_VOLTS, Mcp3008 } from './sensors/mcp3008.js';
import { Mma7660 } from './sensors/mma7660.js';
import { MAX6675_CELSIUS, MAX31855_CELSIUS, MAX31855_INTERNAL, Max6675, Max31855, THERMOCOUPLE_FAULTS } from './sensors/thermocouples.js';
import { MOST_BAUD, SerialPeer } from './serial-peer.js';
import type { Socket } from './socket.js';

/** A thermometer on its data wire, which several thermometers may share. */
function onWire(socket: Socket, options: Ds18x20Options): Ds18x20 {
  const data = line(socket, 'data');
  socket.claim(data, romOf(options).join(), 'another thermometer on this wire has the same serial; give each its own');
  return new Ds18x20(data, socket.clock, options);
}

/** An analogue-to-digital converter with eight inputs. */
function converter(model: 'MCP3008' | 'MCP3208'): DeviceType {
  const volts = number(...MCP3008_VOLTS);
  return row({
    summary: `eight voltages, ${model === 'MCP3008' ? 10 : 12} bits each, by SPI`,
    wires: [...SPI, 'select'],
    shared: SPI,
    options: { reference: number(...MCP3008_REFERENCE) },
    world: Object.fromEntries(MCP3008_INPUTS.map((input) => [`volts.${input}`, volts])),
    plug: (socket, options) => onSelect(socket, () => new Mcp3008(line(socket, 'select'), { model, ...options })),
  });
}

/** Several chips may share an interrupt wire: each of them pulls it low. */
const I2C_AND_INTERRUPT = [...I2C, 'interrupt'];
const bounce = number(0, LONGEST_BOUNCE);
const light = number(0, 0xffff);
const latency = number(0, 10_000);
/** In microseconds: less than the 30 s for which the firmware waits (`TIMEOUT_MS` in `ports/stm32/sdcard.c`). */
const SLOWEST_CARD = 20_000_000;

/** Devices that show neither pictures nor texts. */
const OTHERS: Readonly<Record<string, DeviceType>> = {
  'access-point': row({
    summary: 'an access point that boards with a radio can join',
    wires: [],
    options: { ssid: text, password: text, channel: whole(1, 13), latency, gateway: text, dhcp: truth },
    world: { up: truth, rssi: whole(-100, 0) },
    plug: (socket, options) => plugAccessPoint(socket.network(), socket.name, options),
  }),
  apds9960: row({
    summary: 'proximity, light and gestures',
    wires: [...I2C, '?interrupt'],
    shared: I2C_AND_INTERRUPT,
    world: {
      proximity: number(0, 255),
      'light.clear': light,
      'light.red': light,
      'light.green': light,
      'light.blue': light,
      swipe: oneOf('up', 'down', 'left', 'right'),
    },
    plug: (socket) => onBus(socket, new Apds9960(socket.clock, { interrupt: socket.line('interrupt') })),
  }),
  at24: row({
    summary: 'a memory on I2C that keeps what is written, AT24C01 to AT24C512',
    wires: [...I2C, '?wp'],
    shared: I2C,
    options: { address: addressFrom(0x50, 0x57), kilobits: oneOf(...AT24_SIZES) },
    world: { set: registerContent },
    plug: (socket, options) => onBus(socket, new At24(socket.clock, { ...options, protect: socket.line('wp') })),
  }),
  bme280: row({
    summary: 'temperature, pressure and humidity',
    wires: I2C,
    shared: I2C,
    options: { address: addressFrom(0x76, 0x77) },
    world: {
      temperature: number(...BME280_SCALES.temperature),
      pressure: number(...BME280_SCALES.pressure),
      humidity: number(...BME280_SCALES.humidity),
    },
    plug: (socket, options) => onBus(socket, new Bme280(socket.clock, options)),
  }),
  bmp280: row({
    summary: 'temperature and pressure',
    wires: I2C,
    shared: I2C,
    options: { address: addressFrom(0x76, 0x77) },
    world: { temperature: number(...BME280_SCALES.temperature), pressure: number(...BME280_SCALES.pressure) },
    plug: (socket, options) => onBus(socket, new Bme280(socket.clock, { ...options, model: 'BMP280' })),
  }),
  button: row({
    summary: 'a push button',
    wires: ['pin'],
    shared: ['pin'],
    options: { closesTo: oneOf(0, 1), bounce },
    world: { pressed: truth },
    plug: (socket, options) => new PushButton(line(socket, 'pin'), socket.clock, { ...options, name: socket.name }),
  }),
  can: row({
    summary: 'another node on a CAN bus',
    wires: [],
    options: { can: whole(1, 3), bitrate: whole(1, MOST_BITRATE) },
    world: { send: canFrame },
    plug: (socket, { can, ...options }) => new CanPeer(socket.can(can), socket.clock, options),
  }),
  client: row({
    summary: 'a client in the network that connects to a server on the board',
    wires: [],
    options: { port: whole(1, 0xffff) },
    world: { send: text, sendLine: text, sendBytes: binary, get: text, close: truth },
    plug: (socket, { port = 80 }) => plugClient(socket.network(), socket.board, port),
  }),
  dht11: row({
    summary: 'temperature and humidity, in whole numbers',
    wires: ['data'],
    world: { temperature: number(...DHT.DHT11.celsius), humidity: number(...DHT.DHT11.percent) },
    plug: (socket) => new Dht(line(socket, 'data'), socket.clock, { model: 'DHT11' }),
  }),
  dht22: row({
    summary: 'temperature and humidity',
    wires: ['data'],
    world: { temperature: number(...DHT.DHT22.celsius), humidity: number(...DHT.DHT22.percent) },
    plug: (socket) => new Dht(line(socket, 'data'), socket.clock),
  }),
  ds18b20: row({
    summary: 'temperature, on a one-wire bus',
    wires: ['data'],
    shared: ['data'],
    options: { serial: bytes(6) },
    world: { temperature: number(...SCALE) },
    plug: onWire,
  }),
  ds18s20: row({
    summary: 'temperature, on a one-wire bus',
    wires: ['data'],
    shared: ['data'],
    options: { serial: bytes(6) },
    world: { temperature: number(...SCALE) },
    plug: (socket, options) => onWire(socket, { ...options, model: 'DS18S20' }),
  }),
  ds3231: row({
    summary: 'a clock with a calendar, alarms and a thermometer',
    wires: [...I2C, '?sqw'],
    shared: I2C,
    options: { time: date },
    world: { temperature: number(...DS3231_CELSIUS) },
    plug: (socket, { time }) => onBus(socket, new Ds3231(socket.clock, { output: socket.line('sqw'), time })),
  }),
  hcsr04: row({
    summary: 'a distance, by ultrasound',
    wires: ['trigger', 'echo'],
    world: { distance: orNone(number(...HCSR04_RANGE)), temperature: number(...HCSR04_CELSIUS) },
    plug: (socket) => new Hcsr04({ trigger: line(socket, 'trigger'), echo: line(socket, 'echo') }, socket.clock),
  }),
  host: row({
    summary: 'a host in the network, and what listens there',
    wires: [],
    options: {
      host: text,
      address: text,
      port: whole(1, 0xffff),
      service: oneOf(...HOST_SERVICE_NAMES),
      answer: text,
      status: whole(200, 599),
      location: text,
      files: text,
      tls: truth,
      certificates: text,
      user: text,
      password: text,
      latency,
    },
    world: { up: truth, serving: truth, reset: truth, send: text, sendBytes: binary, publish: mqttWish, retain: mqttWish, date },
    lacks: ({ service = 'silent' }) => lackedBy(service),
    plug: (socket, options) => plugHost(socket.network(), socket.name, options, (folder) => socket.folder(folder)),
  }),
  max31855: row({
    summary: 'the temperature of a thermocouple, by SPI',
    wires: [...SPI, 'select'],
    shared: SPI,
    world: {
      temperature: number(...MAX31855_CELSIUS),
      internal: number(...MAX31855_INTERNAL),
      fault: oneOf(...THERMOCOUPLE_FAULTS),
    },
    plug: (socket) => onSelect(socket, () => new Max31855(line(socket, 'select'), socket.clock)),
  }),
  max6675: row({
    summary: 'the temperature of a thermocouple, from 0 °C on, by SPI',
    wires: [...SPI, 'select'],
    shared: SPI,
    world: { temperature: number(...MAX6675_CELSIUS), open: truth },
    plug: (socket) => onSelect(socket, () => new Max6675(line(socket, 'select'), socket.clock)),
  }),
  mcp3008: converter('MCP3008'),
  mcp3208: converter('MCP3208'),
  mma7660: row({
    summary: 'acceleration',
    wires: I2C,
    shared: I2C,
    world: { 'acceleration.x': number(), 'acceleration.y': number(), 'acceleration.z': number() },
    plug: (socket) => onBus(socket, new Mma7660()),
  }),
  pca8574: row({
    summary: 'eight ports, P0 to P7, for other devices',
    wires: [...I2C, '?interrupt'],
    shared: I2C_AND_INTERRUPT,
    options: { address },
    plug: (socket, options) => onBus(socket, new Pca8574({ ...options, interrupt: socket.line('interrupt'), name: socket.name })),
  }),
  registers: row({
    summary: 'a chip of registers on I2C: a sensor without a model of its own, a memory',
    wires: I2C,
    shared: I2C,
    options: { address, count: whole(1, MOST_REGISTERS), width: oneOf(...REGISTER_WIDTHS) },
    world: { set: registerContent },
    plug: (socket, options) => onBus(socket, new I2cRegisters(options)),
  }),
  'rgb-button': row({
    summary: 'a push button with a light of three colours',
    wires: ['?red', '?green', '?blue', '?button'],
    shared: ['button'],
    options: { litBy: oneOf(0, 1) },
    world: { pressed: truth },
    plug: (socket, options) => {
      const [red, green, blue, button] = ['red', 'green', 'blue', 'button'].map((wire) => socket.line(wire));
      return new RgbButton({ ...options, red, green, blue, button, name: socket.name });
    },
  }),
  'rotary-encoder': row({
    summary: 'a knob that turns in detents',
    wires: ['a', 'b'],
    options: { closesTo: oneOf(0, 1), bounce, interval: number(...INTERVALS) },
    world: { turn: whole(-MOST_DETENTS, MOST_DETENTS) },
    plug: (socket, options) => new RotaryEncoder({ a: line(socket, 'a'), b: line(socket, 'b') }, socket.clock, options),
  }),
  'sd-card': row({
    summary: 'a card in the slot, with a FAT file system unless it is blank',
    wires: [],
    options: { megabytes: whole(1, 512), blank: truth, files: text },
    world: { reading: whole(0, SLOWEST_CARD), writing: whole(0, SLOWEST_CARD) },
    plug: (socket, { megabytes = 16, blank = false, files }) => socket.insertCard({ bytes: megabytes * 2 ** 20, isBlank: blank, files }),
  }),
  serial: row({
    summary: 'the other end of a UART',
    wires: [],
    options: {
      uart: whole(1, 8),
      baud: whole(1, MOST_BAUD),
      bits: oneOf(7, 8),
      parity: oneOf('none', 'even', 'odd'),
      stop: oneOf(1, 2),
    },
    world: { send: content, sendLine: text, sendBytes: binary },
    plug: (socket, { uart: id, ...format }) => {
      const uart = socket.uart(id);
      socket.claim(uart, 'peer', `another device is already connected to UART ${id}`);
      return new SerialPeer(uart, socket.clock, format);
    },
  }),
};

/** The whole list by the type names used in a set-up, in alphabetical order. */
export const DEVICE_TYPES: Readonly<Record<string, DeviceType>> = Object.fromEntries(
  Object.entries({ ...OTHERS, ...DISPLAYS }).sort(([a], [b]) => (a < b ? -1 : 1)),
);
