/** What goes on between boards by Bluetooth: who hears whom, what arrives when, and how connections end. */
import { expect, test } from 'vitest';
import { bluetoothBenches, CENTRAL, linesOf, PERIPHERAL } from './bluetooth-bench.js';

const STAY = 'wait(2, 3000)\nprint("left")\n';

test('a scan hears what is advertised, and if it asks, what is answered', () => {
  const [, lines] = linesOf(
    bluetoothBenches([
      `${PERIPHERAL}time.sleep(2)`,
      `
time.sleep_ms(100)
for active in (False, True):
    events.clear()
    ble.gap_scan(300, 30_000, 30_000, active)
    wait(6)
    print(sorted({(data[0], data[2], data[3], data[4]) for kind, data in events}))
`,
    ]),
  );
  expect(lines).toEqual(["[(0, 0, -50, b'\\x05\\tlamp')]", "[(0, 0, -50, b'\\x05\\tlamp'), (0, 4, -50, b'\\x02\\n\\x00')]"]);
});

test('advertisements are an interval and a random delay of up to 10 ms apart; a narrow window misses most', () => {
  const [, lines] = linesOf(
    bluetoothBenches([
      `ble.gap_advertise(100_000, b"x")\ntime.sleep(9)`,
      `
times = []
ble.irq(lambda event, data: times.append(time.ticks_us()))
ble.gap_scan(3000, 10_240_000, 10_240_000)
time.sleep_ms(3010)
gaps = [b - a for a, b in zip(times, times[1:-1])]
print(len(gaps) > 25, min(gaps) >= 100_000, max(gaps) <= 110_100, len(set(gaps)) > 20)
times.clear()
ble.gap_scan(3000, 300_000, 30_000)
time.sleep_ms(3010)
print(0 < len(times) < 10)
`,
    ]),
  );
  expect(lines).toEqual(['True True True True', 'True']);
});

test('what is sent arrives at connection events: reading takes two intervals, that the central chooses', () => {
  const [, lines] = linesOf(
    bluetoothBenches([
      `${PERIPHERAL}ble.gatts_write(value, "on")\n${STAY}${PERIPHERAL}${STAY}`,
      `${CENTRAL}
def measure():
    spans = []
    for _ in range(4):
        start = time.ticks_ms()
        ble.gattc_read(conn, value)
        data = wait(15)[2]
        spans.append(time.ticks_diff(time.ticks_ms(), start))
    print(data, max(spans[1:]) - min(spans[1:]) <= 2, round(spans[-1] / 10) * 10)
measure()
ble.gap_disconnect(conn)
wait(8)
ble.gap_connect(kind, address, 2000, 10_000, 10_000)
conn, _, _ = wait(7)
measure()
`,
    ]),
  );
  expect(lines).toEqual(["b'on' True 100", "b'' True 20"]);
});

test('a read that the handler refuses, and others that are not permitted, fail with the error of the protocol', () => {
  const [, lines] = linesOf(
    bluetoothBenches([
      `
ble.gatts_register_services(((UUID(1), ((UUID(2), 2), (UUID(3), 8), (UUID(4), 0x202), (UUID(5), 0x1008))),))
ble.irq(lambda event, data: 0x80 if event == 4 else irq(event, data))
ble.gap_advertise(50_000, b"")
${STAY}`,
      `${CENTRAL}
for handle in (12, 14, 16, 99):
    ble.gattc_read(conn, handle)
    print(wait(16)[1:], end=" ")
for handle in (12, 18, 99):
    ble.gattc_write(conn, handle, b"x", 1)
    print(wait(17)[1:], end=" ")
`,
    ]),
  );
  expect(lines).toEqual(['(12, 384) (14, 258) (16, 261) (99, 257) (12, 259) (18, 261) (99, 257)']);
});

test('a central has several peripherals, and a peripheral several centrals', () => {
  const echo = `${PERIPHERAL}wait(1)\n${PERIPHERAL.split('\n').at(-2)}\nwait(1)\nwait(3)\nprint(ble.gatts_read(value))\n`;
  const central = (who: string): string => `
${who === '' ? 'time.sleep_ms(900)' : ''}
found = {}
ble.gap_scan(500, 30_000, 30_000)
wait(6)
for event, data in events:
    if event == 5:
        found[data[1]] = data[0]
connections = []
for address in sorted(found):
    ble.gap_connect(found[address], address)
    connections.append(wait(7)[0])
print(connections)
${who}time.sleep(2)
`;
  const lines = linesOf(
    bluetoothBenches([echo, echo, central('time.sleep(1)\nfor c in connections: ble.gattc_write(c, 12, "both", 1)\n'), central('')]),
  );
  expect(lines).toEqual([["b'both'"], ["b'both'"], ['[64, 65]'], ['[64, 65]']]);
});

test('a peer that is reset is missed when the time limit of 2.56 s is over; requests to it fail before', () => {
  const [peripheral, central] = bluetoothBenches([
    PERIPHERAL,
    `${CENTRAL}print("connected")
ble.gattc_read(conn, value)
wait(16)
start = time.ticks_ms()
time.sleep_ms(200)
ble.gattc_read(conn, value)
print(wait(16)[2], wait(8)[0], time.ticks_diff(time.ticks_ms(), start) // 100)
`,
  ]);
  central.runUntil(() => central.output.includes('connected'), 5000);
  central.run(150);
  peripheral.board.resetButton.press();
  peripheral.board.resetButton.release();
  expect(linesOf([central])[0]).toEqual(['connected', '7 64 26']);
});

test('a soft reset switches Bluetooth off, and tells those who are connected', () => {
  const benches = bluetoothBenches([`import machine\n${PERIPHERAL}wait(1)\nmachine.soft_reset()\n`, `${CENTRAL}print(wait(8, 1000)[0])\n`]);
  expect(linesOf(benches, 4000)[1]).toEqual(['64']);
});

test('more packets than there are buffers are refused', () => {
  const [lines] = linesOf(
    bluetoothBenches([
      `${PERIPHERAL}conn, _, _ = wait(1)
sent = 0
try:
    while True:
        ble.gatts_notify(conn, value, b"x")
        sent += 1
except OSError as e:
    print(sent, e)
time.sleep(1)
ble.gatts_notify(conn, value, b"y")
print("again")
time.sleep(2)
`,
      `${CENTRAL}time.sleep(2)\nprint(len(events), events[-1])\n`,
    ]),
  );
  expect(lines).toEqual(['20 [Errno 12] ENOMEM', 'again']);
});

test('a channel of L2CAP carries messages, which the receiver reads when it likes', () => {
  const lines = linesOf(
    bluetoothBenches([
      `${PERIPHERAL}ble.l2cap_listen(25, 100)
print(wait(22)[1:])
conn, cid, _, _, _ = wait(23)
time.sleep(1)
print(ble.l2cap_recvinto(conn, cid, None))
buf = bytearray(50)
while (count := ble.l2cap_recvinto(conn, cid, buf)):
    print(count, buf[:1])
print(wait(24)[1:])
`,
      `${CENTRAL}ble.l2cap_connect(conn, 26, 64)
print(wait(24)[1:])
ble.l2cap_connect(conn, 25, 64)
conn, cid, psm, own, theirs = wait(23)
print(cid, psm, own, theirs)
print(ble.l2cap_send(conn, cid, b"a" * 100))
try:
    ble.l2cap_send(conn, cid, b"b" * 101)
except OSError as e:
    print(e)
print(ble.l2cap_send(conn, cid, b"c" * 20), wait(26))
ble.l2cap_disconnect(conn, cid)
print(wait(24)[1:])
`,
    ]),
  );
  expect(lines[1]).toEqual(['(64, 26, 8)', '64 25 64 100', 'True', '[Errno 22] EINVAL', 'False (64, 64, 0)', '(64, 25, 0)']);
  expect(lines[0]).toEqual(['(64, 25, 100, 64)', '100', "50 bytearray(b'a')", "50 bytearray(b'a')", '(64, 25, 0)']);
});

test('what a handler is given is only valid while it runs', () => {
  const [, lines] = linesOf(
    bluetoothBenches([
      `${PERIPHERAL}${STAY}`,
      `kept = []\nble.irq(lambda event, data: kept.append(data))\nble.gap_scan(200, 30_000, 30_000)\ntime.sleep_ms(300)\nprint(bytes(kept[0][1]), bytes(kept[0][4]))\n`,
    ]),
  );
  expect(lines).toEqual(["b'\\x00\\x00\\x00\\x00\\x00\\x00' b'\\x00\\x00\\x00\\x00\\x00\\x00'"]);
});

test('a run in slices, or in the other tier, is the same run', () => {
  const run = (options: Parameters<typeof bluetoothBenches>[1]): unknown => {
    const benches = bluetoothBenches(
      [
        `${PERIPHERAL}${STAY}`,
        `${CENTRAL}ble.gattc_read(conn, value)\nprint(wait(16), time.ticks_us())\nble.gap_disconnect(conn)\nwait(8)\nprint(time.ticks_us())\n`,
      ],
      options,
    );
    return linesOf(benches);
  };
  const one = run({});
  expect(run({ stopEvery: 1 })).toEqual(one);
  expect(run({ tier: 'interpreter' })).toEqual(one);
});
