/** `mip` of the PYBDs' firmware: which files it asks for, where it puts them, and what it prints. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { http } from '../../src/index.js';
import { linesOf, networkBench } from './network-bench.js';

const INDEX = 'micropython.org';
const PLACES = [INDEX, 'raw.githubusercontent.com', 'gitlab.com', 'codeberg.org', 'files.example.com'];

/** What a program prints that installs packages in a world with these files, each by its address without `https://`; and what it has asked for. */
function installing(program: string, files: Readonly<Record<string, string>>) {
  const bench = networkBench(`import mip, os\n${program}`);
  const asked: string[] = [];
  for (const [i, place] of PLACES.entries()) {
    const serve = http(({ path }) => {
      asked.push(place + path);
      return files[place + path] ?? null;
    });
    const host = bench.board.network.host(place, `10.0.0.${i + 1}`);
    host.listen(80, serve);
    host.listen(443, serve, { tls: true });
  }
  return { lines: linesOf(bench, 300_000), asked };
}

const BLINK = 'def blink():\n    print("blinking")\n';
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);
const fileOf = (text: string): string => `${INDEX}/pi/v2/file/${digestOf(text).slice(0, 2)}/${digestOf(text)}`;

/** Packages of the index, each by its path there with the files that it has. */
function indexed(...packages: [path: string, files: Record<string, string>, deps?: [string, string][]][]): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [path, files, deps = []] of packages) {
    const hashes = Object.entries(files).map(([name, text]) => [name, digestOf(text)]);
    all[`${INDEX}/pi/v2/package/${path}.json`] = JSON.stringify({ hashes, deps });
    for (const text of Object.values(files)) all[fileOf(text)] = text;
  }
  return all;
}

test('a package of the index is copied into lib, and can be imported', () => {
  const { lines, asked } = installing(
    `
mip.install("blinker", mpy=False)
import blinker
blinker.blink()
`,
    indexed(['py/blinker/latest', { 'blinker.py': BLINK }]),
  );
  expect(lines).toEqual([
    'Installing blinker (latest) from https://micropython.org/pi/v2 to /flash/lib',
    'Copying: /flash/lib/blinker.py',
    'Done',
    'blinking',
  ]);
  expect(asked).toEqual([`${INDEX}/pi/v2/package/py/blinker/latest.json`, fileOf(BLINK)]);
});

test('bytecode is asked for by the version of its format, and a version by its number', () => {
  const { lines } = installing('mip.install("blinker", version="1.2")', indexed(['6/blinker/1.2', { 'blinker.mpy': 'M' }]));
  expect(lines.slice(1)).toEqual(['Copying: /flash/lib/blinker.mpy', 'Done']);
});

test('a file that is there is not copied again, unless it differs', () => {
  const { lines } = installing(
    `
mip.install("blinker", mpy=False)
mip.install("blinker", mpy=False)
with open("/flash/lib/lights/more.py", "a") as f:
    f.write("#")
mip.install("blinker", mpy=False)
print(os.listdir("/flash/lib"), os.listdir("/flash/lib/lights"))
`,
    indexed(['py/blinker/latest', { 'lights/__init__.py': BLINK, 'lights/more.py': '' }]),
  );
  expect(lines.filter((line) => !line.startsWith('Installing'))).toEqual([
    'Copying: /flash/lib/lights/__init__.py',
    'Copying: /flash/lib/lights/more.py',
    'Done',
    'Exists: /flash/lib/lights/__init__.py',
    'Exists: /flash/lib/lights/more.py',
    'Done',
    'Exists: /flash/lib/lights/__init__.py',
    'Copying: /flash/lib/lights/more.py',
    'Done',
    "['lights'] ['__init__.py', 'more.py']",
  ]);
});

test('what a package depends on is installed after it', () => {
  const { lines } = installing(
    'mip.install("blinker", mpy=False)',
    indexed(['py/blinker/latest', { 'a.py': 'a' }, [['lamps', '0.3']]], ['py/lamps/0.3', { 'b.py': 'b' }]),
  );
  expect(lines.slice(1)).toEqual([
    'Copying: /flash/lib/a.py',
    'Installing lamps (0.3) from https://micropython.org/pi/v2 to /flash/lib',
    'Copying: /flash/lib/b.py',
    'Done',
  ]);
});

test('a repository describes its package in package.json, with addresses that may be relative', () => {
  const github = 'raw.githubusercontent.com/me/lights';
  const { lines } = installing(
    `
mip.install("github:me/lights", version="v1", target="/flash/here")
mip.install("github:me/lights/sub/other.json")
`,
    {
      [`${github}/v1/package.json`]: JSON.stringify({
        urls: [
          ['a.py', 'src/a.py'],
          ['b/c/d.py', 'gitlab:you/lamps/d.py'],
          ['e.py', 'http://files.example.com/e.py'],
        ],
      }),
      [`${github}/v1/src/a.py`]: 'a',
      'gitlab.com/you/lamps/-/raw/v1/d.py': 'd',
      'files.example.com/e.py': 'e',
      [`${github}/HEAD/sub/other.json`]: JSON.stringify({ urls: [['f.py', 'f.py']] }),
      [`${github}/HEAD/sub/f.py`]: 'f',
    },
  );
  expect(lines).toEqual([
    'Installing github:me/lights/package.json to /flash/here',
    'Copying: /flash/here/a.py',
    'Copying: /flash/here/b/c/d.py',
    'Copying: /flash/here/e.py',
    'Done',
    'Installing github:me/lights/sub/other.json to /flash/lib',
    'Copying: /flash/lib/f.py',
    'Done',
  ]);
});

test('a single file is copied', () => {
  const { lines, asked } = installing(
    `
mip.install("codeberg:me/lights/src/a.py")
mip.install("http://files.example.com/b.mpy")
`,
    { 'codeberg.org/api/v1/repos/me/lights/raw/src/a.py?ref=HEAD': 'a', 'files.example.com/b.mpy': 'b' },
  );
  expect(lines).toEqual([
    'Downloading codeberg:me/lights/src/a.py to /flash/lib',
    'Copying: /flash/lib/a.py',
    'Done',
    'Downloading http://files.example.com/b.mpy to /flash/lib',
    'Copying: /flash/lib/b.mpy',
    'Done',
  ]);
  expect(asked).toHaveLength(2);
});

test('what is not there is told', () => {
  const files = indexed(['py/half/latest', { 'a.py': 'a', 'b.py': 'b' }]);
  delete files[fileOf('b')];
  const { lines } = installing(
    `
import sys
mip.install("none")
mip.install("half", mpy=False)
mip.install("github:me/none/a.py")
mip.install("https://files.example.com/p", target="/flash/x")
sys.path.remove("/flash/lib")
mip.install("half", mpy=False)
`,
    { ...files, 'files.example.com/p/package.json': JSON.stringify({ urls: [['a.py', 'gone.py']] }) },
  );
  expect(lines).toEqual([
    'Installing none (latest) from https://micropython.org/pi/v2 to /flash/lib',
    'Package not found: https://micropython.org/pi/v2/package/6/none/latest.json',
    'Package may be partially installed',
    'Installing half (latest) from https://micropython.org/pi/v2 to /flash/lib',
    'Copying: /flash/lib/a.py',
    `Error 404 requesting https://${fileOf('b')}`,
    `File not found: b.py ${digestOf('b')}`,
    'Package may be partially installed',
    'Downloading github:me/none/a.py to /flash/lib',
    'Error 404 requesting https://raw.githubusercontent.com/me/none/HEAD/a.py',
    'Package may be partially installed',
    'Installing https://files.example.com/p/package.json to /flash/x',
    'Error 404 requesting https://files.example.com/p/gone.py',
    'File not found: a.py https://files.example.com/p/gone.py',
    'Package may be partially installed',
    'Unable to find lib dir in sys.path',
  ]);
});
