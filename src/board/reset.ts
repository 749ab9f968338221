/** Why the board has been reset, and how it is to start; the numbers are those of `machine.reset_cause()` (`ports/stm32/modmachine.c`). */
export enum ResetCause {
  SOFT = 0,
  POWER_ON = 1,
  HARD = 2,
  WATCHDOG = 3,
  DEEPSLEEP = 4,
}

/** How the board starts (`ports/stm32/boardctrl.h`). */
export enum ResetMode {
  NORMAL = 1,
  /** Without boot.py and main.py. */
  SAFE = 2,
  /** With the flash made anew. */
  FACTORY = 3,
  /** Not at all: the board's bootloader, where it has one, waits for a new firmware. */
  BOOTLOADER = 4,
}

/** How the mode is chosen by holding USR while the board starts: LEDs show one after the other, until it is let go. */
export interface ModeChoice {
  /** Numbers of the LEDs that show each mode, from `NORMAL` on. */
  readonly leds: readonly (readonly number[])[];
  /** USR is looked at so many times while a mode is shown, before or after each pause of so many ticks. */
  readonly looks: number;
  readonly looksFirst: boolean;
  readonly pause: number;
  /** After so many modes the choice is over: it is `otherwise`. */
  readonly patience: number;
  readonly otherwise: ResetMode;
  /** Ticks that the LEDs of the mode are off and on while it blinks, and that they stay on afterwards. */
  readonly blink: number;
  readonly after: number;
  /** A bootloader lets choose: the firmware that it starts counts its ticks from then on. */
  readonly isBootloaders: boolean;
}

/** The firmware itself lets choose where nothing lies before it (`update_reset_mode` in `ports/stm32/boardctrl.c`). */
export const FIRMWARE_CHOICE: ModeChoice = {
  leds: [[2], [3], [2, 3]],
  looks: 30,
  looksFirst: false,
  pause: 20,
  patience: 100,
  otherwise: ResetMode.SAFE,
  blink: 50,
  after: 400,
  isBootloaders: false,
};

/** The bootloader of the PYBDs does (`mboot_get_reset_mode_default` in `ports/stm32/mboot/ui.c`); its pauses are a tick longer than they are asked for. */
export const MBOOT_CHOICE: ModeChoice = {
  leds: [[1], [2], [3], [1, 2, 3]],
  looks: 32,
  looksFirst: true,
  pause: 20,
  patience: 33,
  otherwise: ResetMode.NORMAL,
  blink: 51,
  after: 301,
  isBootloaders: true,
};
