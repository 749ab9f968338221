/** ASCII control characters with a meaning on a serial console: to a program, the prompt, the line editor or the host. */
export const CTRL_A = 1;
export const CTRL_B = 2;
/** Interrupts a program. */
export const CTRL_C = 3;
export const CTRL_D = 4;
export const CTRL_E = 5;
export const CTRL_F = 6;
export const BACKSPACE = 8;
export const TAB = 9;
export const LF = 10;
export const CTRL_K = 11;
export const CR = 13;
export const CTRL_N = 14;
export const CTRL_P = 16;
export const CTRL_U = 21;
export const CTRL_W = 23;
/** Ctrl-X, like Ctrl-] (CTRL_CLOSE), quits programs that talk to serial lines: in mpremote, for keyboards that have no Ctrl-]. */
export const CTRL_X = 24;
export const ESCAPE = 27;
export const CTRL_CLOSE = 29;
export const DELETE = 127;
