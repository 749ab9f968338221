/** Why the board has been reset; the numbers are those of `machine.reset_cause()` (`ports/stm32/modmachine.c`). */
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
  /** With the flash formatted again. */
  FACTORY = 3,
  /** Not at all: the board's bootloader, if it has one, waits for a new firmware. */
  BOOTLOADER = 4,
}

/** How the mode is chosen by holding USR while the board starts: LEDs show one mode after the other, until USR is released. */
export interface ModeChoice {
  /** Numbers of the LEDs that show each mode, from `NORMAL` on. */
  readonly leds: readonly (readonly number[])[];
  /** How often USR is checked while a mode is shown, whether it is checked before or after each pause, and the length of a pause in ticks. */
  readonly looks: number;
  readonly looksFirst: boolean;
  readonly pause: number;
  /** The number of modes shown after which the choice ends; then the mode is `otherwise`. */
  readonly patience: number;
  readonly otherwise: ResetMode;
  /** For how many ticks the LEDs of the chosen mode are off and on while they blink, and how long they stay on afterwards. */
  readonly blink: number;
  readonly after: number;
  /** Whether a bootloader offers the choice; the firmware that it then starts counts its ticks from that moment. */
  readonly isBootloaders: boolean;
}

/** The firmware itself offers the choice if nothing runs before it (`update_reset_mode` in `ports/stm32/boardctrl.c`). */
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

/**
 * The bootloader of the PYBDs offers the choice (`mboot_get_reset_mode_default` in `ports/stm32/mboot/ui.c`); its pauses are a tick longer
 * than requested.
 */
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
