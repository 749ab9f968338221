/** Emitters: jumps, loops, safe points, iteration, return, and instructions that only move values on the stack. */
import { Op } from '../bytecode/opcodes.js';
import { BinaryOp } from '../bytecode/operators.js';
import { type Emitter, type Emitters, isNumber } from './emitter.js';
import { isSmall, truth } from './operators.js';

function jump(e: Emitter): void {
  e.flush();
  e.emit(e.form.goto(e.a));
}

function jumpIf(e: Emitter, wanted: boolean): void {
  let test = e.condition;
  e.condition = null;
  if (test === null) {
    const value = e.pop();
    test = truth(e, value);
  }
  e.flush();
  e.emit(`if (${wanted ? '' : '!'}(${test})) { ${e.form.goto(e.a)} }`);
}

/** Keeps the value if it jumps, otherwise pops it. */
function jumpIfOrPop(e: Emitter, wanted: boolean): void {
  e.flush();
  e.emit(`if (${wanted ? '' : '!'}${truth(e, e.peek())}) { ${e.form.goto(e.a)} }`);
  e.pop();
}

function forIter(e: Emitter): void {
  e.flush();
  const iterator = e.peek();
  e.emit(`${e.at};`);
  e.emit(
    `if ((${e.target} = ${iterator}.constructor === ${e.use('PyGenerator')} ? ${e.use('resume')}(${iterator}) : ${e.use('nextItem')}(${iterator})) === undefined) { ${e.form.goto(e.a)} }`,
  );
  e.push(e.target);
}

function forRange(e: Emitter): void {
  e.flush();
  const now = e.peek();
  const end = e.peek(1);
  const op = e.b > 0 ? BinaryOp.LESS : BinaryOp.MORE;
  if (e.code.emitter === 'viper') {
    e.emit(`if (!(${now} ${e.b > 0 ? '<' : '>'} ${end})) { ${e.form.goto(e.a)} }`);
    e.push(now);
    return;
  }
  const numbers = `typeof ${now} === 'number' && typeof ${end} === 'number'`;
  e.emit(
    `if (!(${numbers} ? ${now} ${e.b > 0 ? '<' : '>'} ${end} : (${e.at}, ${e.use('isTrue')}(${e.use('binaryOp')}(${op}, ${now}, ${end}))))) { ${e.form.goto(e.a)} }`,
  );
  e.push(now);
}

function forUintRange(e: Emitter): void {
  e.flush();
  const now = e.peek();
  const end = e.peek(1);
  e.emit(`if (!(${now} >>> 0 ${e.b > 0 ? '<' : '>'} ${end} >>> 0)) { ${e.form.goto(e.a)} }`);
  e.push(now);
}

function rangeStep(e: Emitter): void {
  const now = e.pop();
  const { target } = e;
  const numeric = isNumber(now) ? '' : `typeof ${now} === 'number' && `;
  e.emit(`if (${numeric}${isSmall(`x = ${now} + ${e.b}`)}) ${target} = x;`);
  e.emit(`else { ${e.at}; ${target} = ${e.use('binaryOp')}(${BinaryOp.INPLACE_ADD}, ${now}, ${e.b}); }`);
  e.push(target);
}

function jumpBack(e: Emitter): void {
  e.flush();
  e.emit(`if ((${e.use('fuel')}.left -= ${e.b}) < 0) { ${e.at}; ${e.use('lookBack')}(${e.code.emitter === 'bytecode' ? '' : 'true'}); }`);
  e.emit(e.form.loopBack(e.a));
}

function returnValue(e: Emitter): void {
  if (e.form.leave !== undefined) e.emit(e.form.leave(e.pop(), e.b));
  else leaveToInterpreter(e);
}

/** For an instruction that only the interpreter executes: hands the frame over, or refuses in a form that cannot. */
export function leaveToInterpreter(e: Emitter): void {
  const exit = e.form.exit?.() ?? e.refuse();
  e.flush();
  e.emit(exit);
}

/** Leaves the instruction to the interpreter, unless native code takes the value in passing: then the generator goes on as if it were resumed. */
function yieldValue(e: Emitter): void {
  const { taker } = e.form;
  if (taker !== undefined) {
    e.flush();
    const value = e.peek();
    e.emit(
      `if (${taker} !== null && ${e.use('takes')}(${taker}, ${value}, ${e.b})) { ${value} = ${e.use('None')}; ${e.form.goto(e.next)} }`,
    );
  }
  leaveToInterpreter(e);
}

function rotTwo(e: Emitter): void {
  const [below, top] = e.take(2) as [string, string];
  const i = e.depth;
  e.emit(`x = ${below}; t${i} = ${top}; t${i + 1} = x;`);
  e.push(`t${i}`);
  e.push(`t${i + 1}`);
}

function rotThree(e: Emitter): void {
  const [low, middle, top] = e.take(3) as [string, string, string];
  const i = e.depth;
  e.emit(`x = ${low}; y = ${middle}; t${i} = ${top}; t${i + 1} = x; t${i + 2} = y;`);
  for (let k = 0; k < 3; k++) e.push(`t${i + k}`);
}

/** Emitters of jumps, loops and the stack. */
export const CONTROL = {
  [Op.DUP_TOP]: (e) => {
    e.result(e.peek());
  },
  [Op.DUP_TOP_TWO]: (e) => {
    e.result(e.peek(1));
    e.result(e.peek(1));
  },
  [Op.POP_TOP]: (e) => {
    e.pop();
  },
  [Op.ROT_TWO]: rotTwo,
  [Op.ROT_THREE]: rotThree,
  [Op.CHECK]: () => {
    // Only the interpreter makes pending checks: compiled code is not entered while they have a use.
  },
  [Op.GO]: jump,
  [Op.JUMP]: jump,
  [Op.POP_JUMP_IF_TRUE]: (e) => jumpIf(e, true),
  [Op.POP_JUMP_IF_FALSE]: (e) => jumpIf(e, false),
  [Op.JUMP_IF_TRUE_OR_POP]: (e) => jumpIfOrPop(e, true),
  [Op.JUMP_IF_FALSE_OR_POP]: (e) => jumpIfOrPop(e, false),
  [Op.JUMP_BACK]: jumpBack,
  [Op.GET_ITER]: (e) => {
    e.emit(`${e.at};`);
    e.result(`${e.use(e.a === 0 ? 'iterate' : 'iterateOnHeap')}(${e.pop()})`);
  },
  [Op.FOR_ITER]: forIter,
  [Op.FOR_RANGE]: forRange,
  [Op.FOR_UINT_RANGE]: forUintRange,
  [Op.RANGE_STEP]: rangeStep,
  [Op.LOOK]: (e) => {
    e.flush();
    e.emit(`if (${e.use('fuel')}.left < 0) { ${e.at}; ${e.use('look')}(L, ${e.next}); }`);
  },
  [Op.RETURN_VALUE]: returnValue,
  [Op.YIELD_VALUE]: yieldValue,
  [Op.YIELD_FROM]: leaveToInterpreter,
  [Op.CUT]: (e) => e.cut(e.a),
  [Op.UNWIND]: (e) => {
    const value = e.pop();
    e.cut(e.a);
    e.result(value);
  },
  [Op.CHARGE]: (e) => e.charge(),
  [Op.COUNT]: (e) => e.refuse(),
} satisfies Emitters;
