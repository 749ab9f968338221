/** The SD card, the flash as a device, and the USB human interface device. */
import { describe, expect, test } from 'vitest';
import { SdCard } from '../../src/board/sd-card.js';
import { output, PythonBench } from './board-python.js';

describe('an SD card', () => {
  test('that is not there is said so', () => {
    expect(
      output(`import pyb, machine, vfs
sd = pyb.SDCard()
print(sd is pyb.SD, machine.SDCard is pyb.SDCard, sd.present(), sd.power(True), sd.info(), sd.ioctl(1, None), sd.ioctl(5, None))
print(sd.readblocks(0, bytearray(512)))
for attempt in (lambda: sd.read(0), lambda: vfs.mount(sd, '/sd')):
    try: attempt()
    except Exception as e: print(repr(e))
`),
    ).toBe("True True False False None -1 512\n1\nException('sdcard_read_blocks failed [1]',)\nOSError(16,)\n");
  });

  test('is a block device with a file system that outlives a reset', () => {
    const card = SdCard.blank(2 ** 20);
    const run = (source: string): string => {
      const bench = new PythonBench(source);
      bench.board.sdSlot.card = card;
      return bench.run();
    };
    expect(
      run(`import pyb, vfs
sd = pyb.SDCard()
print(sd.present(), sd.info(), sd.power(1), sd.info(), sd.ioctl(4, None))
vfs.VfsFat.mkfs(sd)
vfs.mount(sd, '/sd')
with open('/sd/log.txt', 'w') as f: f.write('kept')
vfs.umount('/sd')
`),
    ).toBe('True None True (1048576, 512, 0) 2048\n');
    expect(run("import pyb, vfs, os\nvfs.mount(pyb.SDCard(), '/sd')\nprint(os.listdir('/sd'), open('/sd/log.txt').read())")).toBe(
      "['log.txt'] kept\n",
    );
  });

  test('shares its slot with an MMCard on the PYBD', () => {
    expect(output('import pyb\npyb.MMCard()\ntry: pyb.SDCard()\nexcept ValueError as e: print(e)', 'pybd-sf2')).toBe(
      'peripheral used by MMCard\n',
    );
  });
});

describe('Flash', () => {
  test('tells its size, and that its blocks are not there', () => {
    expect(
      output(`import pyb
whole, part = pyb.Flash(), pyb.Flash(start=512, len=1024)
print(whole, part, pyb.Flash() is whole, pyb.Flash(start=0))
print([(f.ioctl(4, 0), f.ioctl(5, 0), f.ioctl(3, 0), f.ioctl(1, 1)) for f in (whole, part)])
for attempt in (lambda: pyb.Flash(start=100), lambda: pyb.Flash(len=200000), lambda: part.readblocks(0, bytearray(512))):
    try: attempt()
    except Exception as e: print(repr(e))
`),
    ).toBe(`Flash() Flash(start=512, len=1024) True Flash(start=0, len=114688)
[(480, 512, 0, -1), (2, 512, 0, 0)]
ValueError()
ValueError()
NotImplementedError('the blocks of pyb.Flash below its files are not simulated',)
`);
  });

  test('has sectors of 4 KiB for the extended protocol on the PYBD', () => {
    expect(output('import pyb\nf = pyb.Flash(start=0)\nprint(f, f.ioctl(1, 1), f.ioctl(4, 0), f.ioctl(5, 0))', 'pybd-sf2')).toBe(
      'Flash(start=0, len=2097152) 0 512 4096\n',
    );
  });
});

describe('USB_HID', () => {
  test('sends reports where the USB mode has it, and none otherwise', () => {
    const bench = new PythonBench(`import pyb
hid = pyb.USB_HID()
print(hid.send((1, 2, 3, 4)))
pyb.usb_mode('VCP+HID', hid=pyb.hid_mouse)
print(pyb.usb_mode(), hid.send((0, 10, 255, 0)), pyb.hid(b'\\x01\\x00'), [len(part) if type(part) is bytes else part for part in pyb.hid_keyboard])
try: hid.send(range(9) and list(range(9)))
except ValueError as e: print(e)
print(hid.recv(8, timeout=10), pyb.millis() >= 10)
`);
    const reports: number[][] = [];
    bench.board.usbHid.onReport = (report) => reports.push([...report]);
    expect(bench.run()).toBe("0\nVCP+HID 4 2 [1, 1, 8, 8, 63]\ntuple/list too large for HID report; use bytearray instead\nb'' True\n");
    expect(reports).toEqual([
      [0, 10, 255, 0],
      [1, 0],
    ]);
  });

  test('receives what the host sends', () => {
    const bench = new PythonBench("import pyb\npyb.usb_mode('VCP+HID', hid=pyb.hid_keyboard)\nprint(pyb.USB_HID().recv(8))");
    bench.clock.alarm(() => bench.board.usbHid.receive(Uint8Array.of(2))).set(5e6);
    expect(bench.run()).toBe("b'\\x02'\n");
  });
});
