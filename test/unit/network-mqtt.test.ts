/** The broker of MQTT that a host can be: what it answers to whom, and what it does not put up with. */
import { describe, expect, test } from 'vitest';
import { isFilter, isMeant, isTopic } from '../../src/net/mqtt/topics.js';
import { any, brokerBench, say, text } from './mqtt-bench.js';

test('what one client publishes comes to those that have subscribed to it, itself among them', () => {
  const { client, messages, broker } = brokerBench();
  const [panel, station] = [client('panel'), client('station')];
  expect(panel.say(say.subscribe('room/+/temperature', 1, 7))).toEqual(['0x90 00 07 01']);
  expect(station.say(say.subscribe('#'))).toEqual(['0x90 00 01 00']);
  expect(station.say(say.publish('room/hall/temperature', '21.5'))).toEqual(['room/hall/temperature 21.5']);
  expect(station.say(say.publish('room/hall/temperature', '22', { qos: 1, id: 9 }), say.publish('other', ''))).toEqual([
    'room/hall/temperature 22',
    '0x40 00 09',
    'other ',
  ]);
  expect(panel.hear()).toEqual(['room/hall/temperature 21.5', 'room/hall/temperature 22 #1']);
  expect(panel.say(say.acknowledge(1), say.unsubscribe('room/+/temperature', 8), say.ping())).toEqual(['0xb0 00 08', '0xd0']);
  station.say(say.publish('room/hall/temperature', '23'));
  expect(panel.hear()).toEqual([]);
  expect(messages).toEqual(['room/hall/temperature 21.5', 'room/hall/temperature 22', 'other ', 'room/hall/temperature 23']);
  expect(broker.clients).toEqual(['panel', 'station']);
});

test('a message comes once, however many filters mean it, with the best quality of them; subscriptions of one packet are answered in one', () => {
  const { client } = brokerBench();
  const panel = client('panel');
  expect(panel.say(any(0x82, 0, 3, text('a/#'), 0, text('a/b'), 2, text('+/b'), 1))).toEqual(['0x90 00 03 00 01 01']);
  expect(panel.say(say.publish('a/b', 'x', { qos: 1, id: 5 }))).toEqual(['a/b x #1', '0x40 00 05']);
  expect(panel.say(say.publish('a/b', 'y'))).toEqual(['a/b y']);
});

test('what is retained comes to whoever subscribes later, until something empty is', () => {
  const { client, broker } = brokerBench();
  const station = client('station');
  station.say(say.publish('a/1', 'old', { retain: 1 }), say.publish('a/1', 'new', { retain: 1, qos: 1 }), say.publish('a/2', 'passing'));
  broker.publish('b', 'of the world', { retain: true });
  const panel = client('panel');
  expect(panel.say(say.subscribe('a/#', 1))).toEqual(['0x90 00 01 01', 'a/1 new #1 retained']);
  expect(panel.say(say.subscribe('b'))).toEqual(['0x90 00 01 00', 'b of the world retained']);
  station.say(say.publish('a/1', 'newer', { retain: 1 }), say.publish('a/1', '', { retain: 1 }));
  expect(panel.hear()).toEqual(['a/1 newer', 'a/1 ']);
  expect(client('later').say(say.subscribe('a/#'))).toEqual(['0x90 00 01 00']);
});

test('a message of quality 2 is taken once, and comes with 1', () => {
  const { client, messages } = brokerBench();
  const station = client('station');
  const sent = say.publish('a', 'x', { qos: 2, id: 6 });
  expect(station.say(say.subscribe('a', 2))).toEqual(['0x90 00 01 01']);
  expect(station.say(sent, sent)).toEqual(['a x #1', '0x50 00 06', '0x50 00 06']);
  expect(station.say(any(0x62, 0, 6))).toEqual(['0x70 00 06']);
  expect(station.say(sent)).toEqual(['a x #2', '0x50 00 06']);
  expect(messages).toEqual(['a x', 'a x']);
});

test('who has not said who he is within ten seconds is left; who has may be silent for ever', () => {
  const { bench, raw, client, broker } = brokerBench();
  const [silent, slow, station] = [raw(), raw(), client('station')];
  bench.run(5000);
  const [first, ...rest] = say.connect('slow');
  slow.say(Uint8Array.of(first));
  bench.run(4700);
  expect([silent.isOver, slow.isOver]).toEqual([false, false]);
  bench.run(500);
  expect([silent.isOver, slow.isOver]).toEqual([true, true]);
  slow.say(Uint8Array.from(rest));
  bench.run(60_000);
  expect([station.isOver, broker.clients]).toEqual([false, ['station']]);
});

describe('a last will', () => {
  const will = { flags: 2 | 4 | 0x20, more: [...text('state'), ...text('gone')] };
  const ends: [string, (c: ReturnType<ReturnType<typeof brokerBench>['client']>, b: ReturnType<typeof brokerBench>) => void, boolean][] = [
    ['is published when the connection is reset', (c) => c.connection.reset(), true],
    ['is published when it is closed without leave', (c) => c.connection.close(), true],
    ['is published when the client says what it may not', (c) => c.say(any(0xff)), true],
    ['is published when it takes its leave with more to say', (c) => c.say(any(0xe0, 1)), true],
    ['is published when another comes by its name', (_, { client }) => void client('station'), true],
    ['is not when it takes its leave', (c) => c.say(say.disconnect()), false],
    ['is not when the broker crashes', (_, { broker }) => broker.reset(), false],
  ];
  test.each(ends)('%s', (_, end, isPublished) => {
    const bench = brokerBench();
    const panel = bench.client('panel');
    panel.say(say.subscribe('#'));
    const station = bench.client('station', will);
    end(station, bench);
    bench.bench.run(100);
    expect([station.isOver || !station.connection.isOpen, bench.messages]).toEqual([true, isPublished ? ['state gone'] : []]);
    expect(bench.client('later').say(say.subscribe('state'))[1]).toBe(isPublished ? 'state gone retained' : undefined);
  });
  test('is published when the client is silent for half as long again as it has said', () => {
    const { bench, client, messages } = brokerBench();
    const station = client('station', { ...will, keepAlive: 10 });
    bench.run(14_000);
    station.say(say.ping());
    bench.run(14_800);
    expect([messages, station.isOver]).toEqual([[], false]);
    bench.run(300);
    expect([messages, station.isOver]).toEqual([['state gone'], true]);
  });
});

test('the session of a client that wants that outlasts its connection: subscriptions, what it has missed, what it has not acknowledged', () => {
  const { client, raw, broker } = brokerBench();
  const lasting = { flags: 0 };
  const panel = client('panel', lasting);
  panel.say(say.subscribe('a', 1));
  broker.publish('a', 'sent');
  expect(panel.hear()).toEqual(['a sent #1']);
  panel.connection.reset();
  client('station').say(say.publish('a', 'missed', { qos: 1 }), say.publish('a', 'lost'));
  const back = raw();
  expect(back.say(say.connect('panel', lasting))).toEqual(['0x20 01 00', 'a sent #1 again', 'a missed #2']);
  back.say(say.acknowledge(1), say.acknowledge(2), say.disconnect());
  expect(raw().say(say.connect('panel', lasting))).toEqual(['0x20 01 00']);
  expect(raw().say(say.connect('panel'))).toEqual(['0x20 00 00']);
  broker.publish('a', 'nobody');
  expect(raw().say(say.connect('panel', lasting))).toEqual(['0x20 00 00']);
});

describe('a client is refused', () => {
  const password = (user: string, word: string) => ({ flags: 0xc2, more: [...text(user), ...text(word)] });
  test.each([
    ['with another version', any(0x10, text('MQTT'), 3, 2, 0, 0, text('x')), '0x20 00 01'],
    ['without a name that its session would need', say.connect('', { flags: 0 }), '0x20 00 02'],
    ['with another password', say.connect('x', password('me', 'wrong')), '0x20 00 05'],
    ['with another user', say.connect('x', password('you', 'secret')), '0x20 00 05'],
    ['without a user', say.connect('x'), '0x20 00 05'],
    ['not with both', say.connect('x', password('me', 'secret')), '0x20 00 00'],
    ['not without a name', say.connect('', password('me', 'secret')), '0x20 00 00'],
  ])('%s', (_, wish, answer) => {
    const { raw } = brokerBench({ user: 'me', password: 'secret' });
    const made = raw();
    expect(made.say(wish)).toEqual([answer]);
    expect(made.isOver).toBe(answer !== '0x20 00 00');
  });
});

describe('a connection is closed over', () => {
  test.each<[string, Uint8Array]>([
    ['a packet before the client has said who it is', say.ping()],
    ['another protocol', any(0x10, text('HTTP'), 4, 2, 0, 0, text('x'))],
    ['a wish with a bit that is none', say.connect('x', { flags: 3 })],
    ['a password without a user', say.connect('x', { flags: 0x42, more: text('y') })],
    ['a will of quality 3', say.connect('x', { flags: 0x1e, more: [...text('a'), ...text('b')] })],
    ['a quality of no will', say.connect('x', { flags: 0x0a })],
    ['a wish that ends too early', any(0x10, text('MQTT'), 4, 2, 0)],
    ['a wish that goes on', say.connect('x', { more: [1] })],
    ['a length of five bytes', Uint8Array.of(0x10, 0xff, 0xff, 0xff, 0xff, 0x01)],
  ])('%s', (_, bytes) => {
    const { raw, broker } = brokerBench();
    const made = raw();
    expect([made.say(bytes), made.isOver, broker.clients]).toEqual([[], true, []]);
  });
  test.each<[string, Uint8Array]>([
    ['a second wish to connect', say.connect('x')],
    ['a packet that only brokers send', any(0x20, 0, 0)],
    ['a type that is none', any(0xf0)],
    ['flags that are wrong', any(0x80, 0, 1, text('a'), 0)],
    ['an empty topic', say.publish('', 'x')],
    ['a topic with a wildcard', say.publish('a/+', 'x')],
    ['quality 3', say.publish('a', 'x', { qos: 3 })],
    ['number 0', say.publish('a', 'x', { qos: 1, id: 0 })],
    ['a topic longer than its packet', any(0x30, 0, 9, 0x61)],
    ['a text that is no UTF-8', any(0x30, 0, 1, 0xff)],
    ['a text with NUL', say.publish('a\0', 'x')],
    ['a filter that is none', say.subscribe('a#')],
    ['a subscription to nothing', any(0x82, 0, 1)],
    ['a subscription of quality 3', say.subscribe('a', 3)],
    ['the end of no subscription', any(0xa2, 0, 1)],
    ['a ping that says something', any(0xc0, 1)],
  ])('%s', (_, bytes) => {
    const { client, broker } = brokerBench();
    const made = client('x');
    made.say(bytes, say.ping());
    expect([made.isOver, broker.clients]).toEqual([true, []]);
  });
});

test('nothing that comes ends anything but its connection', () => {
  const { bench, raw, broker } = brokerBench();
  let state = 1;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 8) % below;
  };
  const packets = [
    say.publish('a/b', 'x', { qos: 1, retain: 1 }),
    say.subscribe('a/+', 1),
    say.unsubscribe('#'),
    say.publish('c', 'y', { qos: 2 }),
    say.connect('client', { flags: 0xf6, more: [...text('w'), ...text('v'), ...text('u'), ...text('p')] }),
  ];
  for (let i = 0; i < 400; i++) {
    const made = raw();
    made.connection.send(say.connect(`client${i % 3}`, { flags: 0 }));
    const damaged = [...packets[random(packets.length)]];
    for (let n = random(3); n >= 0; n--) damaged[random(damaged.length)] = random(256);
    made.connection.send(Uint8Array.from([...damaged, ...packets[random(packets.length)]]));
    bench.run(10);
    made.connection.close();
  }
  bench.run(1000);
  expect(broker.clients).toEqual([]);
  expect(raw().say(say.connect('x'))).toEqual(['0x20 00 00']);
});

test('what a client does not acknowledge, or read, does not grow for ever', () => {
  const { bench, client, broker } = brokerBench();
  const slow = client('slow');
  slow.say(say.subscribe('a', 1));
  for (let i = 0; i < 2000; i++) broker.publish('a', String(i));
  expect(slow.hear(1000)).toHaveLength(20);
  for (let last = 0, i = 0; i < 1100; i++) {
    last = (last % 0xffff) + 1;
    slow.connection.send(say.acknowledge(last));
  }
  expect(slow.hear(5000).at(-1)).toBe('a 1019 #1020');
  slow.say(say.unsubscribe('a'), say.subscribe('b'));
  slow.connection.isReading = false;
  const station = client('station');
  for (let i = 0; i < 2000; i++) station.connection.send(say.publish('b', 'x'.repeat(100)));
  bench.run(5000);
  slow.connection.isReading = true;
  const count = slow.hear(5000).length;
  expect(count).toBeGreaterThan(1000);
  expect(count).toBeLessThan(2000);
});

test.each([
  ['a/b', 'a/b', true],
  ['a/b', 'a/+', true],
  ['a/b', '+/+', true],
  ['a/b', '+', false],
  ['a/b', '#', true],
  ['a/b', 'a/#', true],
  ['a', 'a/#', true],
  ['a', 'a/+', false],
  ['a/', 'a/+', true],
  ['/a', '+/a', true],
  ['/a', '+', false],
  ['a/b/c', 'a/+/c', true],
  ['a/b/c', 'a/b', false],
  ['A', 'a', false],
  ['$SYS/x', '#', false],
  ['$SYS/x', '+/x', false],
  ['$SYS/x', '$SYS/#', true],
])('topic %s, filter %s: %s', (topic, filter, isOne) => {
  expect(isMeant(topic, filter)).toBe(isOne);
});

test('names of topics and filters', () => {
  const all = ['a', '/', 'a b/c', '+', '#', 'a/+/b', 'a/#', '', 'a#', '#/a', 'a+', 'a\0', 'x'.repeat(65_535), 'é'.repeat(32_768)];
  expect(all.filter(isTopic)).toEqual(['a', '/', 'a b/c', 'x'.repeat(65_535)]);
  expect(all.filter(isFilter)).toEqual(['a', '/', 'a b/c', '+', '#', 'a/+/b', 'a/#', 'x'.repeat(65_535)]);
});

test('what cannot be published is refused', () => {
  const { broker } = brokerBench();
  expect(() => broker.publish('a/+', 'x')).toThrow("topic: 'a/+' is not a topic such as lights/set, without + and #");
  expect(() => broker.publish('a', 5 as unknown as string)).toThrow('content: 5 is not a string or bytes');
  expect(() => brokerBench({ users: {} } as object)).toThrow("unknown option 'users'");
});
