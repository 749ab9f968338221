/** Boards that have joined an access point, for tests of what they do then. */
import type { AccessPointOptions } from '../../src/index.js';
import { TestBench, type TestBenchOptions } from '../../src/index.js';

const HOME = { ssid: 'home', password: 'password' };

/** Joins the access point and waits for an address. */
export const JOIN = `
import network, select, socket, sys, time
wlan = network.WLAN()
wlan.active(True)
wlan.connect("home", "password")
while not wlan.isconnected():
    time.sleep_ms(10)

def attempt(f):
    start = time.ticks_ms()
    try:
        result = f()
    except Exception as e:
        result = repr(e)
    print(result, time.ticks_diff(time.ticks_ms(), start))

`;

/** A PYBD beside an access point, on which a program runs once it has joined. */
export function networkBench(program: string, options: TestBenchOptions = {}, point: Partial<AccessPointOptions> = {}): TestBench {
  const bench = new TestBench({ 'main.py': JOIN + program }, { board: 'pybd-sf2', ...options });
  bench.board.network.accessPoint({ ...HOME, ...point });
  return bench;
}

/** Lets a program come to its end, and answers the lines that it has printed. */
export function linesOf(bench: TestBench, ms = 60_000): string[] {
  bench.runUntil(() => bench.exit !== null, ms);
  return bench.output.trimEnd().split(/\r?\n/);
}
