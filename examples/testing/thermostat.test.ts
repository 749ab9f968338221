/** The thermostat in main.py, tested as firmware: each time on a fresh board, with a sensor that shows what the test says. */
import { readFileSync, writeFileSync } from 'node:fs';
import { type FileCoverage, lcov, Setup, TestBench } from 'virtual-pyboard';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';

const source = readFileSync(new URL('main.py', import.meta.url), 'utf8');

// Which lines the tests have run: COVERAGE=lcov.info npx vitest run examples/testing
const { COVERAGE } = process.env;
const covered: FileCoverage[] = [];
afterAll(() => {
  if (COVERAGE !== undefined)
    writeFileSync(
      COVERAGE,
      lcov(covered, (path) => path.replace('/flash', 'examples/testing')),
    );
});

describe('the thermostat', () => {
  let bench: TestBench;
  let world: Setup;
  const heater = (): number => bench.board.line('Y1').level.value;
  const room = (temperature: number): void => world.change({ 'room.temperature': temperature });

  beforeEach(() => {
    bench = new TestBench({ 'main.py': source }, { coverage: COVERAGE !== undefined });
    world = new Setup(bench.board);
    world.add({ devices: { room: { type: 'dht22', data: 'X3', temperature: 20 } } });
  });

  afterEach(() => {
    if (COVERAGE !== undefined) covered.push(...bench.coverage);
  });

  it('leaves the heater off where it is warm enough', () => {
    bench.run(10_000);
    expect(bench.edges('Y1')).toEqual([]);
  });

  it('heats from 19.5 to 20.5 degrees, and in between does what it did', () => {
    room(19);
    bench.runUntil(() => heater() === 1, 5000);
    room(20);
    bench.run(8000);
    expect(heater()).toBe(1);
    room(21);
    expect(bench.runUntil(() => heater() === 0, 5000)).toBeLessThan(4100); // a DHT22 answers with what it measured at the request before
    room(20);
    bench.run(8000);
    expect(heater()).toBe(0);
  });

  it('does not heat while USR has it held', () => {
    room(10);
    bench.runUntil(() => heater() === 1, 5000);
    bench.board.switch.press();
    bench.run(100);
    bench.board.switch.release();
    bench.runUntil(() => heater() === 0, 5000);
  });

  it('switches off and lights the alarm when the sensor does not answer', () => {
    room(10);
    bench.runUntil(() => heater() === 1, 5000);
    const hold = bench.board.line('X3').connect(); // a short circuit
    hold.drive(0);
    bench.runUntil(() => heater() === 0 && bench.edges('LED(1)').at(-1)?.value === 1, 5000);
    hold.drive(null);
    bench.runUntil(() => heater() === 1 && bench.edges('LED(1)').at(-1)?.value === 0, 5000);
  });

  it('writes every change into its log', () => {
    room(19);
    bench.runUntil(() => heater() === 1, 5000);
    room(21);
    bench.runUntil(() => heater() === 0, 5000);
    bench.run(100);
    expect(bench.read('log.csv')).toMatch(/^\d+,19\.0,on\n\d+,21\.0,off\n$/);
  });

  it('is still at it after an hour', () => {
    room(20);
    bench.run(3_600_000);
    expect(bench.edges('Y1')).toEqual([]);
    room(19);
    bench.runUntil(() => heater() === 1, 5000);
  });
});
