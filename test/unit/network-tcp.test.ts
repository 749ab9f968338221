/** Connections between a board and hosts: what goes over them, how they begin and end, and when. */
import { expect, test } from 'vitest';
import type { Connection } from '../../src/index.js';
import { linesOf, networkBench } from './network-bench.js';

test('a board connects to a host by its name, sends, and reads until the host closes', () => {
  const bench = networkBench(`
address = socket.getaddrinfo("broker.example", 1883)[0][-1]
s = socket.socket()
s.connect(address)
print(address, s.send(b"hello"), s.recv(100), s.read())
s.close()
`);
  const remotes: string[] = [];
  bench.board.network.host('broker.example', '10.0.0.7').listen(1883, (connection) => {
    remotes.push(connection.remote);
    connection.onData = (bytes) => {
      connection.send(bytes);
      connection.send(' and goodbye');
      connection.close();
    };
  });
  expect(linesOf(bench)).toEqual(["('10.0.0.7', 1883) 5 b'hello' b' and goodbye'"]);
  expect(remotes).toEqual(['192.168.1.100:49153']);
});

test('nobody listens: ECONNRESET after a round trip; nobody is there: ECONNABORTED after seven tries, or ETIMEDOUT before', () => {
  const bench = networkBench(`
attempt(lambda: socket.socket().connect(("10.0.0.7", 81)))
attempt(lambda: socket.socket().connect(("10.0.0.9", 80)))
s = socket.socket()
s.settimeout(2)
attempt(lambda: s.connect(("10.0.0.9", 80)))
attempt(lambda: s.connect(("10.0.0.9", 80)))
`);
  bench.board.network.host('broker', '10.0.0.7');
  expect(linesOf(bench)).toEqual(['OSError(104,) 4', 'OSError(103,) 18500', 'OSError(110,) 2000', 'OSError(114,) 0']);
});

test('a host that accepts and never answers lets a read time out, a tick after its limit', () => {
  const bench = networkBench(`
s = socket.socket()
s.settimeout(0.5)
s.connect(("10.0.0.7", 80))
attempt(lambda: s.recv(10))
attempt(lambda: s.read(10))
s.setblocking(False)
attempt(lambda: s.recv(10))
attempt(lambda: s.read(10))
`);
  bench.board.network.host('silent', '10.0.0.7').listen(80, () => {});
  expect(linesOf(bench)).toEqual(['OSError(110,) 501', 'OSError(110,) 501', 'OSError(11,) 0', 'None 0']);
});

test('recv answers what one segment held: 800 bytes at most', () => {
  const bench = networkBench(`
s = socket.socket()
s.connect(("10.0.0.7", 80))
time.sleep_ms(100)
print([len(s.recv(2000)) for _ in range(4)], len(s.read(800)), s.recv(1))
`);
  bench.board.network.host('many', '10.0.0.7').listen(80, (connection) => {
    connection.send(new Uint8Array(3800));
    connection.close();
  });
  expect(linesOf(bench)).toEqual(["[800, 800, 800, 800] 600 b''"]);
});

test('a board that does not read keeps what comes down to its window; reading opens it again', () => {
  const bench = networkBench(`
s = socket.socket()
s.connect(("10.0.0.7", 80))
time.sleep_ms(500)
print("now")
time.sleep_ms(500)
print(len(s.read(20000)))
`);
  let connection: Connection | null = null;
  bench.board.network.host('many', '10.0.0.7').listen(80, (accepted) => {
    connection = accepted;
    accepted.send(new Uint8Array(20_000));
  });
  expect(linesOf(bench)).toEqual(['now', '20000']);
  expect(connection).not.toBeNull();
});

test('a host that does not read: send takes what fits, then waits or says EAGAIN', () => {
  const bench = networkBench(`
s = socket.socket()
s.connect(("10.0.0.7", 80))
s.settimeout(0.3)
sent = 0
try:
    while True:
        sent += s.send(b"x" * 1000)
except OSError as e:
    print(e, sent)
s.setblocking(False)
attempt(lambda: s.send(b"x"))
attempt(lambda: s.write(b"x"))
attempt(lambda: s.sendall(b"x"))
poll = select.poll()
poll.register(s)
print(poll.poll(0))
`);
  const host = bench.board.network.host('lazy', '10.0.0.7');
  host.listen(80, (connection) => {
    connection.isReading = false;
  });
  // 81 whole segments in the host's window of 65535 bytes, and lwIP's buffer of 6400.
  expect(linesOf(bench)).toEqual(['[Errno 110] ETIMEDOUT 71200', 'OSError(11,) 0', 'None 0', 'OSError(11,) 0', '[]']);
});

test('a reset strikes whoever reads or writes, once, and poll tells of it', () => {
  const bench = networkBench(`
s = socket.socket()
s.connect(("10.0.0.7", 80))
s.send(b"x")
poll = select.poll()
poll.register(s, select.POLLIN)
print([event for _, event in poll.poll()])
attempt(lambda: s.recv(10))
attempt(lambda: s.recv(10))
print([event for _, event in poll.poll()])
s = socket.socket()
s.connect(("10.0.0.7", 80))
s.send(b"x")
time.sleep_ms(50)
attempt(lambda: s.send(b"x"))
attempt(lambda: s.send(b"x"))
`);
  bench.board.network.host('rude', '10.0.0.7').listen(80, (connection) => {
    connection.onData = () => connection.reset();
  });
  expect(linesOf(bench)).toEqual(['[25]', 'OSError(104,) 0', "b'' 0", '[17]', 'OSError(104,) 0', 'OSError(9,) 0']);
});

test('a board that closes with bytes unread resets the connection', () => {
  const bench = networkBench(`
s = socket.socket()
s.connect(("10.0.0.7", 80))
time.sleep_ms(50)
s.close()
time.sleep_ms(50)
`);
  const failures: string[] = [];
  bench.board.network.host('polite', '10.0.0.7').listen(80, (connection) => {
    connection.onError = (why) => failures.push(why);
    connection.send('unread');
  });
  linesOf(bench);
  expect(failures).toEqual(['reset']);
});

test('connecting without waiting: EINPROGRESS, then poll says when it is done, or has failed', () => {
  const bench = networkBench(`
for port in (80, 81):
    s = socket.socket()
    s.setblocking(False)
    attempt(lambda: s.connect(("10.0.0.7", port)))
    poll = select.poll()
    poll.register(s, select.POLLOUT)
    attempt(lambda: [event for _, event in poll.poll()])
`);
  bench.board.network.host('broker', '10.0.0.7').listen(80, () => {});
  expect(linesOf(bench)).toEqual(['OSError(115,) 1', '[4] 3', 'OSError(115,) 1', '[28] 3']);
});

test('a test connects to a server on the board and reads its answer', () => {
  const bench = networkBench(`
s = socket.socket()
s.bind(("", 80))
s.listen(1)
print("serving")
client, address = s.accept()
print(address[0], client.readline())
client.write(b"HTTP/1.0 200 OK\\r\\n\\r\\nhello")
client.close()
`);
  bench.runUntil(() => bench.output.includes('serving'), 10_000);
  const connection = bench.board.network.connect(bench.board, 80);
  connection.send('GET / HTTP/1.0\r\n\r\n');
  expect(linesOf(bench)).toEqual(['serving', "198.51.100.1 b'GET / HTTP/1.0\\r\\n'"]);
  bench.run(100);
  expect(connection.received).toBe('HTTP/1.0 200 OK\r\n\r\nhello');
});

test('a socket that is connected cannot listen, and stays connected', () => {
  const bench = networkBench(`
s = socket.socket()
s.connect(("10.0.0.7", 7))
attempt(s.listen)
s.send(b"still here")
print(s.recv(20))
`);
  bench.board.network.host('echo', '10.0.0.7').listen(7, (connection) => {
    connection.onData = (bytes) => connection.send(bytes);
  });
  expect(linesOf(bench)).toEqual(['OSError(107,) 0', "b'still here'"]);
});

test('more connections than may wait: the next is opened and reset', () => {
  const bench = networkBench(`
s = socket.socket()
s.bind(("", 80))
s.listen(1)
print("serving")
time.sleep(1)
print(s.accept()[1][0])
s.settimeout(1)
attempt(s.accept)
`);
  bench.runUntil(() => bench.output.includes('serving'), 10_000);
  const failures: string[] = [];
  for (let i = 0; i < 3; i++) {
    const connection = bench.board.network.connect(bench.board, 80);
    connection.onError = (why) => failures.push(`${i} ${why}`);
    bench.run(10);
  }
  expect(linesOf(bench)).toEqual(['serving', '198.51.100.1', 'OSError(110,) 1000']);
  expect(failures).toEqual(['1 reset', '2 reset']);
});

test('a callback of a socket is called for what comes', () => {
  const bench = networkBench(`
s = socket.socket()
s.connect(("10.0.0.7", 80))
s.setsockopt(socket.SOL_SOCKET, 20, lambda s: print("came", s.recv(10)))
s.send(b"ping")
time.sleep_ms(50)
s.setsockopt(socket.SOL_SOCKET, 20, None)
s.close()
`);
  bench.board.network.host('echo', '10.0.0.7').listen(80, (connection) => {
    connection.onData = (bytes) => connection.send(bytes);
  });
  expect(linesOf(bench)).toEqual(["came b'ping'"]);
});

test('a timeout is a number of milliseconds as the processor makes it of a float: not below 0, not beyond for ever', () => {
  const bench = networkBench(`
s = socket.socket()
for seconds in (0.009, 1.5, -1, 1e10, 4294967.0, float("nan"), None):
    s.settimeout(seconds)
    print(str(s).split()[2])
`);
  const single = ['timeout=9', 'timeout=1500', 'timeout=0', 'timeout=4294967295', 'timeout=4294967040', 'timeout=0', 'timeout=4294967295'];
  expect(linesOf(bench)).toEqual(single);
});
