/** The LCD skin: what `pyb.LCD` draws is what is seen on the glass. */
import { describe, expect, test } from 'vitest';
import type { Pin } from '../../src/board/pin/pin.js';
import { Lcd32 } from '../../src/devices/displays/lcd32.js';
import { pictureText } from '../../src/devices/displays/picture.js';
import { PythonBench } from './board-python.js';

function skin(source: string) {
  const machine = new PythonBench(`import pyb\nlcd = pyb.LCD('X')\n${source}`);
  const { board } = machine;
  const [select, reset, a0, light] = ['X3', 'X4', 'X5', 'X12'].map((name) => board.pin(name) as Pin) as [Pin, Pin, Pin, Pin];
  const device = new Lcd32({ a0, reset, light });
  board.spiBus('X6', 'X8', 'X7').attach(device, select);
  return { device, output: machine.run(), picture: pictureText(device.picture).trimEnd().split('\n') };
}

test('text drawn is shown by show()', () => {
  const drawn = "lcd.text('Hi', 0, 0, 1)\nlcd.pixel(127, 31, 1)\n";
  expect(skin(drawn).picture.join('')).toBe('');
  const { picture } = skin(`${drawn}lcd.show()`);
  expect(picture.slice(0, 4)).toEqual([' ██  ██    ▀▀', ' ██▄▄██    ██', ' ██  ██    ██', ' ▀▀  ▀▀    ▀▀']);
  expect(picture[15]).toBe(`${' '.repeat(127)}▄`);
});

test('there are skins at X and Y, and nowhere else', () => {
  const source = `import pyb
for place in ('x', 'Y', 'Z', 'constructor', '__proto__'):
    try: print(type(pyb.LCD(place)))
    except ValueError as e: print(e)
`;
  expect(new PythonBench(source).run().split('\n').slice(0, 5)).toEqual([
    "<class 'LCD'>",
    "<class 'LCD'>",
    "LCD(Z) doesn't exist",
    "LCD(constructor) doesn't exist",
    "LCD(__proto__) doesn't exist",
  ]);
});

test('text written appears at once, wraps, and moves up', () => {
  const { picture } = skin("lcd.write('a\\nb\\nc\\nd\\n' + 'e' * 16 + 'f')");
  const line = (text: string): string[] => skin(`lcd.write('${text}')`).picture.slice(0, 4);
  expect([picture.slice(0, 4), picture.slice(4, 8), picture.slice(8, 12), picture.slice(12, 16)]).toEqual(
    ['c', 'd', 'e'.repeat(16), 'f'].map(line),
  );
});

test('what is shown can be asked for; what is outside is nothing', () => {
  const { output } = skin(`
lcd.pixel(3, 4, 1)
print(lcd.get(3, 4))
lcd.show()
print(lcd.get(3, 4), lcd.get(3, 5), lcd.get(-1, 0), lcd.get(0, 32))
lcd.fill(1)
print(lcd.get(3, 5))
lcd.pixel(-1, 0, 1)
try: pyb.LCD('Z')
except ValueError as e: print(e)
`);
  expect(output).toBe("0\n1 0 0 0\n1\nLCD(Z) doesn't exist\n");
});

describe('the controller', () => {
  test('obeys instructions: all points, inverse, off, and the light', () => {
    expect(skin('lcd.command(0, 0xa5)').picture).toEqual(Array(16).fill('█'.repeat(128)));
    expect(skin('lcd.command(0, b"\\xa7")').picture).toEqual(Array(16).fill('█'.repeat(128)));
    expect(skin('lcd.command(0, bytes([0xa5, 0xae]))').picture.join('')).toBe('');
    expect(skin('lcd.light(True)').device.isLit).toBe(true);
    expect(skin('lcd.light(True)\nlcd.light(0)').device.isLit).toBe(false);
  });

  test('takes contrast for a value, not for an instruction', () => {
    expect(skin('lcd.contrast(0x2f)\nlcd.contrast(99)').picture.join('')).toBe('');
  });
});
