/** Signals that stop a command: one stops it in order, and when it is sent again later, it ends the process at once. */
import { afterEach, expect, test, vi } from 'vitest';
import { StopSignals } from '../../src/cli/stop-signals.js';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a signal that is told twice at once, as under npx, is one signal', () => {
  vi.useFakeTimers({ toFake: ['hrtime'] });
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  const signals = new StopSignals();
  const before = process.listenerCount('SIGINT');
  signals.listen();
  expect([signals.come, signals.status]).toEqual([null, null]);

  process.emit('SIGINT');
  vi.advanceTimersByTime(5);
  process.emit('SIGINT');
  expect([signals.come, signals.status]).toEqual(['SIGINT', 130]);
  expect(kill).not.toHaveBeenCalled();

  vi.advanceTimersByTime(1000);
  process.emit('SIGTERM');
  expect(kill).toHaveBeenCalledExactlyOnceWith(process.pid, 'SIGTERM');
  expect(process.listenerCount('SIGINT')).toBe(before);
  expect(signals.status).toBe(130);
});
