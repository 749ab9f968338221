/** Sequences that terminal keys send to the line editor and that are more than a character (shared/readline/readline.c). */
import { CTRL_A, CTRL_B, CTRL_D, CTRL_E, CTRL_F, CTRL_N, CTRL_P } from '../../control-bytes.js';

/** Escape sequences, without the ESC, and the control keys that do the same. */
export const SEQUENCES: Readonly<Record<string, number>> = {
  '[A': CTRL_P,
  '[B': CTRL_N,
  '[C': CTRL_F,
  '[D': CTRL_B,
  '[H': CTRL_A,
  '[1~': CTRL_A,
  '[7~': CTRL_A,
  OH: CTRL_A,
  '[F': CTRL_E,
  '[4~': CTRL_E,
  '[8~': CTRL_E,
  OF: CTRL_E,
  '[3~': CTRL_D,
};

/** Keys that move by words or delete words, in firmwares that have them. */
export type WordKey = 'back' | 'forward' | 'delete' | 'delete-back';
/** Their escape sequences, without the ESC. */
export const WORD_SEQUENCES: Readonly<Record<string, WordKey>> = {
  b: 'back',
  f: 'forward',
  d: 'delete',
  '\x7f': 'delete-back',
  '[5C': 'forward',
  '[5D': 'back',
};
