/** What `re.DEBUG` prints for a pattern (`lib/re1.5/dumpcode.c`). */
import { type Program, type SetNotation, Step, sizeOfStep } from './program.js';

/** The three instructions before the pattern with which the board searches. Places and bytes include them; here `execute` does their work. */
const SEARCH = [' 0: rsplit 5 (3)', ' 2: any', ' 3: jmp 0 (-5)'] as const;
const SEARCH_BYTES = 5;
/** Bytes of a jump. On the board, a jump is relative to the place after it. */
const JUMP_BYTES = 2;

/** The instructions of a program as on the board, one per line, each with its place. Each unit of the text stands for one byte. */
export function listing(program: Program): string {
  const { code, notations } = program;
  const places: number[] = [];
  let place = SEARCH_BYTES;
  for (let pc = 0; pc < code.length; pc += 2) {
    places.push(place);
    place += sizeOfStep(code[pc] as Step, code[pc + 1] as number, notations);
  }
  const lines = places.map((at, index) => `${String(at).padStart(2)}: ${instruction(program, index, places)}`);
  return [...SEARCH, ...lines, `Bytes: ${place}, insts: ${SEARCH.length + lines.length}`, ''].join('\n');
}

function instruction({ code, notations }: Program, index: number, places: readonly number[]): string {
  const step = code[2 * index] as Step;
  const argument = code[2 * index + 1] as number;
  const jump = (name: string): string => {
    const target = places[argument / 2] as number;
    return `${name} ${target} (${target - (places[index] as number) - JUMP_BYTES})`;
  };
  switch (step) {
    case Step.CHARACTER:
      return `char ${String.fromCharCode(argument)}`;
    case Step.ANY:
      return 'any';
    case Step.SET:
      return setText(notations[argument] as SetNotation);
    case Step.START:
      return 'assert bol';
    case Step.END:
      return 'assert eol';
    case Step.JUMP:
      return jump('jmp');
    case Step.TRY_NEXT:
      return jump('split');
    case Step.TRY_JUMP:
      return jump('rsplit');
    case Step.SAVE:
      return `save ${argument}`;
    case Step.MATCH:
      return 'match';
  }
}

function setText(notation: SetNotation): string {
  if ('letter' in notation) return `namedclass ${String.fromCharCode(notation.letter)}`;
  const { isOutside, pairs } = notation;
  const hex = (byte: number): string => `0x${byte.toString(16).padStart(2, '0')}`;
  return `class${isOutside ? 'not' : ''} ${pairs.length}${pairs.map(([first, last]) => ` ${hex(first)}-${hex(last)}`).join('')}`;
}
