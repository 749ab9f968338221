/** Emitters: calls. A compiled function is called directly, everything else through a helper. The call is charged before; a LOOK follows. */
import { Op } from '../bytecode/opcodes.js';
import { leaveToInterpreter } from './control.js';
import type { Emitter, Emitters } from './emitter.js';
import type { HelperName } from './helpers.js';

/** Calls with up to this many arguments have a helper of their own. */
const MOST_ARGUMENTS = 3;

function helperCall(e: Emitter, callee: string, args: readonly string[]): string {
  if (args.length > MOST_ARGUMENTS) return `${e.use('call')}(F, ${callee}, [${args.join(', ')}], null)`;
  return `${e.use(`call${args.length}` as HelperName)}(F, ${[callee, ...args].join(', ')})`;
}

/** Only Python functions have `linked`; fewer tests make a difference while V8 has not optimised the code. */
function directCall(e: Emitter, callee: string, args: readonly string[]): string {
  const test = `(x = ${callee}.linked) !== undefined && x.entryArity === ${args.length}`;
  return `${test} ? x.entry(${[callee, 'null', ...args].join(', ')}) : ${helperCall(e, callee, args)}`;
}

/** Returns the keywords of a call as an expression; their values are taken from the stack. */
function keywords(e: Emitter): string {
  const pairs = e.take(2 * (e.a >> 8));
  return pairs.length === 0 ? 'null' : `${e.use('gatherKeywords')}([${pairs.join(', ')}], 0, ${pairs.length / 2})`;
}

function begin(e: Emitter): void {
  e.flush();
  e.charge();
  e.emit(`${e.at};`);
}

function callFunction(e: Emitter): void {
  const named = keywords(e);
  const args = e.take(e.a & 255);
  const callee = e.popObject();
  begin(e);
  e.result(named === 'null' ? directCall(e, callee, args) : `${e.use('call')}(F, ${callee}, [${args.join(', ')}], ${named})`);
}

function callMethod(e: Emitter): void {
  const named = keywords(e);
  const args = e.take(e.a & 255);
  const self = e.pop();
  const callee = e.popObject();
  begin(e);
  if (named !== 'null') {
    const bound = [self, ...args].join(', ');
    e.result(`${e.use('call')}(F, ${callee}, ${self} === undefined ? [${args.join(', ')}] : [${bound}], ${named})`);
  } else e.result(`${self} === undefined ? ${helperCall(e, callee, args)} : ${directCall(e, callee, [self, ...args])}`);
}

function callStarred(e: Emitter, isMethod: boolean): void {
  const values = e.take((e.a & 255) + 2 * (e.a >> 8) + 1);
  const self = isMethod ? e.pop() : 'undefined';
  const callee = e.popObject();
  begin(e);
  e.result(`${e.use('callStarred')}(F, ${callee}, ${self}, [${values.join(', ')}], ${e.a})`);
}

function makeFunction(e: Emitter): void {
  const [defaults, named] = e.b & 1 ? e.take(2) : ['undefined', 'undefined'];
  e.emit(`${e.at};`);
  e.result(`${e.use('makeFunction')}([${e.code.cellNames.map((_, i) => `c${i}`).join(', ')}], L.child(${e.a}), ${defaults}, ${named})`);
}

/** A module's body runs as a frame, for which this one waits. */
function importName(e: Emitter): void {
  const [level, fromList] = e.take(2);
  e.flush();
  e.emit(`${e.at};`);
  e.result(`${e.use('importModule')}(L, ${e.a}, ${level}, ${fromList})`);
}

function importFrom(e: Emitter): void {
  e.flush();
  e.emit(`${e.at};`);
  e.result(`${e.use('importFrom')}(L, ${e.peek()}, ${e.a})`);
}

/** Emitters of calls and imports. */
export const CALLS = {
  [Op.CALL_FUNCTION]: callFunction,
  [Op.CALL_METHOD]: callMethod,
  [Op.CALL_FUNCTION_VAR_KW]: (e) => callStarred(e, false),
  [Op.CALL_METHOD_VAR_KW]: (e) => callStarred(e, true),
  [Op.MAKE_FUNCTION]: makeFunction,
  [Op.IMPORT_NAME]: importName,
  [Op.IMPORT_FROM]: importFrom,
  [Op.IMPORT_STAR]: leaveToInterpreter,
} satisfies Emitters;
