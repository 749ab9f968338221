/** `ntptime` of the PYBDs' firmware, and the hosts that tell it the time. */
import { expect, test } from 'vitest';
import { NtpServer, Setup, TestBench } from '../../src/index.js';
import { JOIN, linesOf, networkBench } from './network-bench.js';

const WORLD = {
  home: { type: 'access-point', password: 'password' },
  pool: { type: 'host', host: 'pool.ntp.org', address: '10.0.0.7', service: 'ntp' },
};

function benchWith(program: string, pool: Record<string, unknown> = {}) {
  const bench = new TestBench({ 'main.py': `${JOIN}import machine, ntptime\n${program}` }, { board: 'pybd-sf2' });
  const setup = new Setup(bench.board);
  setup.add({ devices: { ...WORLD, pool: { ...WORLD.pool, ...pool } } });
  return { bench, setup };
}

test('settime sets the real-time clock to what the server shows, which goes on with simulated time', () => {
  const { bench, setup } = benchWith(
    `
print(time.gmtime()[:5])
ntptime.settime()
print(time.gmtime()[:5], machine.RTC().datetime()[3])
time.sleep(3600)
print(ntptime.time() - time.time())
print(ntptime.time() - time.mktime((2026, 11, 29, 13, 0, 0, 0, 0)) < 3)
`,
    { date: '2026-11-29T12:00' },
  );
  expect(linesOf(bench, 4e6)).toEqual(['(2015, 1, 1, 0, 0)', '(2026, 11, 29, 12, 0) 7', '0', 'True']);
  expect(setup.devices.get('pool')?.received).toBe('192.168.1.100\n'.repeat(3));
});

test('without a date it is the beginning of 2026 when power comes, and the world sets it, beyond 2036 too, where NTP counts from 0 again', () => {
  const { bench, setup } = benchWith(`
print(time.gmtime(ntptime.time())[:5])
time.sleep(10)
print(time.gmtime(ntptime.time())[:4])
`);
  setup.add({ at: { '5s': { 'pool.date': '2036-02-07 06:28:10' } } });
  expect(linesOf(bench)).toEqual(['(2026, 1, 1, 0, 0)', '(2036, 2, 7, 6)']);
});

test('host and timeout are the program’s to choose; a server that does not serve, is not there or has no name', () => {
  const { bench } = benchWith(
    `
ntptime.timeout = 0.25
attempt(ntptime.time)
ntptime.host = "10.0.0.99"
attempt(ntptime.time)
ntptime.host = "nowhere"
attempt(ntptime.settime)
`,
    { serving: false },
  );
  expect(linesOf(bench).map((line) => line.replace(/ 25\d$/, ' 250'))).toEqual([
    'OSError(110,) 250',
    'OSError(110,) 250',
    expect.stringMatching(/^OSError\(-2,\)/),
  ]);
});

test('a server answers a question in its version, with the question’s own stamp, and passes over what is none', () => {
  const bench = networkBench(`
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(0.5)
def ask(question):
    s.sendto(question, ("10.0.0.7", 123))
    answer = s.recv(100)
    return len(answer), answer[:4], answer[12:16], answer[24:32], answer[16:20], answer[32:36] == answer[40:44]
print(ask(b"\\x23" + bytes(39) + b"my stamp"))
print(ask(b"\\x1b\\0\\6" + bytes(45))[:2])
attempt(lambda: ask(b"\\x23" + bytes(46)))
attempt(lambda: ask(b"\\x24" + bytes(47)))
`);
  const clock = new NtpServer(bench.board.time, { startTime: 0 });
  bench.board.network.host('clock', '10.0.0.7').datagrams(123, clock.hear);
  expect(linesOf(bench).map((line) => line.replace(/ 50\d$/, ' 500'))).toEqual([
    String.raw`(48, b'$\x01\x00\xec', b'GPS\x00', b'my stamp', b'\xbc\x17\xc2\x00', True)`,
    String.raw`(48, b'\x1c\x01\x06\xec')`,
    'OSError(110,) 500',
    'OSError(110,) 500',
  ]);
  expect(() => clock.set(-1)).toThrow('seconds: -1 is not a whole number from 0');
});
