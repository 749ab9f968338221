/** `__build_class__`: runs a class body and makes the class of the names it bound. */
import { makeClass } from '../objects/class.js';
import { arg, fn, rest } from '../objects/declare.js';
import { dictOfTable } from '../objects/dict.js';
import { engine } from '../objects/engine.js';
import { raise } from '../objects/exception.js';
import { isRaised } from '../objects/exception-type.js';
import { Cell, PyFunction } from '../objects/function.js';
import { anything } from '../objects/kinds.js';
import { nativeFunction } from '../objects/native-function.js';
import { None } from '../objects/none.js';
import { call } from '../objects/protocol/call.js';
import { Table } from '../objects/table.js';
import { newTuple } from '../objects/tuple.js';
import { typeOf } from '../objects/type.js';
import { typeType } from '../objects/type-type.js';
import type { Value } from '../objects/value.js';
import { makeNamespaceFrame } from './call.js';
import type { Frame } from './frame.js';
import type { LinkedCode } from './link.js';
import { current } from './thread.js';

/**
 * Runs the body. The firmware restores the names of the surrounding code only when the body has ended normally (`py/modbuiltins.c`): after
 * an exception the enclosing module or class body continues in the names of the failed class, even if a function lies between them.
 */
function runBody(body: Frame): Value {
  try {
    return engine.finish(body);
  } catch (x) {
    const around = current.namespaces.at(-1);
    if (isRaised(x) && around !== undefined) around.locals = body.locals;
    throw x;
  }
}

/** The function that LOAD_BUILD_CLASS pushes. The body runs nested. */
export const buildClass = nativeFunction(
  '__build_class__',
  fn('Make a class of a body, a name and bases.', [arg('body', anything), arg('name', anything), rest('bases')], (body, name, bases) => {
    if (!(body instanceof PyFunction) || typeof name !== 'string') throw raise.TypeError();
    const members = new Table();
    const cell = runBody(makeNamespaceFrame(body.linked as LinkedCode, members, body.cells));
    const first = bases[0];
    const meta = first === undefined ? typeType : typeOf(first);
    const made = meta === typeType ? makeClass(name, bases, members) : call(meta, [name, newTuple(bases), dictOfTable(members)]);
    if (cell !== None && cell instanceof Cell) cell.value = made;
    return made;
  }),
);
