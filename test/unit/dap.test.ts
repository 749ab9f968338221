/** The Debug Adapter Protocol's bytes, and the paths of its files. What it does with a program is in test/cli/debug.test.ts. */
import { describe, expect, test } from 'vitest';
import { framed, MessageReader, NotTheProtocol } from '../../src/dap/framing.js';
import { PathMap } from '../../src/dap/path-map.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a message', () => {
  test('is JSON after a header with its length in bytes', () => {
    expect(new TextDecoder().decode(framed({ a: 'µ' }))).toBe('Content-Length: 10\r\n\r\n{"a":"µ"}');
  });

  test('is read as a whole, however it comes', () => {
    const sent = [{ seq: 1 }, { seq: 2, text: 'µ\r\n\r\n' }].map(framed);
    const stream = new Uint8Array([...sent[0], ...sent[1]]);
    for (const size of [1, 7, stream.length]) {
      const reader = new MessageReader();
      const read: unknown[] = [];
      for (let at = 0; at < stream.length; at += size) {
        reader.add(stream.subarray(at, at + size));
        for (let message = reader.next(); message !== null; message = reader.next()) read.push(message);
      }
      expect(read).toEqual([{ seq: 1 }, { seq: 2, text: 'µ\r\n\r\n' }]);
    }
  });

  test('that is long is read as a whole, and so is what comes behind it', () => {
    const sent = [{ text: 'µ'.repeat(50_000) }, { seq: 2 }, { text: 'y'.repeat(5000) }];
    const stream = Buffer.concat(sent.map(framed));
    const reader = new MessageReader();
    const read: unknown[] = [];
    for (let at = 0; at < stream.length; at += 700) {
      reader.add(stream.subarray(at, at + 700));
      for (let message = reader.next(); message !== null; message = reader.next()) read.push(message);
    }
    expect(read).toEqual(sent);
  });

  test('may have a type', () => {
    const reader = new MessageReader();
    reader.add(bytes('Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{}'));
    expect(reader.next()).toEqual({});
  });

  test.each([
    ['POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}', 'no length'],
    ['Content-Length: two\r\n\r\n{}', 'no length'],
    ['Content-Length: 2\r\n\r\n{]', 'no JSON'],
    ['Content-Length: 4\r\n\r\nnull', 'no message'],
    ['Content-Length: 1\r\n\r\n5', 'no message'],
    ['Content-Length: 999999999\r\n\r\n', 'too long'],
    ['x'.repeat(2000), 'no header'],
  ])('is none: %j', (text, message) => {
    const reader = new MessageReader();
    reader.add(bytes(text));
    expect(() => reader.next()).toThrow(new NotTheProtocol(message));
  });
});

describe('a path', () => {
  const host = (folder: string | null, main: string | null = null) => ({
    folder,
    main,
    exists: (path: string) => !path.endsWith('none.py'),
  });

  test('of a named program is that of /flash/main.py, whatever its name; what lies beside it lies beside that', () => {
    const paths = new PathMap(host('/projects/blink', '/projects/blink/blink.py'));
    expect(paths.toBoard('/projects/blink/blink.py')).toBe('/flash/main.py');
    expect(paths.toBoard('/projects/blink/lib/sensor.py')).toBe('/flash/lib/sensor.py');
    expect(paths.toBoard('/elsewhere/x.py')).toBe('/elsewhere/x.py');
    expect(paths.toClient('/flash/main.py')).toBe('/projects/blink/blink.py');
    expect(paths.toClient('/flash/lib/sensor.py')).toBe('/projects/blink/lib/sensor.py');
    expect(paths.toClient('/flash/none.py')).toBeNull();
    expect(paths.toClient('<string>')).toBeNull();
  });

  test('of a folder that is the flash is one below /flash', () => {
    const paths = new PathMap(host('/projects/firmware'));
    expect(paths.toBoard('/projects/firmware/main.py')).toBe('/flash/main.py');
    expect(paths.toClient('/flash/boot.py')).toBe('/projects/firmware/boot.py');
  });

  test('of a client on the same computer is the host’s, whichever folder it has open', () => {
    const paths = new PathMap(host('/projects/project/src', '/projects/project/src/main.py'));
    paths.mappings = [{ localRoot: '/projects/project', remoteRoot: '/flash' }];
    expect(paths.toBoard('/projects/project/src/lib.py')).toBe('/flash/lib.py');
    expect(paths.toClient('/flash/lib.py')).toBe('/projects/project/src/lib.py');
  });

  test('of a client elsewhere follows its mapping', () => {
    const paths = new PathMap(host('/workspace', '/workspace/main.py'));
    paths.mappings = [{ localRoot: 'C:\\Users\\me\\blink', remoteRoot: '/flash' }];
    expect(paths.toBoard('c:\\Users\\Me\\blink\\lib\\sensor.py')).toBe('/flash/lib/sensor.py');
    expect(paths.toClient('/flash/lib/sensor.py')).toBe('C:\\Users\\me\\blink\\lib\\sensor.py');
  });

  test('on Windows is the same in any case, with any slashes', () => {
    const paths = new PathMap(host('C:\\blink', 'C:\\blink\\main.py'));
    expect(paths.toBoard('c:/blink/Main.py')).toBe('/flash/main.py');
    expect(paths.toBoard('c:\\BLINK\\lib\\a.py')).toBe('/flash/lib/a.py');
    expect(paths.toClient('/flash/lib/a.py')).toBe('C:\\blink\\lib\\a.py');
  });
});
