/** Connects the firmware to the parts of a machine that it drives, and does what a soft reset does to them. */
import { ResetCause } from '../board/reset.js';
import { Firmware } from './firmware.js';
import { Bootloader } from './hard-reset.js';
import type { Machine } from './machine.js';

/** The file that runs after boot.py, unless boot.py chooses another. */
export const MAIN_FILE = 'main.py';

/** Makes the firmware of a machine; every hard reset recreates it and its prompt. */
export function firmwareOf(machine: Machine): Firmware {
  const { board, console, options } = machine;
  return new Firmware(
    {
      get now() {
        return board.clock.now;
      },
      elapsed: () => board.clock.elapsed(),
      get wasReset() {
        return board.resetCause !== ResetCause.POWER_ON;
      },
      systick: board.systick,
      python: machine.python.program,
      switch: board.switch,
      leds: board.leds,
      choosing: () => machine.host.booted(),
      enterBootloader: () => {
        throw new Bootloader();
      },
      mainFile: () => machine.mainFile,
      unwindCovered: () => machine.scheduler.unwindCovered(),
      syncFlash: () => machine.flash.sync(),
      get isOccupied() {
        return board.interrupts.isOccupied;
      },
      resetSoftly: (isFirst, makesFlash) => resetSoftly(machine, isFirst, makesFlash),
      bootDone: () => {
        board.bootDone();
        machine.host.booted();
      },
      print: (text) => console.write(text),
      setInterruptByte(byte) {
        console.interruptByte = byte;
      },
      prompt: machine.prompt,
    },
    {
      program: options.program,
      afterwards: options.afterwards,
      exitResets: options.exitResets,
      modeChoice: board.description.modeChoice,
    },
  );
}

function resetSoftly(machine: Machine, isFirst: boolean, makesFlash: boolean): void {
  const { board, console, flash, python } = machine;
  if (!isFirst) board.resetCause = ResetCause.SOFT;
  machine.starts++;
  machine.mainFile = MAIN_FILE;
  console.reset();
  board.softReset();
  if (!isFirst) python.finalise();
  flash.closeFiles();
  if (makesFlash) flash.makeAnew();
  flash.remount();
  python.reset();
  board.lightForBoot();
}
