/** Two boards with a radio, on one access point, that run the two instances of a test of MicroPython's `multi_net`. */
import { TestBench, World } from '../../src/index.js';
import type { Instance } from './protocol.js';

const SSID = 'multi_net';
const PASSWORD = 'multi_net';
/** A step of simulated time, after which the boards' output is looked at, and how long a test may take. */
const STEP_MS = 5;
const LONGEST_MS = 120_000;

/** Joins the access point, then does what is typed, line by line, until the test is to begin. */
const PRELUDE = `
import network, sys, time
nic = network.WLAN()
nic.active(True)
nic.connect("${SSID}", "${PASSWORD}")
while not nic.isconnected():
    time.sleep_ms(50)
while (line := sys.stdin.readline().strip()) != "begin":
    exec(line)
`;

/** They. */
export class Boards {
  readonly instances: readonly Instance[];
  readonly #benches: readonly TestBench[];

  constructor(sources: readonly string[], boards: readonly ('pybd-sf2' | 'pybd-sf6')[]) {
    this.#benches = sources.map((source, i) => new TestBench({ 'main.py': PRELUDE + source }, { board: boards[i], seed: i }));
    new World(this.#benches);
    this.#benches[0].board.network.accessPoint({ ssid: SSID, password: PASSWORD });
    this.instances = this.#benches.map(instanceOf);
  }

  /** Lets time go by until something holds; false if it comes to hold no more. */
  until(holds: () => boolean): boolean {
    while (!holds()) {
      if (this.#benches[0].ms > LONGEST_MS) return false;
      this.#benches[0].run(STEP_MS);
    }
    return true;
  }
}

function instanceOf(bench: TestBench): Instance {
  let seen = 0;
  return {
    lines() {
      const text = bench.output.replaceAll('\r', '');
      const end = text.lastIndexOf('\n') + 1;
      const lines = end > seen ? text.slice(seen, end - 1).split('\n') : [];
      seen = Math.max(seen, end);
      return lines;
    },
    write: (line) => bench.type(`${line}\n`),
    get isOver() {
      return bench.exit !== null;
    },
  };
}
