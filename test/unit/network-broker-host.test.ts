/** A broker of MQTT as a device of a set-up, and the boards that talk through it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { setUp, TestBench, type TestBenchOptions, World } from '../../src/index.js';
import { JOIN } from './network-bench.js';

const CLIENT = { 'mqtt.py': readFileSync(new URL('../../examples/mqtt/mqtt.py', import.meta.url), 'utf8') };

/** Answers each of five readings with whether to heat. */
const THERMOSTAT = `${JOIN}
from mqtt import Client
client = Client("broker", "thermostat", "me", "secret")
client.subscribe("room/+/temperature")
count = 0
while count < 5:
    message = client.receive(1000)
    if message:
        print(time.ticks_ms(), *message)
        client.publish("heater", "on" if float(message[1]) < 20 else "off", retain=True)
        count += 1
`;
const SENSOR = `${JOIN}
from mqtt import Client
time.sleep(1)
client = Client("broker", "sensor", "me", "secret")
client.subscribe("heater")
for degrees in range(18, 23):
    client.publish("room/hall/temperature", str(degrees))
    print(time.ticks_ms(), client.receive(1000))
`;

function talk(step: number, options: Pick<TestBenchOptions, 'stopEvery' | 'tier'> = {}) {
  const thermostat = new TestBench({ 'main.py': THERMOSTAT, ...CLIENT }, { board: 'pybd-sf2', ...options });
  const sensor = new TestBench({ 'main.py': SENSOR, ...CLIENT }, { board: 'pybd-sf6', ...options });
  new World([thermostat, sensor]);
  const devices = setUp(thermostat.board, {
    devices: {
      home: { type: 'access-point', password: 'password' },
      broker: { type: 'host', address: '10.0.0.7', service: 'mqtt', user: 'me', password: 'secret' },
    },
  });
  while (sensor.exit === null && sensor.ms < 20_000) sensor.run(step);
  return { thermostat: thermostat.output, sensor: sensor.output, broker: devices.get('broker')?.received };
}

test('two boards talk through a broker, and do so in the same way in any tier and however they are sliced', () => {
  const outcome = talk(100);
  const messages = [18, 19, 20, 21, 22].map((degrees) => [`room/hall/temperature ${degrees}`, `heater ${degrees < 20 ? 'on' : 'off'}`]);
  expect(outcome.broker).toBe(`${messages.flat().join('\n')}\n`);
  expect(outcome.thermostat.replace(/^\d+ /gm, '')).toBe(messages.map(([reading]) => `${reading}\n`).join(''));
  expect(outcome.sensor.match(/\('heater', '(on|off)'\)/g)).toHaveLength(5);
  expect(talk(7)).toEqual(outcome);
  expect(talk(100, { tier: 'compiled' })).toEqual(outcome);
  expect(talk(100, { stopEvery: 1, tier: 'interpreter' })).toEqual(outcome);
});

test('the world publishes, and the broker is away, crashes, and is back', () => {
  const program = `${JOIN}
from mqtt import Client
def connect():
    global client
    client = Client("broker", "panel", "", "")
    client.subscribe("#")
attempt(connect)
while True:
    try:
        while message := client.receive(10_000):
            print(*message)
        break
    except OSError as e:
        print(repr(e))
        time.sleep(1)
        attempt(connect)
        time.sleep(1)
        connect()
`;
  const bench = new TestBench({ 'main.py': program, ...CLIENT }, { board: 'pybd-sf2' });
  const devices = setUp(bench.board, {
    devices: {
      home: { type: 'access-point', password: 'password' },
      broker: { type: 'host', address: '10.0.0.7', service: 'mqtt', retain: 'mode eco' },
    },
    at: {
      '3s': { 'broker.publish': 'lights/set on and off' },
      '4s': { 'broker.reset': true, 'broker.serving': false },
      '5500ms': { 'broker.serving': true },
      '7s': { 'broker.publish': 'empty', 'broker.retain': 'mode ' },
    },
  });
  bench.runUntil(() => bench.exit !== null, 30_000);
  const lines = bench.output.split('\n').map((line) => line.replace(/ \d+$/, ''));
  expect(lines).toEqual(['None', 'mode eco', 'lights/set on and off', 'OSError(104,)', 'OSError(104,)', 'mode eco', 'empty ', 'mode ', '']);
  expect(devices.get('broker')?.received).toBe('');
});
