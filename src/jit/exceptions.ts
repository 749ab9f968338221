/** Emitters: raising, `finally`, `with`. */
import { Op } from '../bytecode/opcodes.js';
import type { Emitter, Emitters } from './emitter.js';

function endFinally(e: Emitter): void {
  e.flush();
  const reason = e.pop();
  const value = e.peek();
  e.charge();
  e.emit(`if (${reason} < 0) { ${e.at}; throw ${value}; }`);
  for (const [i, pad] of (e.code.finallies[e.a] ?? []).entries()) e.emit(`if (${reason} === ${i + 1}) { ${e.form.goto(pad)} }`);
  e.pop();
}

/** Raises the value of an expression; if this Code has a handler for it, jumps straight there. */
function raiseObject(e: Emitter, exception: string): void {
  e.emit(`${e.at};`);
  const pc = e.next - 1;
  const range = e.flow.tries.find(({ from, to }) => from <= pc && pc < to);
  if (range === undefined || !e.form.reaches(range.handler)) {
    const made = `${e.use('toException')}(${exception})`;
    e.emit(range === undefined && e.form.raise !== undefined ? e.form.raise(made) : `throw ${made};`);
    return;
  }
  e.emit(`t${range.depth} = ${e.use('caught')}(${e.use('toException')}(${exception}), L, pc);`);
  e.emit(e.form.goto(range.handler));
}

function raiseLast(e: Emitter): void {
  e.flush();
  const values = Array.from({ length: e.depth }, (_, i) => `t${i}`);
  e.emit(`${e.at}; throw ${e.use('reraised')}(L.code.active[${e.a}] ?? [], [${values.join(', ')}], 0);`);
}

function withEnter(e: Emitter): void {
  const manager = e.pop();
  const i = e.depth;
  e.emit(`${e.at}; x = ${manager}; t${i} = ${e.use('loadMethod')}(x, '__exit__'); t${i + 1} = ${e.use('found')}.self; t${i + 2} = x;`);
  for (let k = 0; k < 3; k++) e.push(`t${i + k}`);
}

function withArguments(e: Emitter): void {
  e.flush();
  const reason = e.peek();
  const value = e.peek(1);
  const self = e.peek(2);
  const exit = e.peek(3);
  const none = e.use('None');
  e.emit(`x = ${reason} === -1;`);
  e.result(exit);
  e.result(self);
  e.result(`x ? ${e.use('typeOf')}(${value}) : ${none}`);
  e.result(`x ? ${value} : ${none}`);
  e.result(none);
}

function withEnd(e: Emitter): void {
  const result = e.pop();
  e.flush();
  const reason = e.peek();
  const value = e.peek(1);
  e.emit(`if (${reason} === -1 && (${e.at}, ${e.use('isTrue')}(${result}))) { ${value} = ${e.use('None')}; ${reason} = 0; }`);
}

/** Emitters of exceptions, finally and with. */
export const EXCEPTIONS = {
  [Op.RAISE_OBJ]: (e) => raiseObject(e, e.pop()),
  [Op.RAISE_FROM]: (e) => {
    e.pop();
    raiseObject(e, e.pop());
  },
  [Op.RAISE_LAST]: raiseLast,
  [Op.END_FINALLY]: endFinally,
  [Op.WITH_ENTER]: withEnter,
  [Op.WITH_ARGS]: withArguments,
  [Op.WITH_END]: withEnd,
} satisfies Emitters;
