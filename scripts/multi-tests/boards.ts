/** Two boards with a radio that run the two instances of a test of MicroPython's, in one network or one air. */

import { numberedId } from '../../src/board/unique-id.js';
import { TestBench, World } from '../../src/index.js';
import type { Instance } from './protocol.js';

const SSID = 'multi_net';
const PASSWORD = 'multi_net';
/** Simulated time after which the boards' output is looked at again, and the limit of a test. */
const STEP_MS = 5;
const LONGEST_MS = 120_000;

/** Executes what is typed, line by line, until `begin`. */
const LISTEN = `
import sys
while (line := sys.stdin.readline().strip()) != "begin":
    exec(line)
`;

/** How a test needs its boards: what runs on them before it. */
export const PRELUDES = {
  /** Sets the clock, by which certificates are judged, and joins the access point. */
  network: `
import machine, network, time
machine.RTC().datetime((2026, 7, 1, 0, 12, 0, 0, 0))
nic = network.WLAN()
nic.active(True)
nic.connect("${SSID}", "${PASSWORD}")
while not nic.isconnected():
    time.sleep_ms(50)
${LISTEN}`,
  bluetooth: LISTEN,
} as const;

/** The two boards. */
export class Boards {
  readonly instances: readonly Instance[];
  readonly #benches: readonly TestBench[];

  /** `files`: what is on each flash besides the program. */
  constructor(
    sources: readonly string[],
    prelude: keyof typeof PRELUDES,
    boards: readonly ('pybd-sf2' | 'pybd-sf6')[],
    files: Readonly<Record<string, Uint8Array>>,
  ) {
    this.#benches = sources.map((source, i) => {
      const content = { ...files, 'main.py': PRELUDES[prelude] + source };
      return new TestBench(content, { board: boards[i], seed: i, uniqueId: numberedId(i) });
    });
    new World(this.#benches);
    this.#benches[0].board.network.accessPoint({ ssid: SSID, password: PASSWORD });
    this.instances = this.#benches.map(instanceOf);
  }

  /** Lets simulated time pass until a condition holds; false if it does not within the limit. */
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
