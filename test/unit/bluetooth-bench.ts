/** Boards whose Bluetooth hears each other, for tests of what goes on between them. */
import { TestBench, type TestBenchOptions, World } from '../../src/index.js';

/** What every program begins with: events are collected, the values of views copied, and `wait` waits for one. */
const BEGIN = `
import bluetooth, time
from bluetooth import UUID
events = []
def irq(event, data):
    events.append((event, tuple(bytes(x) if isinstance(x, memoryview) else UUID(x) if isinstance(x, UUID) else x for x in data)))
def wait(event, ms=5000):
    start = time.ticks_ms()
    while time.ticks_diff(time.ticks_ms(), start) < ms:
        for i, (kind, data) in enumerate(events):
            if kind == event:
                events.pop(i)
                return data
        time.sleep_ms(1)
    print("nothing of", event)
ble = bluetooth.BLE()
ble.active(True)
ble.irq(irq)
`;

/** A peripheral with one characteristic, whose value's handle is \`value\`; it advertises every 50 ms as "lamp". */
export const PERIPHERAL = `
FLAGS = bluetooth.FLAG_READ | bluetooth.FLAG_WRITE | bluetooth.FLAG_WRITE_NO_RESPONSE | bluetooth.FLAG_NOTIFY | bluetooth.FLAG_INDICATE
((value,),) = ble.gatts_register_services(((UUID(0x1815), ((UUID(0x2a56), FLAGS),)),))
ble.gap_advertise(50_000, b"\\x05\\x09lamp", resp_data=b"\\x02\\x0a\\x00")
`;

/** Looks for the peripheral and connects to it: \`conn\`. Its value has the handle 12. */
export const CENTRAL = `
ble.gap_scan(0, 30_000, 30_000)
kind, address, _, _, _ = wait(5)
ble.gap_scan(None)
ble.gap_connect(kind, address)
conn, _, _ = wait(7)
value = 12
`;

/** The id of the board with a number. */
const id = (number: number): string => `31002${number}000d51333339363635`.padEnd(24, '0').slice(0, 24);

/** One board for each program, in one world. */
export function bluetoothBenches(programs: readonly string[], options: TestBenchOptions = {}): TestBench[] {
  const benches = programs.map(
    (program, i) => new TestBench({ 'main.py': BEGIN + program }, { board: 'pybd-sf2', seed: i, uniqueId: id(i), ...options }),
  );
  new World(benches);
  return benches;
}

/** What each of them prints, when all have come to their end or the time is over. */
export function linesOf(benches: readonly TestBench[], ms = 20_000): string[][] {
  const isOver = (): boolean => benches.every((bench) => bench.exit !== null);
  while (!isOver() && benches[0].ms < ms) benches[0].run(20);
  return benches.map((bench) => bench.output.trimEnd().split(/\r?\n/));
}
