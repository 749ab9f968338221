import { describe, expect, it } from 'vitest';
import { CTRL_A, CTRL_C, CTRL_D, CTRL_E } from '../../src/control-bytes.js';
import { ENTER, Readline } from '../../src/system/prompt/readline.js';

/** An editor with a prompt, what it has sent, and how to type into it. */
function editor(movesByWords = false) {
  let sent = '';
  const readline = new Readline(
    {
      write: (text) => {
        sent += text;
      },
      complete: (beginning) => {
        if (beginning === 'pri') return { kind: 'insert', text: 'nt' };
        if (beginning === 'a') return { kind: 'choices', listing: '\nabc             abd\n' };
        return { kind: 'none' };
      },
    },
    movesByWords,
  );
  readline.begin('>>> ');
  const type = (text: string): { sent: string; ends: number[] } => {
    sent = '';
    const ends: number[] = [];
    for (const character of text) {
      const end = readline.feed(character.charCodeAt(0));
      if (end !== null) ends.push(end);
    }
    return { sent, ends };
  };
  return { readline, type };
}

const UP = '\x1b[A';
const DOWN = '\x1b[B';
const RIGHT = '\x1b[C';
const LEFT = '\x1b[D';

describe('typing', () => {
  it('echoes each printable character', () => {
    const { readline, type } = editor();
    expect(type('ab').sent).toBe('ab');
    expect(readline.line).toBe('ab');
  });

  it('ignores other bytes', () => {
    const { readline, type } = editor();
    expect(type('a\x00\x07\xe9\xffb').sent).toBe('ab');
    expect(readline.line).toBe('ab');
  });

  it('redraws the tail when inserting in the middle', () => {
    const { readline, type } = editor();
    type(`abc${LEFT}${LEFT}`);
    expect(type('X').sent).toBe('Xbc\b\b');
    expect(readline.line).toBe('aXbc');
  });

  it('steps back with a sequence when that is shorter', () => {
    const { type } = editor();
    type('abcdefgh');
    expect(type('\x1b[H').sent).toBe('\x1b[8D');
    expect(type('X').sent).toBe('Xabcdefgh\x1b[8D');
  });
});

describe('line ends', () => {
  it('takes CR, LF and CRLF as one line end each', () => {
    for (const ending of ['\r', '\n', '\r\n', '\n\r']) expect(editor().type(`a${ending}`)).toEqual({ sent: 'a\n', ends: [ENTER] });
  });

  it('takes CR CR as two', () => {
    const { readline, type } = editor();
    expect(type('a\r').ends).toEqual([ENTER]);
    readline.begin('>>> ');
    expect(type('\r').ends).toEqual([ENTER]);
  });

  it('forgets the kind of line end at the next character', () => {
    const { readline, type } = editor();
    type('a\r');
    readline.begin('>>> ');
    expect(type('b\n').ends).toEqual([ENTER]);
  });
});

describe('keys', () => {
  it('answers a control character on an empty line only', () => {
    expect(editor().type('\x01').ends).toEqual([CTRL_A]);
    expect(editor().type('\x05').ends).toEqual([CTRL_E]);
    expect(editor().type('a\x01').ends).toEqual([]);
  });

  it('answers Ctrl-C on any line', () => {
    expect(editor().type('abc\x03').ends).toEqual([CTRL_C]);
  });

  it('edits with the emacs keys', () => {
    const { readline, type } = editor();
    expect(type('abcd\x01').sent).toBe('abcd\b\b\b\b');
    expect(type('\x06\x06').sent).toBe('ab');
    expect(type('\x02').sent).toBe('\b');
    expect(type('\x04').sent).toBe('\x1b[Kcd\b\b');
    expect(readline.line).toBe('acd');
    expect(type('\x05').sent).toBe('cd');
    expect(type('\x02\x0b').sent).toBe('\b\x1b[K');
    expect(readline.line).toBe('ac');
    expect(type('\x15').sent).toBe('\b\b\x1b[K');
    expect(readline.line).toBe('');
  });

  it('edits with home, end and delete', () => {
    const { readline, type } = editor();
    type('abc');
    for (const [home, end] of [
      ['\x1b[H', '\x1b[F'],
      ['\x1b[1~', '\x1b[4~'],
      ['\x1b[7~', '\x1b[8~'],
      ['\x1bOH', '\x1bOF'],
    ]) {
      expect(type(home).sent).toBe('\b\b\b');
      expect(type(end).sent).toBe('abc');
    }
    expect(type('\x1b[D\x1b[3~').sent).toBe('\b\x1b[K');
    expect(readline.line).toBe('ab');
  });

  it('stops at the ends of the line', () => {
    expect(editor().type(`a${RIGHT}${LEFT}${LEFT}`).sent).toBe('a\b');
  });

  it('drops unknown sequences', () => {
    const { readline, type } = editor();
    expect(type('a\x1bx\x1b[Z\x1b[5~\x1b[9xb').sent).toBe('ab');
    expect(readline.line).toBe('ab');
  });

  it('deletes four spaces at once if there is nothing else on the left', () => {
    const { readline, type } = editor();
    expect(type('     \x7f').sent).toBe('     \b\b\b\b\x1b[K');
    expect(readline.line).toBe(' ');
    expect(type('\x08').sent).toBe('\b\x1b[K');
    expect(type('\x08').sent).toBe('');
  });
});

describe('history', () => {
  it('walks up and down, and empties the line below the newest', () => {
    const { readline, type } = editor();
    for (const line of ['one', 'two', 'two', '']) {
      type(`${line}\r`);
      readline.begin('>>> ');
    }
    expect(type(UP).sent).toBe('two');
    expect(type(UP).sent).toBe('\b\b\bone');
    expect(type(UP).sent).toBe('');
    expect(type(DOWN).sent).toBe('\b\b\btwo');
    expect(type(DOWN).sent).toBe('\b\b\b\x1b[K');
    expect(type(DOWN).sent).toBe('');
    expect(readline.line).toBe('');
  });

  it('keeps eight lines', () => {
    const { readline, type } = editor();
    for (let i = 0; i < 10; i++) {
      type(`${i}\r`);
      readline.begin('>>> ');
    }
    type('\x10'.repeat(20));
    expect(readline.line).toBe('2');
    readline.clearHistory();
    readline.begin('>>> ');
    type(UP);
    expect(readline.line).toBe('');
  });
});

describe('completion', () => {
  it('inserts the one way to go on', () => {
    const { readline, type } = editor();
    expect(type('pri\t').sent).toBe('print');
    expect(readline.line).toBe('print');
  });

  it('lists several ways and draws the line again', () => {
    expect(editor().type(`ax${LEFT}\t`).sent).toBe('ax\b\nabc             abd\n>>> ax\b');
  });

  it('inserts four spaces after white space', () => {
    expect(editor().type('a \t').sent).toBe('a     ');
  });

  it('inserts nothing into an empty first line', () => {
    expect(editor().type('\t').sent).toBe('');
  });
});

describe('automatic indent', () => {
  /** Types `lines` as one statement and answers what was sent for the last prompt. */
  function nextLine(...lines: string[]) {
    const { readline, type } = editor();
    for (const line of lines) {
      type(`${line}\r`);
      type('');
      readline.beginNextLine('... ');
    }
    return { readline, type };
  }

  it('follows the line before and goes deeper after a colon', () => {
    expect(nextLine('if x:').readline.line).toBe('if x:\n    ');
    expect(nextLine('if x:', 'while y:').readline.line).toBe('if x:\n    while y:\n        ');
    expect(nextLine('if x:', 'y()').readline.line).toBe('if x:\n    y()\n    ');
  });

  it('sends the indent', () => {
    const { readline, type } = editor();
    type('if x:\r');
    const sent: string[] = [];
    const watched = new Readline({ write: (text) => sent.push(text), complete: () => ({ kind: 'none' }) }, false);
    watched.begin('>>> ');
    for (const c of 'if x:\r') watched.feed(c.charCodeAt(0));
    watched.beginNextLine('... ');
    expect(sent.join('')).toBe('>>> if x:\n...     ');
    expect(readline.line).toBe('if x:');
  });

  it('ends after two blank lines', () => {
    expect(nextLine('if x:', '', '').readline.line.split('\n').at(-1)).toBe('');
  });

  it('is kept by a tab and reduced to one space by a space, and is off from then on', () => {
    const tab = nextLine('if x:');
    expect(tab.type('\t').sent).toBe('');
    expect(tab.readline.line).toBe('if x:\n    ');
    const space = nextLine('if x:');
    expect(space.type(' ').sent).toBe('\b\b\b');
    expect(space.readline.line).toBe('if x:\n ');
    space.type('y()\r');
    space.readline.beginNextLine('... ');
    expect(space.readline.line).toBe('if x:\n y()\n');
  });

  it('is deleted at once', () => {
    const { readline, type } = nextLine('if x:');
    expect(type('\x7f').sent).toBe('\b\b\b\b\x1b[K');
    expect(readline.line).toBe('if x:\n');
  });

  it('is an empty line to Ctrl-D only when deleted', () => {
    expect(nextLine('if x:').type('\x04').ends).toEqual([]);
    expect(nextLine('if x:').type('\x7f\x04').ends).toEqual([CTRL_D]);
  });
});

describe('words', () => {
  const edited = (keys: string): string => {
    const { readline, type } = editor(true);
    type(keys);
    return readline.line;
  };
  const [BACK, FORWARD, DELETE_WORD, DELETE_BACK] = ['\x1bb', '\x1bf', '\x1bd', '\x1b\x7f'];

  it('are moved over, from within and from between them', () => {
    expect(edited(`one.two${BACK}1${BACK}${BACK}2`)).toBe('2one.1two');
    expect(edited(`one.two\x01${FORWARD}1${FORWARD}2`)).toBe('one1.two2');
    expect(edited(`a  (b, ${BACK}!`)).toBe('a  (!b, ');
  });

  it('are moved over with Ctrl and an arrow', () => {
    expect(edited('one two\x1b[1;5D1\x1b[1;5C2')).toBe('one 1two2');
    expect(edited('one two\x1b[5D1')).toBe('one 1two');
  });

  it('are deleted', () => {
    expect(edited(`one two.${DELETE_BACK}`)).toBe('one ');
    expect(edited('one two\x17')).toBe('one ');
    expect(edited(`one two\x01${DELETE_WORD}`)).toBe(' two');
    expect(edited(`one${DELETE_WORD}${FORWARD}!`)).toBe('one!');
  });

  it('show what has changed', () => {
    const { type } = editor(true);
    type('one two');
    expect(type(BACK).sent).toBe('\b\b\b');
    expect(type(DELETE_WORD).sent).toBe('\x1b[K');
    expect(type(DELETE_BACK).sent).toBe('\b\b\b\b\x1b[K');
  });

  it('mean nothing to other firmwares', () => {
    const { readline, type } = editor();
    expect(type(`one two${BACK}${DELETE_WORD}${DELETE_BACK}\x17`).sent).toBe('one two');
    expect(type('\x1b[1;5D').sent).toBe('5D');
    expect(readline.line).toBe('one two5D');
  });
});
