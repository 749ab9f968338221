/** `vpyb test`, as a user types it: tests in Python, each file on a board of its own. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { command } from './support.js';

// Most of these start the command more than once.
vi.setConfig({ testTimeout: 60_000 });

const { vpyb, file, path, words: allWords } = command();
const example = (name: string): string => readFileSync(new URL(`../../examples/testing/${name}`, import.meta.url), 'utf8');

/** Runs the one file `NAME/test_it.py`, with a firmware beside it where there is one. */
async function run(name: string, source: string, words: readonly string[] = [], firmware?: string) {
  file(`${name}/test_it.py`, source);
  if (firmware !== undefined) file(`${name}/main.py`, firmware);
  return vpyb(['test', name, ...words]);
}

/** Lines of results, without their times. */
const results = (stdout: string): string[] =>
  stdout.split('\n').flatMap((line) => {
    const [, word, name] = /^ {2}(ok|FAIL|ERROR|skip) +(\S+(?: \(.*?\))?)/.exec(line) ?? [];
    return word === undefined ? [] : [`${word} ${name}`];
  });

describe('tests', () => {
  test('are functions and methods of a TestCase, coroutines among them; what they do takes simulated time', async () => {
    const source = `import asyncio, time, unittest

def test_a_function():
    time.sleep(600)

async def test_a_coroutine():
    await asyncio.sleep(1)

class Case(unittest.TestCase):
    def setUp(self):
        self.ready = True

    def test_a_method(self):
        self.assertTrue(self.ready)

def helper():
    raise ValueError

if __name__ == '__main__':
    unittest.main()
`;
    const { status, stdout, stderr } = await run('kinds', source);
    expect(stderr).toBe('');
    expect(results(stdout)).toEqual(['ok Case.test_a_method', 'ok test_a_coroutine', 'ok test_a_function']);
    expect(stdout).toMatch(/^kinds\/test_it\.py\n/);
    expect(stdout).toMatch(/\n3 passed, 0 failed; 10.017 min simulated\n$/);
    expect(status).toBe(0);
  });

  test('that fail are told with their source, what they have printed, and what their boards did', async () => {
    const firmware = "import pyb\nprint('ready')\nwhile True:\n    pyb.LED(4).toggle()\n    pyb.delay(100)\n";
    const source = `from vpyb import Board

def test_it_blinks():
    board = Board('blinks/main.py')
    board.run_until('ready', 1000)
    board.run(1000)
    print('edges:', len(board.edges('LED(4)')))
    assert board.value('LED(4)') == 2
`;
    const { status, stdout } = await run('blinks', source, [], firmware);
    expect(status).toBe(1);
    expect(stdout).toContain(
      `
FAIL blinks/test_it.py test_it_blinks
  Traceback (most recent call last):
    File "blinks/test_it.py", line 8, in test_it_blinks
      assert board.value('LED(4)') == 2
  AssertionError: 
  The test printed:
  edges: 11
  Board 1 (blinks/main.py), after 1 s, printed:
  ready
  Its signals:
`.replace('AssertionError: \n', 'AssertionError:\n'),
    );
    expect(stdout).toMatch(/\n {2}LED\(4\) {2}[▁▔┇]{60}\n/);
    expect(stdout).toMatch(/\n0 passed, 1 failed; \S+ s simulated\n$/);
  });

  test('show lines of source only from the flash of the board that raised the exception', async () => {
    file('main.py', '# a program\ndef top_of_another_file():\n    pass\n');
    file('sources/firmware/main.py', 'import helper\n\n\nhelper.fail()\n');
    file('sources/firmware/lib/helper.py', 'def fail():\n    return [][1]\n');
    const source = `from vpyb import Board
LATE = "import _thread\\ndef f():\\n    return {}['key']\\n_thread.start_new_thread(f, ())"

def test_folder():
    board = Board('sources/firmware')
    board.run(100)
    assert board.error is None, board.error

def test_output():
    board = Board({'main.py': 'x = 1\\nimport micropython\\nmicropython.schedule(lambda x: 1/0, 1)'})
    board.run(100)
    assert len(board.uncaught()) == 0, 'it said\\n' + board.output

def test_text():
    board = Board({'main.py': 'x = 1\\n1/0\\n'})
    board.run(100)
    assert board.error is None, board.error

def test_thread():
    Board({'main.py': LATE}).run(100)
`;
    const { stdout } = await run('sources', source);
    rmSync(path('main.py'));
    expect(stdout).not.toContain('top_of_another_file');
    expect(stdout).toContain(
      `    assert board.error is None, board.error
  AssertionError: Traceback (most recent call last):
    File "sources/firmware/main.py", line 4, in <module>
      helper.fail()
    File "sources/firmware/lib/helper.py", line 2, in fail
      return [][1]
  IndexError: list index out of range
`.replace(/^ {4}assert/, '      assert'),
    );
    expect(stdout).toMatch(/ {2}AssertionError: Traceback .*\n {4}File "main.py", line 2, in <module>\n {6}1\/0\n {2}ZeroDivisionError/);
    expect(stdout).toMatch(/\n {2}Board 1, Unhandled .*\n {2}Traceback .*\n {4}File "main.py", line 3, in f\n {6}return \{\}\['key'\]\n/);
    expect(stdout).toMatch(/ {2}AssertionError: it said\n[\s\S]* {4}File "main.py", line 3, in <lambda>\n {2}ZeroDivisionError/);
  });

  test('name a file as the board does if the board has made or changed it', async () => {
    file('changed/helper.py', 'def fail():\n    return 1 / 0\n');
    const source = `import sys
from vpyb import Board
CHANGED = "import os\\nprint('changed')\\ndef fail(): return {}['key']\\n"

def test_changed():
    with open('/flash/changed/helper.py', 'w') as copy:
        copy.write(CHANGED)
    import helper
    helper.fail()

def test_made():
    with open('/flash/changed/made.py', 'w') as made:
        made.write(CHANGED)
    import made
    made.fail()
`;
    const { stdout } = await run('changed', source);
    const levels = (name: string): string =>
      `    File "changed/test_it.py", line ${name === 'helper' ? 9 : 15}, in test_${name === 'helper' ? 'changed' : 'made'}
      ${name}.fail()
    File "/flash/changed/${name}.py", line 3, in fail
      def fail(): return {}['key']
`;
    expect(stdout).toContain(levels('helper'));
    expect(stdout).toContain(levels('made'));
  });

  test('that fail for want of something plugged in are told what', async () => {
    const source = `from vpyb import Board
import machine, pyb

def test_1_a_board_without_its_sensor():
    board = Board('wants/main.py')
    board.run_until('ready', 1000)

def test_2_the_own_board_without_it():
    machine.I2C(2).readfrom(0x77, 1)

def test_3_the_own_board_fails_otherwise():
    try:
        machine.I2C(2).readfrom(0x77, 1)
    except OSError:
        pass
    assert False

def test_3b_the_own_board_asks_again():
    for _ in range(2):
        try:
            machine.I2C(2).readfrom(0x77, 1)
        except OSError:
            pass
    assert False

def test_4_a_modem_at_another_rate():
    board = Board({'main.py': 'import machine\\nmachine.UART(4, 9600).write("AT")'})
    board.plug('modem', {'type': 'serial', 'uart': 4, 'baud': 19200})
    board.run_until('OK', 1000)

def test_5_no_access_point():
    board = Board({'main.py': 'import network\\nw = network.WLAN()\\nw.active(True)\\nw.connect("home", "password")'}, board='pybd-sf2')
    board.run_until('connected', 5000)

def test_6_a_card_without_program():
    board = Board({'main.py': 'print("ready")'}, setup={'devices': {'card': {'type': 'sd-card'}}})
    board.run_until('ready', 1000)
`;
    const { stdout } = await run('wants', source, [], 'import machine\nmachine.I2C(1).readfrom(0x76, 1)\n');
    const hints = stdout.split(/\n(?:FAIL|ERROR) /).map((part) => part.match(/(?<=\n {2}Hint: ).*/g) ?? []);
    const nobody = (address: string, pins: string): string =>
      `no device answers at address ${address} on the I2C bus on ${pins}; plug one in: docs/devices.md`;
    expect(hints.slice(1)).toEqual([
      [nobody('0x76', 'X9 and X10')],
      [nobody('0x77', 'Y9 and Y10')],
      [],
      [nobody('0x77', 'Y9 and Y10')],
      ['UART(4) sends with 9600 baud, but who is connected to it reads with 19200 baud'],
      ["there is no access point 'home'; set one up: docs/network.md"],
      [expect.stringMatching(/^the board has started from its SD card, which has no main.py or boot.py; .* SKIPSD/)],
    ]);
    expect(stdout).toContain(', printed nothing\n  Hint: there is no access point');
  });

  test('may be skipped, expected to fail, and divided', async () => {
    const source = `import unittest

class Case(unittest.TestCase):
    @unittest.skip('not now')
    def test_1(self): 1 / 0
    @unittest.expectedFailure
    def test_2(self): self.fail()
    @unittest.expectedFailure
    def test_3(self): pass
    def test_4(self):
        for i in range(4):
            with self.subTest('half', i=i):
                self.assertEqual(i % 2, 0)
    def test_5(self): self.skipTest('neither')

@unittest.skipIf(True, 'none of it')
class Other(unittest.TestCase):
    def test_6(self): 1 / 0
`;
    const { stdout } = await run('kinds2', source);
    expect(results(stdout)).toEqual([
      'skip Case.test_1',
      'ok Case.test_2',
      'FAIL Case.test_3',
      'FAIL Case.test_4 (half, i=1)',
      'FAIL Case.test_4 (half, i=3)',
      'skip Case.test_5',
      'skip Other.test_6',
    ]);
    expect(stdout).toContain('Case.test_1                                        not now\n');
    expect(stdout).toContain('AssertionError: unexpected success\n');
    expect(stdout).toMatch(/\n1 passed, 3 failed, 3 skipped; /);
  });

  test('are set up and cleaned up in the order of CPython', async () => {
    const source = `import unittest
done = []

class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls): done.append('setUpClass')
    @classmethod
    def tearDownClass(cls): done.append('tearDownClass')
    def setUp(self):
        done.append('setUp')
        self.addCleanup(done.append, 'cleanup')
    def tearDown(self): done.append('tearDown')
    def test_1(self): done.append('1')
    def test_2(self): raise ValueError('2')

class Async(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self): done.append('asyncSetUp')
    async def asyncTearDown(self): done.append('asyncTearDown')
    def setUp(self): done.append('up')
    def tearDown(self): done.append('down')
    async def test_3(self): done.append('3')

def test_order():
    assert done == ['up', 'asyncSetUp', '3', 'asyncTearDown', 'down', 'setUpClass', 'setUp', '1', 'tearDown', 'cleanup',
        'setUp', 'tearDown', 'cleanup', 'tearDownClass'], done
`;
    const { stdout } = await run('order', source);
    expect(results(stdout)).toEqual(['ok Async.test_3', 'ok Case.test_1', 'ERROR Case.test_2', 'ok test_order']);
  });

  test('whose set-up fails are not torn down; every clean-up is done, and all that failed is told', async () => {
    const source = `import unittest
done = []

class Case(unittest.TestCase):
    def setUp(self):
        self.addCleanup(done.append, 'first')
        self.addCleanup(int, 'cleanup')
        self.addCleanup(done.append, 'last')
        int('setUp')
    def tearDown(self): done.append('tearDown')
    def test_1(self): done.append('1')

class Dying(unittest.TestCase):
    def test_2(self): self.fail('in the test')
    def tearDown(self): raise ValueError('tearDown')

class Interrupted(unittest.TestCase):
    def test_3(self): raise KeyboardInterrupt

def test_order():
    assert done == ['last', 'first'], done
`;
    const { stdout } = await run('failing-setup', source);
    expect(results(stdout)).toEqual(['ERROR Case.test_1', 'FAIL Dying.test_2', 'ERROR Interrupted.test_3', 'ok test_order']);
    expect(stdout).toMatch(/in setUp\n[^\n]*\n {2}ValueError: invalid[\s\S]*\n {2}\n {2}Traceback .*\n {2}ValueError: invalid/);
    expect(stdout).toMatch(/\n {2}AssertionError: in the test\n {2}\n {2}Traceback[\s\S]*\n {2}ValueError: tearDown\n/);
  });

  test('that are skipped are not set up; a part that is skipped does not end the test', async () => {
    const source = `import unittest
done = []

class Case(unittest.TestCase):
    def setUp(self): done.append('set up')
    @unittest.skip('later')
    def test_1(self): pass
    @unittest.skip
    def test_2(self): pass
    @unittest.expectedFailure
    def test_3(self): self.skipTest('not here')
    @unittest.expectedFailure
    def test_4(self):
        with self.subTest(n=1): self.fail()
    def test_5(self):
        for n in range(3):
            with self.subTest(n=n):
                if n == 1: self.skipTest('one')
                self.assertEqual(n, 0)

def test_set_up():
    assert len(done) == 3, done
`;
    const { stdout } = await run('skipped', source);
    expect(results(stdout)).toEqual([
      'skip Case.test_1',
      'skip Case.test_2',
      'skip Case.test_3',
      'ok Case.test_4',
      'skip Case.test_5 (n=1)',
      'FAIL Case.test_5 (n=2)',
      'ok test_set_up',
    ]);
  });

  test('have what is set up for a class and for a module', async () => {
    const source = `import unittest
done = []

def setUpModule():
    done.append('setUpModule')
    unittest.addModuleCleanup(done.append, 'module cleanup')
def tearDownModule():
    done.append('tearDownModule')
    assert done == ['setUpModule', 'enter', 'test_1', 'exit', 'class cleanup', 'tearDownModule'], done

class Context:
    def __enter__(self): done.append('enter')
    def __exit__(self, *error): done.append('exit')

class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.addClassCleanup(done.append, 'class cleanup')
    def test_1(self):
        self.enterContext(Context())
        done.append(self.id().split('.')[-1])

class Async(unittest.IsolatedAsyncioTestCase):
    async def test_2(self):
        async def cleanup(): print('cleaned up')
        self.addAsyncCleanup(cleanup)
        self.fail()

class Single(unittest.TestCase):
    def runTest(self): pass
`;
    const { stdout } = await run('module-setup', source);
    expect(results(stdout)).toEqual(['FAIL Async.test_2', 'ok Case.test_1', 'ok Single.runTest']);
    expect(stdout).toContain('cleaned up');
    const broken = 'import unittest\ndef setUpModule(): 1 / 0\nclass Case(unittest.TestCase):\n    def test_1(self): pass\n';
    expect(results((await run('module-broken', broken)).stdout)).toEqual(['ERROR setUpModule', 'skip Case.test_1']);
    const classes =
      'import unittest\nclass Case(unittest.TestCase):\n    def setUpClass(): 1 / 0\n    def test_1(self): pass\n    def test_2(self): pass\n';
    const { stdout: told } = await run('class-broken', classes);
    expect(results(told)).toEqual(['ERROR Case.setUpClass', 'skip Case.test_1', 'skip Case.test_2']);
    expect(told).toMatch(/Case\.test_2 +not run, since Case\.setUpClass did not succeed\n/);
  });

  test('in a class that is none of unittest are told not to run', async () => {
    const { stdout } = await run('plain-class', 'class TestLamp:\n    def test_it(self): assert False\ndef test_x(): pass\n');
    expect(results(stdout)).toEqual(['skip TestLamp', 'ok test_x']);
    expect(stdout).toContain('its tests are not run: it is no unittest.TestCase');
  });

  test('that want arguments, as with fixtures, are told that there are none', async () => {
    const source = `import unittest
def test_fixture(board): pass
async def test_later(board): pass
def test_own(): int([])
def test_further(): test_fixture()
class Case(unittest.TestCase):
    def test_self(): pass
`;
    const { stdout } = await run('arguments', source);
    const reason = 'a test is called without arguments, a method with self alone; there are no fixtures';
    const refused = (wanted: number, given: number): string =>
      `  TypeError: function takes ${wanted} positional arguments but ${given} were given: ${reason}\n`;
    expect(stdout.split(refused(1, 0))).toHaveLength(3);
    expect(stdout.split(refused(0, 1))).toHaveLength(2);
    expect(stdout).toContain("in test_own\n      def test_own(): int([])\n  TypeError: can't convert list to int\n");
    expect(stdout).toContain('  TypeError: function takes 1 positional arguments but 0 were given\n');
  });

  test('that recurse without end show some levels', async () => {
    const { stdout } = await run('recursion', 'def f(): f()\ndef test_it(): f()\n');
    expect(stdout.match(/ in f\n/g)).toHaveLength(3);
    expect(stdout).toMatch(/ in f\n.*\n {4}\[repeated \d+ times more\]\n {2}RuntimeError: maximum recursion depth exceeded\n/);
  });

  test('find what they assert', async () => {
    const source = `import unittest

class Asserts(unittest.TestCase):
    def fails(self, name, *args, **keywords):
        with self.assertRaises(AssertionError, ) as context:
            getattr(self, name)(*args, **keywords)
        return str(context.exception)

    def test_all(self):
        holding = (('Equal', 1, 1.0), ('NotEqual', 1, 2), ('Less', 1, 2), ('LessEqual', 1, 1), ('Greater', 2, 1), ('GreaterEqual', 1, 1),
            ('AlmostEqual', 1.0, 1.00000001), ('NotAlmostEqual', 1.0, 1.1), ('True', 1), ('False', ''), ('Is', None, None),
            ('IsNot', 1, 2), ('IsNone', None), ('IsNotNone', 0), ('In', 1, [1]), ('NotIn', 2, [1]), ('IsInstance', 1, int),
            ('NotIsInstance', 1, (str, bytes)), ('CountEqual', [1, 2, 2], [2, 1, 2]), ('Regex', 'abc', 'b'), ('NotRegex', 'abc', 'd'))
        for name, *args in holding:
            getattr(self, 'assert' + name)(*args)
        failing = (('Equal', 1, 2), ('NotEqual', 1, 1), ('Less', 2, 1), ('LessEqual', 2, 1), ('Greater', 1, 2), ('GreaterEqual', 0, 1),
            ('AlmostEqual', 1.0, 1.1), ('NotAlmostEqual', 1.0, 1.0), ('True', 0), ('False', 'x'), ('Is', 1, None), ('IsNot', None, None),
            ('IsNone', 0), ('IsNotNone', None), ('In', 2, [1]), ('NotIn', 1, [1]), ('IsInstance', 1, str), ('NotIsInstance', 1, int),
            ('CountEqual', [1, 2], [2, 2]), ('Regex', 'abc', 'd'), ('NotRegex', 'abc', 'b'))
        for name, *args in failing:
            self.fails('assert' + name, *args)

    def test_texts(self):
        self.assertEqual(self.fails('assertEqual', 'a', 2), "'a' != 2")
        self.assertEqual(self.fails('assertEqual', 1, 2, 'so'), '1 != 2: so')
        self.assertEqual(self.fails('assertCountEqual', [1, 2], [2, 2]), 'only in the first: [1], only in the second: [2]')
        self.assertEqual(self.fails('assertIsInstance', 1, (str, bytes)), '1 is no str or bytes')

    def test_kinds(self):
        for name, value in (('List', [1]), ('Tuple', (1,)), ('Dict', {1: 2}), ('Set', {1}), ('MultiLine', 'a')):
            getattr(self, 'assert%sEqual' % name)(value, value)
            self.fails('assert%sEqual' % name, value, type(value)())
            self.fails('assert%sEqual' % name, value, None)
        self.assertSequenceEqual([1], (1,))
        self.fails('assertSequenceEqual', [1], (2,))

    def test_near(self):
        with self.assertRaises(TypeError):
            self.assertAlmostEqual(1.0, 1.5, places=1, delta=1)
        self.assertAlmostEqual(1.0, 1.04, places=1)
        self.assertAlmostEqual(10, 12, delta=2)
        self.fails('assertAlmostEqual', 10, 13, delta=2)

    def test_raises(self):
        self.assertRaises(ValueError, int, 'x')
        self.assertRaisesRegex(ValueError, 'invalid', int, 'x')
        with self.assertRaisesRegex(AssertionError, 'ValueError not raised: so'):
            with self.assertRaises(ValueError, msg='so'):
                pass
        with self.assertRaises((KeyError, IndexError)) as context:
            [][1]
        self.assertIsInstance(context.exception, IndexError)
        self.assertEqual(self.fails('assertRaises', ValueError, int, '1'), 'ValueError not raised')
        with self.assertRaises(IndexError):
            self.assertRaises(ValueError, lambda: [][1])
        self.fails('assertRaisesRegex', ValueError, 'other', int, 'x')
`;
    const { stdout, status } = await run('asserts', source);
    expect(stdout).not.toContain('Traceback');
    expect(status).toBe(0);
  });

  test('of a folder are its files test*.py, at any depth; or those that are named', async () => {
    for (const name of ['test_1.py', 'deep/er/test_2.py', 'deep/tests.py', 'deep/other.py', '.hidden/test_3.py', 'node_modules/test_4.py'])
      file(`files/${name}`, 'def test_it(): pass\n');
    const { stdout } = await vpyb(['test', 'files']);
    expect(stdout.match(/^\S+\.py$/gm)).toEqual(['files/test_1.py', 'files/deep/tests.py', 'files/deep/er/test_2.py']);
    const named = await vpyb(['test', 'files/deep/other.py', './files/test_1.py', 'files/test_1.py']);
    expect(named.stdout.match(/^\S+\.py$/gm)).toEqual(['files/deep/other.py', 'files/test_1.py']);
    const only = await vpyb(['test', 'files', '--only', 'er/test_2.py test_it']);
    expect(only.stdout).toMatch(/\n1 passed, 0 failed; /);
    const none = await vpyb(['test', 'files', '--only', 'nothing']);
    expect([none.status, none.stderr]).toEqual([2, "vpyb: no test matches 'nothing' in its name or file\n"]);
  });

  test('import from their own folder and from that in which they were started', async () => {
    file('imports/tests/helper.py', 'A = 1\n');
    file('inner.py', 'B = 2\n');
    file('imports/tests/test_it.py', 'import helper, inner\ndef test_it(): assert helper.A + inner.B == 3\n');
    expect((await vpyb(['test', 'imports'])).status).toBe(0);
  });

  test('lie in folders and files of any name', async () => {
    for (const name of ["kid's/test_it.py", "kid's/test_'.py", 'ünï/test ☃.py']) {
      file(`odd/${name}`, 'def test_it(): pass\n');
      expect(results((await vpyb(['test', `odd/${name}`])).stdout)).toEqual(['ok test_it']);
    }
  });
});

describe('a file of tests', () => {
  test('that cannot be imported ends the command with status 2, whatever others say and whichever tests are wanted', async () => {
    file('broken/test_a.py', 'def test_good(): pass\ndef test_bad(): assert False\n');
    const { stdout, status } = await run('broken', 'import nothing\ndef test_it(): pass\n');
    expect(results(stdout)).toEqual(['FAIL test_bad', 'ok test_good', 'ERROR import']);
    expect(stdout).toContain("ImportError: no module named 'nothing'\n");
    expect(stdout).toMatch(/\n1 passed, 1 failed, 1 file not imported; /);
    expect(status).toBe(2);
    file('broken/test_b.py', 'def test_it(: pass\n');
    const only = await vpyb(['test', 'broken', '--only', 'good']);
    expect(results(only.stdout)).toEqual(['ok test_good', 'ERROR import', 'ERROR import']);
    expect(only.stdout).toMatch(/\n1 passed, 0 failed, 2 files not imported; /);
    expect([only.status, only.stderr]).toEqual([2, '']);
  });

  test('without tests is none that --only has found', async () => {
    const { status, stderr } = await run('testless', 'x = 1\n', ['--only', 'nothing']);
    expect([status, stderr]).toEqual([2, "vpyb: no test matches 'nothing' in its name or file\n"]);
  });

  test('that has none is told', async () => {
    const empty = await run('empty', 'x = 1\n');
    expect(empty.stdout).toContain(
      '  skip  import                                             no tests found: functions test…, or methods test… of a unittest.TestCase\n',
    );
    expect(empty.status).toBe(2);
    file('empty/test_more.py', 'def test_it(): pass\n');
    expect((await vpyb(['test', 'empty'])).status).toBe(0);
    const { status, stderr } = await vpyb(['test', 'nowhere']);
    expect([status, stderr]).toEqual([2, 'vpyb: nowhere: no such file or folder\n']);
    file('bare/other.py', '');
    expect((await vpyb(['test', 'bare'])).stderr).toBe('vpyb: no tests found: no file test*.py in bare\n');
    expect((await vpyb(['test', '-O'])).stderr).toBe("vpyb: --optimize does not apply to 'test'\n");
    expect((await vpyb(['test', '-X', 'compile-only'])).stderr).toBe("vpyb: -X compile-only does not apply to 'test'\n");
    expect((await vpyb(['test', '..'])).stderr).toMatch(/^vpyb: .*: outside the current folder, .*\n$/);
  });

  test('that does not come to its end has failed in the test that hangs', async () => {
    const source = 'def test_1(): pass\ndef test_2():\n    while True: pass\ndef test_3(): pass\n';
    const { stdout, status } = await run('hangs', source, ['--for', '50ms']);
    expect(results(stdout)).toEqual(['ok test_1', 'ERROR test_2', 'skip test_3']);
    expect(stdout).toMatch(/test_3 +not run, since test_2 did not finish\n/);
    expect(stdout).toContain('\n  it did not end within 50 ms of simulated time (--for)\n');
    expect(stdout).toContain('", line 3, in test_2\n      while True: pass\n  KeyboardInterrupt:');
    expect(status).toBe(1);
    const stubborn = 'def test_1(): sorted([1, 2], key=lambda x: forever())\ndef forever():\n    while True: pass\n';
    const { stdout: nested } = await run('stubborn', stubborn, ['--for', '50ms']);
    expect(results(nested)).toEqual(['ERROR test_1']);
    expect(nested).toContain('\n  it did not end within 50 ms of simulated time (--for)\n');
    const late = await run('hangs', source, ['--max-wall', '300ms', '--for', '7d', '--junit', 'late.xml']);
    expect(results(late.stdout)).toEqual(['ok test_1', 'ERROR test_2', 'skip test_3']);
    expect(readFileSync(path('late.xml'), 'utf8')).toMatch(/name="test_3".*\n *<skipped message="not run, since test_2 did not finish"\/>/);
    expect(late.stdout).toContain('\n  stopped by --max-wall\n');
    expect(late.stderr).toMatch(/^vpyb: stopped by --max-wall after \d\.\d s\n$/);
    expect(late.status).toBe(124);
    file('hangs/test_later.py', 'def test_it(): pass\n');
    const { stderr, stdout: both } = await vpyb(['test', 'hangs', '--max-wall', '300ms', '--for', '7d', '--junit', 'late.xml']);
    expect(both).toMatch(/\nhangs\/test_later.py\n {2}skip {2}import +not run, since --max-wall was over\n/);
    expect(readFileSync(path('late.xml'), 'utf8')).toMatch(
      /<testsuite name="hangs\/test_later.py" tests="1" .*\n.* name="import" .*\n *<skipped message="not run, since --max-wall was over"\/>/,
    );
    expect(stderr).toMatch(/^vpyb: stopped by --max-wall after \d\.\d s; one file was not run\n$/);
    const board = "from vpyb import Board\ndef test_it(): Board({'main.py': 'while True: pass'}).";
    for (const waits of ['run(1e9)', "run_until('x', 1e9)"]) {
      const { stdout: told } = await run('hangs-beside', `${board}${waits}\n`, ['--max-wall', '300ms']);
      expect(results(told)).toEqual(['ERROR test_it']);
    }
  });

  test.each([
    ['SIGINT', 'Ctrl-C', 130],
    ['SIGTERM', 'SIGTERM', 143],
  ] as const)('is stopped by %s, and everything is reported', async (name, by, status) => {
    file(`${name}/test_a.py`, 'def test_1(): pass\ndef test_2():\n    while True: pass\ndef test_3(): pass\n');
    file(`${name}/test_b.py`, 'def test_it(): pass\n');
    const report = `${name}.xml`;
    const ended = await vpyb(['test', name, '--for', '7d', '--junit', report], { signal: { after: 'test_1', name } });
    expect(results(ended.stdout)).toEqual(['ok test_1', 'ERROR test_2', 'skip test_3', 'skip import']);
    expect(ended.stdout).toContain(`\n  stopped by ${by}\n`);
    expect(ended.stdout).toContain(`not run, since ${by} came\n`);
    expect(ended.stderr).toMatch(new RegExp(`^vpyb: stopped by ${by} after \\d+\\.\\d s; one file was not run\n$`));
    expect(ended.status).toBe(status);
    expect(readFileSync(path(report), 'utf8')).toContain(`<testsuite name="${name}/test_b.py" tests="1" `);
  });

  test('that waits for another board for long is ended by Ctrl-C at once', async () => {
    file(
      'beside/test_it.py',
      "from vpyb import Board\ndef test_1(): pass\ndef test_2(): Board({'main.py': 'while True: pass'}).run(1e9)\n",
    );
    const child = spawn(process.execPath, allWords(['test', 'beside']), { cwd: path('.'), stdio: ['ignore', 'pipe', 'ignore'] });
    const closed = new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)));
    const again = setInterval(() => child.kill('SIGINT'), 2000);
    expect(await closed).toBe('SIGINT');
    clearInterval(again);
  });

  test('that resets its board, or ends it, has failed there', async () => {
    const resets = await run('resets', 'import machine\ndef test_it(): machine.reset()\ndef test_z(): pass\n');
    expect(results(resets.stdout)).toEqual(['ERROR test_it', 'skip test_z']);
    expect(resets.stdout).toContain('\n  the test has reset its own board, and is over\n');
    const ends = await run('ends', 'import sys\ndef test_it(): sys.exit(3)\ndef test_z(): pass\n');
    expect(results(ends.stdout)).toEqual(['ERROR test_it', 'ok test_z']);
    expect(ends.stdout).toContain('\n  SystemExit: 3\n');
  });
});

describe('a test that fills the heap', () => {
  const hint = "  Hint: the heap of the test's own board has 100 KiB; --heap gives it more: vpyb test --heap 1m\n";

  test('fails with its traceback; those after it run on a fresh board', async () => {
    const source = `keep = []

def test_bytes():
    while True:
        keep.append(bytearray(1000))

def test_fits():
    assert keep == []

def test_local():
    own = []
    while True:
        own.append(bytearray(1000))

def test_next():
    pass
`;
    const { stdout, status } = await run('fills', source);
    expect(status).toBe(1);
    expect(results(stdout)).toEqual(['ERROR test_bytes', 'ok test_fits', 'ERROR test_local', 'ok test_next']);
    expect(stdout).toContain(`
ERROR fills/test_it.py test_bytes
  Traceback (most recent call last):
    File "fills/test_it.py", line 5, in test_bytes
      keep.append(bytearray(1000))
  MemoryError: memory allocation failed, allocating 1000 bytes
${hint}`);
    expect(stdout).toContain(`
    File "fills/test_it.py", line 13, in test_local
      own.append(bytearray(1000))
  MemoryError: memory allocation failed, allocating 1000 bytes
${hint}`);
  });

  test('leaves room for what unittest does, if not a byte is free', async () => {
    const source = `import unittest

chain = None

def fill():
    global chain
    while True:
        chain = [chain]

class Case(unittest.TestCase):
    def tearDown(self):
        self.done = [1, 2, 3]

    def test_cleans_up(self):
        self.addCleanup(print, 'cleaned', 'up')
        fill()

    def test_expects_it(self):
        with self.assertRaises(MemoryError):
            fill()
        global chain
        chain = None

    def test_parts(self):
        for i in range(3):
            with self.subTest(i=i):
                fill()

    def test_passes(self):
        pass

def test_locked():
    raise MemoryError('memory allocation failed, heap is locked')
`;
    const { stdout } = await run('brimful', source);
    const parts = [0, 1, 2].map((i) => `ERROR Case.test_parts (i=${i})`);
    expect(results(stdout)).toEqual([
      ...['ERROR Case.test_cleans_up', 'ok Case.test_expects_it', ...parts, 'ok Case.test_passes', 'ERROR test_locked'],
    ]);
    expect(stdout).toContain(`
ERROR brimful/test_it.py Case.test_cleans_up
  Traceback (most recent call last):
    File "brimful/test_it.py", line 16, in test_cleans_up
      fill()
    File "brimful/test_it.py", line 8, in fill
      chain = [chain]
  MemoryError: memory allocation failed, allocating 16 bytes
  The test printed:
  cleaned up
${hint}`);
    expect(stdout).not.toMatch(/heap is locked\n {2}Hint/);
  });

  test('while its file is imported hides no place', async () => {
    const { stdout, status } = await run('import-fills', 'chain = None\nwhile True:\n    chain = [chain]\n\ndef test_it(): pass\n');
    expect(status).toBe(2);
    expect(results(stdout)).toEqual(['ERROR import']);
    expect(stdout).toContain(`File "import-fills/test_it.py", line 3, in <module>\n      chain = [chain]\n  MemoryError: memory`);
    expect(stdout).toContain(hint);
  });

  test('gets no more memory than its board has', async () => {
    const source = `import gc
def test_a(): assert gc.mem_free() + gc.mem_alloc() == 65536
def test_b():
    gc.collect()
    try:
        bytearray(gc.mem_free() + 5000)
    except MemoryError:
        return
    assert False
`;
    expect(results((await run('bounded', source, ['--heap', '64k'])).stdout)).toEqual(['ok test_a', 'ok test_b']);
  });
});

describe('the time of a file', () => {
  test('is that of all boards together', async () => {
    const source = `from vpyb import Board, World

def test_runs():
    board = Board({'main.py': 'while True: pass'})
    while 'never' not in board.output:
        board.run(100)

def test_unrun():
    pass
`;
    const { stdout } = await run('others', source, ['--for', '2s']);
    expect(results(stdout)).toEqual(['ERROR test_runs', 'skip test_unrun']);
    expect(stdout).toContain(`
  it did not end within 2 s of simulated time (--for)
  Traceback (most recent call last):
    File "others/test_it.py", line 6, in test_runs
      board.run(100)
  KeyboardInterrupt:
`);
    expect(stdout).toMatch(/\n0 passed, 1 failed, 1 skipped; 1\.99\d s simulated\n$/);
  });

  test('ends in the middle of a wait, of boards that share time, too, and whatever the test catches', async () => {
    const source = `from vpyb import Board, World

def test_waits():
    boards = [Board({'main.py': 'import time\\nwhile True: time.sleep(1)'}) for i in range(2)]
    World(*boards)
    while True:
        try:
            boards[0].run_until('never', 1_000_000)
        except BaseException:
            pass
`;
    const { stdout } = await run('share', source, ['--for', '2s']);
    expect(stdout).toContain('\n  it did not end within 2 s of simulated time (--for)\n');
    expect(stdout).toMatch(/ {2}Board 1, after 99\d(\.\d+)? ms, /);
  });

  test('leaves its own board what the others have not taken', async () => {
    const source = `import time
from vpyb import Board

def test_sleeps():
    Board({}).run(1500)
    time.sleep(10)
`;
    const { stdout } = await run('sleeps', source, ['--for', '2s']);
    expect(stdout).toMatch(/ {2}ERROR test_sleeps +1\.99\d s\n/);
    expect(stdout).toContain('    File "sleeps/test_it.py", line 6, in test_sleeps\n      time.sleep(10)\n  KeyboardInterrupt:');
  });
});

describe('what nobody catches', () => {
  const SOURCE = `import _thread, micropython, pyb, time
from vpyb import Board, here

def fail(x):
    return [x][3]
def quietly(t):
    return [t]
def hard(): pyb.Timer(4, freq=100, callback=quietly)
def soft(): pyb.Timer(4, freq=100, callback=fail, hard=False)
def scheduled(): micropython.schedule(fail, 1)
def threaded(): _thread.start_new_thread(fail, (1,))
def other(): Board({'main.py': 'import pyb\\npyb.Timer(4, freq=100, callback=lambda t: [t])'}).run(1000)
`;

  test('in callbacks and threads of the boards of a test is what it fails by', async () => {
    const tests = ['hard', 'soft', 'scheduled', 'threaded'].map(
      (what) => `def test_${what}():\n    ${what}()\n    time.sleep_ms(15)\n    pyb.Timer(4).deinit()\n`,
    );
    const { stdout, status } = await run(
      'uncaught',
      `${SOURCE}def test_other(): other()\ndef test_then(): time.sleep(1)\n${tests.join('')}`,
    );
    expect(results(stdout)).toEqual([
      'ERROR test_hard',
      'ERROR test_other',
      'ERROR test_scheduled',
      'ERROR test_soft',
      'ok test_then',
      'ERROR test_threaded',
    ]);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /ERROR \S+ test_hard\n {2}Uncaught in a callback or a thread \(a test that expects this calls uncaught\(\) of the board\):\n {2}\d+\.\d+ ms: quietly, the callback of Timer\(4\), raised MemoryError: memory allocation failed, heap is locked\n.*line 7, in quietly\n *return \[t\]\n *\^{3}\n *why:/,
    );
    expect(stdout).toMatch(/\n {2}Board 1, \d+\.\d+ ms: <lambda>, the callback of Timer\(4\), raised MemoryError/);
    expect(stdout).toMatch(
      /\n {2}\d+\.\d+ ms: fail, the callback of micropython\.schedule\(\), raised IndexError: list index out of range\n/,
    );
    expect(stdout).toMatch(
      /\n {2}Unhandled exception in thread started by <function fail at 0x\w+>\n {2}Traceback .*\n.*line 5, in fail\n *return/,
    );
  });

  test('is expected by a test that asks for it', async () => {
    const source = `${SOURCE}
def test_it():
    hard()
    time.sleep_ms(15)
    threaded()
    time.sleep_ms(15)
    callback, thread = here.uncaught()
    assert 'heap is locked' in callback and 'IndexError' in thread
    assert here.uncaught() == []
    board = Board({'main.py': 'import pyb\\npyb.Timer(4, freq=100, callback=lambda t: [t][1], hard=False)'})
    board.run(3000)
    assert len(board.uncaught()) == 100
`;
    const { stdout } = await run('expected', source);
    expect(results(stdout)).toEqual(['ok test_it']);
  });

  test('after the tests, or beside what fails anyhow, is told, too', async () => {
    const source = `${SOURCE}
def test_it():
    soft()
    time.sleep_ms(75)
    pyb.Timer(4).deinit()
    assert False
def test_then():
    def late():
        time.sleep(1)
        1 / 0
    _thread.start_new_thread(late, ())
`;
    const { stdout } = await run('late', source);
    expect(results(stdout)).toEqual(['FAIL test_it', 'ok test_then', 'ERROR afterwards']);
    expect(stdout).toMatch(
      /AssertionError: \n {2}\n {2}Uncaught in a callback[\s\S]*IndexError[\s\S]*IndexError[\s\S]*IndexError[\s\S]*\n {2}and so on\n/,
    );
    expect(stdout).toMatch(/ERROR \S+ afterwards\n {2}Uncaught in a callback.*\n {2}Unhandled exception in thread/);
  });
});

describe("the test's own board", () => {
  test('has what was plugged in by a file and by the command, and its world changes', async () => {
    const source = `import dht, machine, time
from vpyb import here

def measured(pin):
    sensor = dht.DHT22(machine.Pin(pin))
    sensor.measure()
    return sensor.temperature()

def test_it():
    assert (measured('X3'), measured('X4')) == (21.5, 5)
    here.change('room.temperature', -2)
    here.change('outside.temperature', 7)
    time.sleep(3)  # a DHT22 measures no faster

def test_then():
    assert (measured('X3'), measured('X4')) == (-2, 7)
`;
    file('plugged/setup.json', JSON.stringify({ devices: { room: { type: 'dht22', data: 'X3', temperature: 21.5 } } }));
    const outside = 'outside=dht22,data=X4,temperature=5';
    const { stdout } = await run('plugged', source, ['--setup', 'plugged/setup.json', '--device', outside]);
    expect(results(stdout)).toEqual(['ok test_it', 'ok test_then']);
  });
});

describe('a board that a test makes', () => {
  test('is run, waited for, typed at, pressed, wired, and looked at', async () => {
    const firmware = `import pyb, machine
x1 = pyb.Pin('X1', pyb.Pin.IN, pyb.Pin.PULL_DOWN)
adc = pyb.ADC('X19')
print('name?')
name = input()
print('hello', name)
open('log.txt', 'w').write(name)
while not pyb.Switch()():
    pyb.delay(1)
print('pressed', x1(), adc.read() > 2000)
pyb.LED(2).on()
raise ValueError('end')
`;
    const source = `from vpyb import Board

def test_it():
    board = Board({'main.py': open('api/main.py').read()}, board='pybv11', seed=3)
    assert repr(board) == '<Board 1>'
    assert board.us == 0 and not board.ended and board.status is None and board.error is None
    took = board.run_until('name?', 2000)
    assert 0 < took == board.us, took
    board.type('Ada\\r')
    board.run_until('hello Ada', 100)
    board.run(10.5)
    assert board.read('log.txt') == 'Ada' and board.read_bytes('/flash/log.txt') == b'Ada'
    board.drive('X1', 1)
    board.volts('X19', 3.3)
    board.press()
    board.run_until(lambda: board.value('LED(2)'), 1000)  # it writes its flash meanwhile
    board.release()
    board.run(100)
    at, value = board.edges('LED(2)')[-2]
    assert value == 1 and at < board.us, board.edges('LED(2)')
    assert board.output.endswith('ValueError: end\\n'), board.output
    assert board.ended and board.status == 1 and 'line 12' in board.error
    assert 'LED(2)' in board.timeline(0, 10)
    board.reset()
    board.run_until('name?', 2000)

def test_errors():
    board = Board({})
    for wrong in (lambda: board.edges('LED(9)'), lambda: board.run(-1), lambda: board.read('none'), lambda: board.change('X1.volts', 99),
            lambda: board.timeline(5, 1), lambda: board.read(''), lambda: board.read_bytes(''),
            lambda: board.change('none.it', 1), lambda: board.plug('a', {'type': 'none'}), lambda: board.shown('none'),
            lambda: Board('nowhere'), lambda: Board({}, board='esp32'), lambda: Board({}, heap=3), lambda: Board({}, setup={'x': 1})):
        try:
            wrong()
        except ValueError as error:
            print(error)
        else:
            assert False
    try:
        Board(3)
    except TypeError as error:
        print(error)
    assert False
`;
    const { stdout } = await run('api', source, [], firmware);
    expect(results(stdout)).toEqual(['FAIL test_errors', 'ok test_it']);
    expect(stdout).toContain("files must be a folder, a program, or a dict such as {'main.py': source}\n");
  });

  test('has an id and a MAC address that no other board has, unless the test chooses one', async () => {
    const source = `from vpyb import Board
import machine, network

WHO = """import machine, network
print(machine.unique_id().hex(), network.WLAN(network.STA_IF).config('mac').hex())
"""

def who(**options):
    board = Board({'main.py': WHO}, **options)
    board.run_until('\\n', 1000)
    return tuple(board.output.split())

def test_it():
    own = machine.unique_id().hex(), network.WLAN(network.STA_IF).config('mac').hex()
    one, other = who(), who()
    for at in range(2):
        assert len({own[at], one[at], other[at]}) == 3, (own, one, other)
    chosen = '2c0019000b51333339363635'
    assert who(unique_id=chosen)[0] == chosen
`;
    const { stdout } = await run('ids', source, ['--board', 'pybd-sf2']);
    expect(results(stdout)).toEqual(['ok test_it']);
  });

  test('has what its folder says, or instead what the test says, and what the test plugs in', async () => {
    file('home/firmware/main.py', "import sensor\nprint(sensor.read())\nprint(open('/flash/vpyb.json').read() != '')\n");
    file(
      'home/firmware/lib/sensor.py',
      "import dht, machine\nd = dht.DHT22(machine.Pin('X3'))\ndef read():\n    d.measure()\n    return d.temperature()\n",
    );
    file('home/firmware/vpyb.json', JSON.stringify({ devices: { room: { type: 'dht22', data: 'X3', temperature: 21.5 } } }));
    const source = `from vpyb import Board
def test_it():
    board = Board('home/firmware')
    board.plug('peer', {'type': 'serial', 'uart': 4})
    board.run_until('21.5', 3000)
    board.run_until('True', 100)
    board.change('room.temperature', -3)
    board.plug('screen', {'type': 'ssd1306', 'scl': 'X9', 'sda': 'X10'})
    assert board.shown('peer') == '', board.shown('peer')
    assert board.shown('screen').strip() == ''
    try:
        board.plug('room', {'type': 'dht22', 'data': 'X4'})
    except ValueError as error:
        assert str(error) == 'room: this name is already taken by a device of vpyb.json', error
    else:
        assert False

def test_replaced():
    board = Board('home/firmware', setup={'devices': {'room': {'type': 'dht22', 'data': 'X3', 'temperature': 5}}})
    board.run_until('5.0', 3000)

def test_missing():
    board = Board('home/firmware', setup={})
    board.run(1000)
    assert 'ETIMEDOUT' in board.error, board.error
`;
    const { stdout } = await run('home', source);
    expect(results(stdout)).toEqual(['ok test_it', 'ok test_missing', 'ok test_replaced']);
  });

  test('reads its set-up as the command does, and names it in what is wrong there', async () => {
    const source = `from vpyb import Board

def refusal(text):
    try:
        Board({'main.py': '', 'vpyb.json': text})
    except ValueError as error:
        return str(error)

def test_mark():
    assert refusal('\\ufeff{"devices": {"room": {"type": "dht22", "data": "X3"}}}') is None

def test_faults():
    print(refusal('{"devices": {},\\n "wires": [1,]}'))
    print(refusal('{"devices": {"room": {"type": "dht22", "data": "Q3"}}}'))
    assert False
`;
    const { stdout } = await run('written', source);
    expect(results(stdout)).toEqual(['FAIL test_faults', 'ok test_mark']);
    expect(stdout).toContain("\n  vpyb.json: line 2, column 13: unexpected ',' before ']'\n");
    expect(stdout).toMatch(/\n {2}vpyb\.json: .*Q3.*\n/);
  });

  test('has cards with the folders that its set-up names, which must exist', async () => {
    file('cards/firmware/main.py', "print(open('/sd/config.txt').read())\n");
    file('cards/firmware/inner/config.txt', 'inner');
    file('cards/firmware/vpyb.json', JSON.stringify({ devices: { card: { type: 'sd-card', files: 'inner' } } }));
    file('cards/outer/config.txt', 'outer');
    file('cards/outer/.git/config', '');
    const source = `from vpyb import Board, here

def card(files):
    return {'type': 'sd-card', 'files': files}

def test_found():
    Board('cards/firmware/main.py').run_until('inner', 3000)
    board = Board('cards/firmware/main.py', setup={'devices': {'card': card('cards/outer')}})
    board.run_until('outer', 3000)
    assert board.read('/sd/config.txt') == 'outer'
    try:
        board.read('/sd/.git/config')
        assert False
    except ValueError as error:
        assert str(error).endswith('there are /sd/config.txt'), error

def test_missing():
    for name in ('nowhere', 'cards/test_it.py', '../..', 'cards/../cards/outer', '/etc', ''):
        for board in (Board({}), here):
            try:
                board.plug('c', card(name))
                assert False
            except ValueError as error:
                print(error)
    try:
        Board({'vpyb.json': '{"devices": {"c": {"type": "sd-card", "files": "nowhere"}}}'})
    except ValueError as error:
        print(error)
    assert False
`;
    const { stdout } = await run('cards', source);
    expect(results(stdout)).toEqual(['ok test_found', 'FAIL test_missing']);
    expect(stdout).toContain('  cards/test_it.py: is not a folder\n');
    expect(stdout).toContain('  /etc: no such file or folder\n  c.files: the name of the folder is empty\n');
    expect(stdout).toContain('  vpyb.json: nowhere: no such file or folder\n  Board 1, after 0 ns');
  });

  test('ends as the command does, when its program exits', async () => {
    const source = `from vpyb import Board

def test_it():
    board = Board({'main.py': "import sys\\nprint('once')\\nsys.exit(4)"})
    board.run(2000)
    assert (board.ended, board.status, board.error) == (True, 4, None), board.status
    assert board.output == 'once\\n', board.output
    board.reset()
    board.run_until('once', 2000)

def test_text():
    board = Board({'main.py': "raise SystemExit('no')"})
    board.run(2000)
    assert (board.ended, board.status) == (True, 1)

def test_restart():
    board = Board({'main.py': "import machine\\nprint('again')\\nmachine.soft_reset()"})
    board.run_until('again', 1000)
    board.run_until('again', 1000)
    assert not board.ended
`;
    const { stdout } = await run('exits', source);
    expect(results(stdout)).toEqual(['ok test_it', 'ok test_restart', 'ok test_text']);
  });

  test('sends bytes to a peer and gets bytes from it, whatever text they would be', async () => {
    const source = `from vpyb import Board
MODBUS = "import machine\\nuart = machine.UART(4, 9600, timeout=100)\\nuart.write(b'\\\\x01\\\\x03\\\\xc4\\\\x0b')\\nwhile True:\\n    got = uart.read(3)\\n    if got: print(got)"

def test_it():
    board = Board({'main.py': MODBUS}, setup={'devices': {'m': {'type': 'serial', 'uart': 4}}})
    board.run(50)
    assert board.shown_bytes('m') == b'\\x01\\x03\\xc4\\x0b', board.shown_bytes('m')
    assert board.shown('m') == '\\x01\\x03\\ufffd\\x0b'
    for data in (b'\\x01\\x83\\xff', bytearray(b'\\x01\\x83\\xff')):
        board.change('m.send', data)
        board.run_until(r"b'\\x01\\x83\\xff'", 500)
    board.change('m.sendBytes', '01 83 ff')
    board.run_until(r"b'\\x01\\x83\\xff'", 500)
    board.change('m.send', '\\xff')
    board.change('m.send', '!')
    board.run_until(r"b'\\xc3\\xbf!'", 500)
    board.plug('screen', {'type': 'ssd1306', 'scl': 'X9', 'sda': 'X10'})
    for wrong in (lambda: board.shown_bytes('screen'), lambda: board.change('m.sendBytes', '0'), lambda: board.change('X1.level', b'1')):
        try:
            wrong()
        except ValueError as error:
            print(error)
    assert False
`;
    const { stdout } = await run('binary', source);
    expect(stdout).toContain(
      `  The test printed:
  'screen' has no bytes to show; a serial device has
  m.sendBytes: "0" is not bytes in hexadecimal such as 01 83 FF
  X1.level: this value of 1 bytes is not 0 or 1, or none
`,
    );
  });

  test("has the turns that 'vpyb race' prints, so that a race becomes a test", async () => {
    file('raced/main.py', readFileSync(new URL('../../examples/race/main.py', import.meta.url), 'utf8'));
    const race = await vpyb(['race', 'raced/main.py']);
    const [, seed, turns] = /^again: .* --seed (\d+) --turns (\S+)$/m.exec(race.stdout) ?? [];
    const source = `from vpyb import Board
def test_race():
    board = Board('raced/main.py', seed=${seed}, turns='${turns}')
    board.run(10_000)
    assert board.error is None, board.error
def test_plain():
    board = Board('raced/main.py', turns='1s')
    board.run(10_000)
    assert board.ended and board.error is None, board.error
def test_wrong(): Board({}, turns='1x')
`;
    const { stdout } = await run('raced', source);
    expect(results(stdout)).toEqual(['ok test_plain', 'FAIL test_race', 'ERROR test_wrong']);
    expect(stdout).toContain('AssertionError: a number was given twice\n');
    expect(stdout).toContain("ValueError: unknown turns '1x'; choose from board, random, the longest turn");
  });

  test('runs the program that is named although it starts from its card', async () => {
    file('carded/vpyb.json', JSON.stringify({ devices: { card: { type: 'sd-card' } } }));
    const source = `from vpyb import Board
def test_it():
    board = Board('carded/main.py')
    board.run_until("['flash', 'sd']", 3000)
`;
    const { stdout } = await run('carded', source, [], "import os\nprint(sorted(os.listdir('/')))\n");
    expect(results(stdout)).toEqual(['ok test_it']);
  });

  test('keeps account of who has had its processor', async () => {
    const source = `from vpyb import Board, here
FW = "import pyb\\nt = pyb.Timer(2, freq=100)\\ndef tick(t): pyb.LED(1).toggle()\\nt.callback(tick)\\nwhile True: pyb.wfi()"

def test_it():
    board = Board({'main.py': FW}, activity=True)
    board.run(1000)
    load = board.load('TIM2 tick')
    assert load['runs'] == 99 and 0 < load['longest_us'] < 50 and 0 < load['latency_us'] < 50 and load['us'] < 99 * 50, load
    assert board.load('main')['latency_us'] is None
    for wrong in (lambda: board.load('TIM3'), lambda: Board({}).load('main'), lambda: here.load('main')):
        try:
            wrong()
        except ValueError as error:
            print(error)
    assert False
`;
    const { stdout } = await run('load', source);
    expect(stdout).toContain(
      "  The test printed:\n  no actor named 'TIM3' has run; those that have: main, TIM2 tick\n  load: activity was not recorded; give the option 'activity'\n  load:",
    );
  });

  test('tells the colours of lights and displays', async () => {
    const source = `from vpyb import Board
MAIN = '''
import machine
machine.bitstream(machine.Pin('X1', machine.Pin.OUT), 0, (400, 850, 800, 450), bytes((0x20, 0x10, 0x30)) + bytes(3))
i2c = machine.I2C(1)
def show(*commands):
    for command in commands: i2c.writeto(0x3C, bytes((0x80, command)))
show(0x8D, 0x14, 0xA5)
print('dark')
machine.idle()
show(0xAF)
print('lit')
'''

def test_it():
    board = Board({'main.py': MAIN})
    board.plug('lights', {'type': 'neopixel', 'data': 'X1', 'count': 2})
    board.plug('screen', {'type': 'ssd1306', 'scl': 'X9', 'sda': 'X10', 'height': 32})
    board.plug('room', {'type': 'dht22', 'data': 'X3'})
    board.run_until('dark', 1000)
    assert (board.pixel('lights', 0), board.pixel('lights', 1)) == (0x102030, 0)
    assert board.pixel('screen', 5, 31) == 0
    board.run_until('lit', 1000)
    assert board.pixel('screen', 5, 31) == 0xffffff
    for wrong in (lambda: board.pixel('lights', 2), lambda: board.pixel('screen', 0, -1), lambda: board.pixel('room', 0)):
        try:
            wrong()
        except ValueError as error:
            print(error)
    assert False
`;
    const { stdout } = await run('pixel', source);
    expect(stdout).toContain(
      "  The test printed:\n  'lights' has 2 × 1 points, none at 2, 0\n  'screen' has 128 × 32 points, none at 0, -1\n  'room' shows no picture\n",
    );
  });

  test('goes together with the others of a world', async () => {
    const source = `from vpyb import Board, World, here
SENDER = "import pyb\\nu = pyb.UART(4, 9600)\\nwhile True:\\n    u.write('ping')\\n    pyb.delay(100)"
RECEIVER = "import pyb\\nu = pyb.UART(4, 9600)\\nwhile True:\\n    got = u.read(4)\\n    if got: print(got)"

def test_it():
    one, other = Board({'main.py': SENDER}), Board({'main.py': RECEIVER})
    world = World(one, other)
    world.wire(one, 'X1', other, 'X2')
    other.run_until("b'ping'", 1000)
    assert abs(one.us - other.us) < 100, (one.us, other.us)

def test_can():
    sender = "import pyb\\ncan = pyb.CAN(1, pyb.CAN.NORMAL, baudrate=125000)\\nwhile True:\\n    can.send('ping', 5)\\n    pyb.delay(10)"
    receiver = "import pyb\\ncan = pyb.CAN(2, pyb.CAN.NORMAL, baudrate=125000)\\ncan.setfilter(0, pyb.CAN.MASK16, 0, (0, 0, 0, 0))\\nprint(can.recv(0))"
    one, other = Board({'main.py': sender}), Board({'main.py': receiver})
    world = World(one, other)
    world.can(one, 1, other, 2)
    other.run_until("b'ping'", 1000)

def test_errors():
    board = Board({})
    World(board)
    a, b = Board({}), Board({})
    world = World(a, b)
    for wrong, error in ((lambda: World(here), ValueError), (lambda: World(3), TypeError), (lambda: World(board), ValueError),
            (lambda: world.wire(a, 'X1', here, 'X1'), ValueError), (lambda: world.wire(a, 'X1', board, 'X1'), ValueError),
            (lambda: world.wire(a, 'X1', b, 'Z9'), ValueError), (lambda: world.can(a, 1, b, 3), ValueError)):
        try:
            wrong()
        except error as problem:
            print(problem)
        else:
            assert False
    assert False
`;
    const { stdout } = await run('world', source);
    expect(results(stdout)).toEqual(['ok test_can', 'FAIL test_errors', 'ok test_it']);
    expect(stdout).toContain(
      '  The test printed:\n  the board on which the test runs cannot join a World\n  expected a Board\n  a board can be in only one world\n  a wire can only join boards of this world: make the world with all of them\n  a wire can only join boards of this world: make the world with all of them\n  pybv11 has no pin Z9\n  pybv11 has no CAN 3\n',
    );
  });

  test("stands still with the test's own, whose outside is `here`", async () => {
    const source = `import machine, pyb, time
from vpyb import Board, here

def test_time():
    board = Board({'main.py': 'import time\\nwhile True: time.sleep(1)'})
    before = time.ticks_us(), here.us
    board.run(60_000)
    after = time.ticks_us(), here.us
    assert after[0] - before[0] < 2000 and after[1] - before[1] < 2000, (before, after)

def test_here():
    pin = pyb.Pin('X1', pyb.Pin.IN)
    here.drive('X1', 1)
    assert pin() == 1
    seen = []
    pin.irq(lambda p: seen.append(p()), pyb.Pin.IRQ_FALLING)
    here.drive('X1', 0)
    time.sleep_ms(1)
    assert seen == [0]
    here.wire('Y1', 'Y2')
    out = machine.Pin('Y1', machine.Pin.OUT, value=1)
    assert machine.Pin('Y2', machine.Pin.IN)() == 1
    try:
        here.run(1)
    except RuntimeError as error:
        assert str(error) == 'the test itself runs on this board: use time.sleep_ms() to let time pass'
`;
    expect(results((await run('here', source)).stdout)).toEqual(['ok test_here', 'ok test_time']);
  });
});

describe('native code that calls a test', () => {
  test('does not keep its boards from waiting', async () => {
    const source = `from vpyb import Board

def waiting():
    return Board({'main.py': 'import time\\nwhile True: time.sleep_ms(1)'})

def test_map():
    board = waiting()
    list(map(board.run, [1, 2]))
    assert board.us == 3000

def test_max():
    board = waiting()
    assert max([1, 2], key=lambda ms: board.run(ms) or ms) == 2
    assert board.us == 3000

class Runs:
    def __init__(self, board):
        self.board = board
    def __repr__(self):
        self.board.run(5)
        return 'ran'

def test_repr():
    board = waiting()
    assert repr([Runs(board)]) == '[ran]'
    assert board.us == 5000
`;
    expect(results((await run('called', source)).stdout)).toEqual(['ok test_map', 'ok test_max', 'ok test_repr']);
  });
});

describe('results', () => {
  const source = `import unittest
class Case(unittest.TestCase):
    def test_1(self): pass
    def test_2(self): self.assertEqual('<a>', "b\\x00")
    @unittest.skip('later')
    def test_3(self): pass
def test_4(): 1 / 0
`;

  test('come one by one', async () => {
    file('slow/test_it.py', 'def test_first(): pass\ndef test_second():\n    while True: pass\n');
    // The second has not ended when the first is told: it would in 30 seconds of real time.
    const words = ['test', 'slow', '--for', '7d', '--max-wall', '30s'];
    const { stdout } = await vpyb(words, { signal: { after: 'test_first', name: 'SIGKILL' } });
    expect(results(stdout)).toEqual(['ok test_first']);
  });

  test('are written as JUnit', async () => {
    const { status } = await run('junit', source, ['--junit', 'report.xml']);
    expect(status).toBe(1);
    const text = readFileSync(path('report.xml'), 'utf8').replace(/ time="\d+\.\d{6}"/g, '');
    expect(text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="vpyb test" tests="4" failures="1" errors="1" skipped="1">
  <testsuite name="junit/test_it.py" tests="4" failures="1" errors="1" skipped="1">
    <testcase classname="junit.test_it.Case" name="test_1" file="junit/test_it.py"/>
    <testcase classname="junit.test_it.Case" name="test_2" file="junit/test_it.py">
      <failure message="AssertionError: '&lt;a&gt;' != 'b\\x00'">Traceback (most recent call last):
  File &quot;junit/test_it.py&quot;, line 4, in test_2
    def test_2(self): self.assertEqual('&lt;a&gt;', &quot;b\\x00&quot;)
AssertionError: '&lt;a&gt;' != 'b\\x00'
</failure>
    </testcase>
    <testcase classname="junit.test_it.Case" name="test_3" file="junit/test_it.py">
      <skipped message="later"/>
    </testcase>
    <testcase classname="junit.test_it" name="test_4" file="junit/test_it.py">
      <error message="ZeroDivisionError: divide by zero">Traceback (most recent call last):
  File &quot;junit/test_it.py&quot;, line 7, in test_4
    def test_4(): 1 / 0
ZeroDivisionError: divide by zero
</error>
    </testcase>
  </testsuite>
</testsuites>
`);
    expect((await vpyb(['test', 'junit', '--junit', 'report.json'])).stderr).toBe(
      "vpyb: --junit 'report.json': the name must end in .xml\n",
    );
    await vpyb(['test', 'junit', '--junit', 'new/reports/report.xml']);
    expect(readFileSync(path('new/reports/report.xml'), 'utf8')).toContain('<testsuite ');
  });

  test('have messages of several lines, of the first failure', async () => {
    await run('lines', "def test_it(): assert 0, 'one\\ntwo'\n", ['--junit', 'lines.xml']);
    expect(readFileSync(path('lines.xml'), 'utf8')).toContain('<failure message="AssertionError: one&#10;two">');
  });

  test('of failed tests are kept, each in a folder of its own, whatever it is called', async () => {
    const source = `import unittest
class Case(unittest.TestCase):
    def test_it(self):
        for name in ('<', '>', 'ä', 'x' * 300):
            with self.subTest(name): self.fail()
`;
    const { status } = await run('named', source, ['--save', 'named-kept']);
    expect(status).toBe(1);
    const folders = readdirSync(path('named-kept/named/test_it')).sort();
    expect(folders).toEqual(['Case.test_it_-2', 'Case.test_it_', `Case.test_it_${'x'.repeat(67)}`, 'Case.test_it_ä_'].sort());
  });

  test.runIf(existsSync('/proc/self'))('of failed tests are said to be kept nowhere if nothing can be made there', async () => {
    const { status, stderr } = await run('nowhere', 'def test_it(): assert 0\n', ['--save', '/proc/nothing/here']);
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'vpyb: --save /proc/nothing/here: no such file or folder\n' });
  });

  test('of failed tests are kept, with the traces of their boards', async () => {
    const blinking = `from vpyb import Board
def test_good(): Board({}).run(100)
def test_bad():
    Board({'main.py': "import pyb\\nprint('on')\\npyb.LED(1).on()"}).run(1000)
    assert False
`;
    await run('saved', blinking, ['--save', 'kept']);
    expect(existsSync(path('kept/saved/test_it/test_good'))).toBe(false);
    const kept = (name: string): string => readFileSync(path(`kept/saved/test_it/test_bad/${name}`), 'utf8');
    expect(kept('failure.txt')).toMatch(/^Traceback [\s\S]*\n {4}assert False\nAssertionError:/);
    expect(kept('board-1.txt')).toBe('on\n');
    expect(kept('board-1.vcd')).toMatch(/^\$version[\s\S]*LED\(1\)/);
    expect(kept('here.vcd')).toMatch(/^\$version/);
  });

  test('are kept in a new or empty folder, so that they are those of one run', async () => {
    const failing = 'def test_it(): assert False\n';
    await run('once', failing, ['--save', 'once-kept']);
    const again = await run('once', failing, ['--save', 'once-kept']);
    expect([again.status, again.stdout, again.stderr]).toEqual([
      2,
      '',
      'vpyb: --save once-kept: the folder is not empty; name a new one\n',
    ]);
    expect(readdirSync(path('once-kept/once/test_it'))).toEqual(['test_it']);
    await run('once', 'def test_it(): pass\n', ['--save', 'none-kept']);
    expect(readdirSync(path('none-kept'))).toEqual([]);
    expect((await run('once', failing, ['--save', 'none-kept'])).status).toBe(1);
    file('in-the-way', '');
    const hindered = await run('once', failing, ['--save', 'in-the-way']);
    expect([hindered.status, hindered.stdout, hindered.stderr]).toEqual([
      2,
      '',
      'vpyb: --save in-the-way: is not a folder, or part of its path is not\n',
    ]);
  });

  test('are as docs/testing.md shows them', async () => {
    for (const name of ['main.py', 'test_thermostat.py']) file(`sample/${name}`, example(name).replace('"main.py"', '"sample/main.py"'));
    const { stdout } = await vpyb(['test', 'sample']);
    const shown = readFileSync(new URL('../../docs/testing.md', import.meta.url), 'utf8');
    expect(shown).toContain(`$ cd examples/testing && npx vpyb test\n${stdout.replace('sample/', '')}\`\`\`\n`);
  });

  test('are the same whatever runs the code', async () => {
    const all = [[], ['--tier', 'interpreter'], ['--tier', 'compiled'], ['-X', 'stop-every=7'], ['--coverage', '-']];
    const outputs = await Promise.all(all.map((words) => run('junit', source, words)));
    for (const { stdout } of outputs) expect(stdout).toBe(outputs[0]?.stdout);
  });

  test('tell what of the firmware has run, on all boards together', async () => {
    for (const name of ['main.py', 'test_thermostat.py'])
      file(`thermostat/${name}`, example(name).replace('"main.py"', '"thermostat/main.py"'));
    const { stdout, stderr, status } = await vpyb(['test', 'thermostat', '--coverage', 'lcov.info']);
    expect(results(stdout)).toHaveLength(5);
    expect(status).toBe(0);
    expect(stderr).toBe(
      'vpyb: 100.0 % of 35 lines in one file have run:\n  file                lines      %  missing\n  thermostat/main.py     35  100.0\n',
    );
    expect(readFileSync(path('lcov.info'), 'utf8')).toMatch(/^TN:\nSF:thermostat\/main.py\n/);
  });
});

describe('MICROPYPATH', () => {
  test('is searched by every board, a folder that is a whole flash among them, and named in tracebacks and coverage', async () => {
    file('apart/firmware/pid.py', 'class PID:\n    def limit(self):\n        raise ValueError("limit")\n');
    file('apart/folder/main.py', "import os, pid\nprint(pid.PID.__name__, sorted(os.listdir('lib')))\n");
    const source = `from vpyb import Board
from pid import PID

def test_its_own_board():
    PID().limit()

def test_boards():
    for files in ('apart/folder', 'apart/folder/main.py', {'main.py': 'import pid; print(pid.PID.__name__)'}):
        board = Board(files)
        board.run(100)
        assert board.output.startswith('PID'), board.output
`;
    const env = { MICROPYPATH: path('apart/firmware') };
    file('apart/tests/test_it.py', source);
    const { stdout } = await vpyb(['test', 'apart/tests', '--coverage', path('apart/x.info')], { env });
    expect(results(stdout)).toEqual(['ok test_boards', 'FAIL test_its_own_board'].map((line) => line.replace('FAIL', 'ERROR')));
    expect(stdout).toContain(`File "${path('apart/firmware/pid.py')}", line 3, in limit\n      raise ValueError("limit")`);
    expect(readFileSync(path('apart/x.info'), 'utf8')).toMatch(/^SF:.*apart\/firmware\/pid\.py$/m);
    const folder = await vpyb(['apart/folder'], { env });
    expect(folder.stdout).toBe("PID ['pid.py']\n");
  });
});

test('of many printed lines a failure shows the last, and says how many came before them', async () => {
  const printing = "from vpyb import Board\n\ndef test_it():\n    for i in range(60):\n        print('line', i)\n    assert False\n";
  const { stdout } = await run('printing', printing);
  expect(stdout).toContain('  The test printed:\n  … 20 earlier lines (--save DIR keeps all)\n  line 20\n');
});

test('the heap of a board is chosen as a number, or as on the command line', async () => {
  const source = `from vpyb import Board

def size(heap):
    board = Board({'main.py': 'import gc; print(gc.mem_free() + gc.mem_alloc())'}, heap=heap)
    board.run(100)
    return int(board.output)

def test_it():
    assert size('64k') == size(65536)
    try:
        size('64q')
    except ValueError as error:
        assert str(error) == "'64q' is not a size: write 100000, 64k or 1m", error
    else:
        assert False
`;
  expect((await run('heaps', source)).status).toBe(0);
});

test('an exception whose text cannot be made has its traceback, and ends only its test', async () => {
  const source = `class Odd:
    def __repr__(self): return 1 // 0

def test_1(): raise ValueError(Odd())
def test_2(): pass
`;
  const { stdout } = await run('textless', source);
  expect(results(stdout)).toEqual(['ERROR test_1', 'ok test_2']);
  expect(stdout).toContain('line 4, in test_1\n');
  expect(stdout).toContain('ValueError: (its text cannot be made: ZeroDivisionError)\n');
  expect(stdout).not.toContain('.vpyb');
});

test.each([['-k', 'x'], ['-x'], ['textless/test_it.py::test_1']])(
  'what pytest takes, %s, is refused with what to write',
  async (...words) => {
    const { status, stderr } = await vpyb(['test', ...words]);
    expect(status).toBe(2);
    expect(stderr).toContain('--only TEXT');
  },
);
