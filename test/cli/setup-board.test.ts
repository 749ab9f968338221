/** A `vpyb.json` that names the board and the firmware which its program is for: every command that runs something has them. */
import { rmSync, symlinkSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { command } from './support.js';

// Most of these start the command more than once.
vi.setConfig({ testTimeout: 60_000 });

const { vpyb, file, path } = command();

/** Tells the board, and by what it has which firmware. */
const WHO = `import sys
def has(name):
    try:
        __import__(name)
    except ImportError:
        return False
    return True
print(sys.implementation._machine.split()[0], 'everything' if has('marshal') else 'threads' if has('_thread') else 'stock')
`;
const SF2 = JSON.stringify({ board: 'pybd-sf2', firmware: 'everything' });
const told = (stdout: string) => ({ status: 0, stdout: `${stdout}\n`, stderr: '' });

/** What is in the current folder. */
const here: string[] = [];
const beside = (name: string, text: string): string => {
  here.push(file(name, text));
  return here.at(-1) as string;
};
afterEach(() => {
  for (const each of here.splice(0)) rmSync(each, { force: true });
});

describe('the board and the firmware that a set-up file names', () => {
  it('are those of the program beside it, of a folder, of code and of modules', async () => {
    file('of/vpyb.json', SF2);
    const main = file('of/main.py', WHO);
    expect(await vpyb([main])).toEqual(told('PYBD-SF2W everything'));
    expect(await vpyb([path('of')])).toEqual(told('PYBD-SF2W everything'));
    beside('vpyb.json', SF2);
    beside('who.py', WHO);
    expect(await vpyb(['-c', WHO])).toEqual(told('PYBD-SF2W everything'));
    expect(await vpyb(['-m', 'who'])).toEqual(told('PYBD-SF2W everything'));
  });

  it('give way to what the command line asks for; what nobody names is as ever', async () => {
    file('asked/vpyb.json', SF2);
    const main = file('asked/main.py', WHO);
    expect(await vpyb([main, '--board', 'pybv11'])).toEqual(told('PYBv1.1 everything'));
    expect(await vpyb([main, '--firmware', 'stock'])).toEqual(told('PYBD-SF2W stock'));
    file('asked/vpyb.json', '{ "board": "pybd-sf6" }');
    expect(await vpyb([main])).toEqual(told('PYBD-SF6W threads'));
    file('asked/vpyb.json', '{ "firmware": "stock" }');
    expect(await vpyb([main])).toEqual(told('PYBv1.1 stock'));
  });

  it('are those of --setup, also at the prompt; what that leaves out the file beside the program names, of which nothing is plugged in', async () => {
    const other = file('other.json', '{ "board": "pybd-sf6" }');
    expect((await vpyb(['repl', '--setup', other], { input: '' })).stdout).toContain('PYBD-SF6W with');
    file('two/vpyb.json', JSON.stringify({ board: 'pybd-sf2', firmware: 'stock', wires: [['X1', 'Q9']] }));
    const main = file('two/main.py', WHO);
    expect(await vpyb([main, '--setup', other])).toEqual(told('PYBD-SF6W stock'));
    expect(await vpyb([main, '--setup', file('none.json', '{}')])).toEqual(told('PYBD-SF2W stock'));
  });

  it('decide which pins there are, and whether there is a radio', async () => {
    const main = file('radio/main.py', 'import network\nprint(network.WLAN().active())');
    file('radio/vpyb.json', JSON.stringify({ board: 'pybd-sf2', probes: ['W3'], devices: { home: { type: 'access-point' } } }));
    const { stdout, stderr } = await vpyb([main, '--forward', '0:80']);
    expect([stdout, stderr]).toEqual(['False\n', expect.stringMatching(/^vpyb: 127\.0\.0\.1:\d+ leads to port 80 of the board\n$/)]);
    file('radio/vpyb.json', '{ "board": "pybv11" }');
    for (const option of ['--forward=0:80', '--relay=a:1=b:2']) {
      const refused = `vpyb: ${option.replace(/=.*/, '')} needs a board with a radio, and pybv11 has none: add --board pybd-sf6\n`;
      for (const from of [[main], ['-c', 'pass']])
        expect(await vpyb([option, ...from])).toEqual({ status: 2, stdout: '', stderr: refused });
    }
  });

  it.each(['network.WLAN()', "socket.getaddrinfo('example.com', 80)"])('may be without a radio, which is told: %s', async (code) => {
    expect(await vpyb(['-c', `import network, socket\n${code}`])).toMatchObject({
      status: 1,
      stderr: 'vpyb: pybv11 has no radio; pybd-sf2 and pybd-sf6 have one: --board pybd-sf2, or "board" in vpyb.json\n',
    });
  });

  it('are those of race, and of what is only compiled or shown', async () => {
    file('stages/vpyb.json', SF2);
    const main = file('stages/main.py', `import sys\nprint(t'{1}')\nassert 'SF2' in sys.implementation._machine\n`);
    expect((await vpyb(['race', main, '--seeds', '1'])).status).toBe(0);
    expect((await vpyb(['race', main, '--seeds', '1', '--board', 'pybv11'])).stdout).toContain('AssertionError');
    expect((await vpyb(['dis', main])).status).toBe(0);
    expect(await vpyb(['-X', 'compile-only', main])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect((await vpyb(['dis', main, '--firmware', 'threads'])).stderr).toContain('SyntaxError');
    expect((await vpyb(['-X', 'compile-only', '--firmware', 'threads', main])).stderr).toContain('SyntaxError');
  });

  it.each([
    ['{ "board": "esp32" }', "unknown board 'esp32'; choose from pybv11, pybd-sf2, pybd-sf6"],
    ['{ "board": "pybd-sf" }', "unknown board 'pybd-sf'; did you mean 'pybd-sf2'?"],
    ['{ "board": null }', "unknown board 'null'; choose from pybv11, pybd-sf2, pybd-sf6"],
    ['{ "firmware": "stok" }', "unknown firmware 'stok'; did you mean 'stock'?"],
    ['{ "bord": "pybd-sf2" }', "the set-up has no 'bord'; choose from board, firmware, devices, wires, probes, at"],
    ['["pybd-sf2"]', 'the set-up: expected braces with names and values'],
    ['{ "board": "pybd-sf2", }', "line 1, column 22: unexpected ',' before '}'"],
    [null, 'no such file or folder'],
  ])('%s is refused in one line by all of them', async (text, complaint) => {
    const place = path('wrong/vpyb.json');
    rmSync(place, { force: true });
    if (text === null) symlinkSync('/nowhere/vpyb.json', place);
    else file('wrong/vpyb.json', text);
    const main = file('wrong/main.py', 'print(1)');
    const refused = { status: 2, stdout: '', stderr: `vpyb: ${place}: ${complaint}\n` };
    for (const words of [[main], ['race', main], ['dis', main], ['--forward', '0:80', main]]) expect(await vpyb(words)).toEqual(refused);
    beside('test_it.py', 'def test_it(): pass\n');
    expect(await vpyb(['test', 'test_it.py', '--setup', place])).toEqual(refused);
  });
});

describe('in vpyb test', () => {
  const SOURCE = `import sys
from vpyb import Board
WHO = ${JSON.stringify(WHO)}

def who(files, **options):
    board = Board(files, **options)
    board.run(1000)
    return board.output.strip()

def test_here():
    print('here', sys.implementation._machine.split()[0])
    print('plain', who({'main.py': WHO}))
    print('folder', who('firmware'))
    print('program', who('firmware/main.py'))
    print('emptied', who('firmware', setup={}))
    print('set-up', who('firmware', setup={'board': 'pybv11'}))
    print('option', who('firmware', board='pybv11', setup={'board': 'pybd-sf2'}))
    print('firmware', who('firmware', firmware='stock'))
    for files, setup in (({'vpyb.json': '{ "board": "pybd" }'}, None), ({}, {'board': 'pybd-sf'})):
        try:
            Board(files, setup=setup)
        except ValueError as error:
            print(error)
    assert False
`;
  const REFUSED = `  vpyb.json: unknown board 'pybd'; choose from pybv11, pybd-sf2, pybd-sf6\n  unknown board 'pybd-sf'; did you mean 'pybd-sf2'?\n`;

  it("a Board's own choice comes first, then the command's, the set-up's of its files, and that of the current folder", async () => {
    beside('vpyb.json', JSON.stringify({ board: 'pybd-sf6', firmware: 'stock' }));
    file('firmware/vpyb.json', SF2);
    file('firmware/main.py', WHO);
    beside('test_who.py', SOURCE);
    const { stdout } = await vpyb(['test', 'test_who.py']);
    expect(stdout).toContain(`
  here PYBD-SF6W
  plain PYBD-SF6W stock
  folder PYBD-SF2W everything
  program PYBD-SF2W everything
  emptied PYBD-SF2W everything
  set-up PYBv1.1 everything
  option PYBv1.1 everything
  firmware PYBD-SF2W stock
${REFUSED}`);
    const asked = await vpyb(['test', 'test_who.py', '--board', 'pybd-sf6', '--setup', file('sf2.json', '{ "firmware": "threads" }')]);
    expect(asked.stdout).toContain(`
  here PYBD-SF6W
  plain PYBD-SF6W threads
  folder PYBD-SF6W everything
  program PYBD-SF6W everything
  emptied PYBD-SF6W everything
  set-up PYBD-SF6W everything
  option PYBv1.1 everything
  firmware PYBD-SF6W stock
${REFUSED}`);
  });
});
