/** Emitters: constants, locals, cells, names, attributes. */
import { Op } from '../bytecode/opcodes.js';
import { EXTRA } from '../bytecode/prices.js';
import { type Emitter, type Emitters, Refusal } from './emitter.js';

function loadFast(e: Emitter): void {
  const local = `v${e.a}`;
  if (!e.flow.isBound(e.next - 1, e.a)) e.emit(`if (${local} === undefined) { ${e.at}; throw ${e.use('unbound')}(); }`);
  e.push(local);
}

function storeFast(e: Emitter): void {
  e.storeLocal(`v${e.a}`);
}

function loadCell(e: Emitter): void {
  e.emit(`if ((${e.target} = c${e.a}.value) === undefined) { ${e.at}; throw ${e.use('unbound')}(); }`);
  e.push(e.target);
}

function loadGlobal(e: Emitter): void {
  const { target } = e;
  e.emit(
    `if ((x = G[${e.a}]) === undefined || (${target} = x.value) === undefined) { ${e.at}; ${target} = ${e.use('loadGlobal')}(L, ${e.a}); }`,
  );
  e.push(target);
}

function storeGlobal(e: Emitter): void {
  e.emit(`if ((x = G[${e.a}]) !== undefined && x.value !== undefined) x.value = ${e.peek()};`);
  e.emit(`else { ${e.at}; ${e.use('storeGlobal')}(L, ${e.a}, ${e.pop()}); }`);
}

/** The frame whose names a module's or class's code works on. */
function frameOf(e: Emitter): string {
  if (e.form.frame === null) throw new Refusal();
  return e.form.frame;
}

function loadAttribute(e: Emitter): void {
  const object = e.popObject();
  const { target } = e;
  e.emit(`if (${object}.shape === (x = A[${e.next}]).shape) ${target} = ${object}.values[x.index];`);
  e.emit(`else { ${e.at}; ${target} = ${e.use('loadAttribute')}(L, ${e.next}, ${e.a}, ${object}); }`);
  e.push(target);
}

function storeAttribute(e: Emitter): void {
  const object = e.popObject();
  const value = e.pop();
  const isKnown = `${object}.shape === (x = A[${e.next}]).shape`;
  e.emit(`if (${isKnown} && !x.shape.type.hasSpecialAccessors) ${object}.values[x.index] = ${value};`);
  e.emit(`else { ${e.at}; ${e.use('storeAttribute')}(L, ${e.next}, ${e.a}, ${object}, ${value}); }`);
}

function loadMethod(e: Emitter): void {
  const object = e.popObject();
  const callee = e.target;
  const self = `t${e.depth + 1}`;
  const cache = `(x = A[${e.next}]).shape === ${object}.shape && x.epoch === ${e.use('classEpoch')}.value`;
  const isFunction = `(y = x.member.value) !== undefined && y.constructor === ${e.use('PyFunction')}`;
  e.emit(`if (${cache} && ${isFunction}) { ${e.use('fuel')}.left -= ${EXTRA.METHOD_INSTANCE}; ${self} = ${object}; ${callee} = y; }`);
  e.emit(`else { ${e.at}; ${callee} = ${e.use('findMethod')}(L, ${e.next}, ${e.a}, ${object}); ${self} = ${e.use('found')}.self; }`);
  e.push(callee);
  e.push(self);
}

/** Emitters of constants, names and attributes. */
export const NAMES: Emitters = {
  [Op.LOAD_CONST]: (e) => e.push(e.constant(e.a)),
  [Op.LOAD_NULL]: (e) => e.push('undefined'),
  [Op.LOAD_FAST]: loadFast,
  [Op.STORE_FAST]: storeFast,
  [Op.DELETE_FAST]: (e) => {
    e.keep(`v${e.a}`);
    e.emit(`if (v${e.a} === undefined) { ${e.at}; throw ${e.use('unbound')}(); }`);
    e.emit(`v${e.a} = undefined;`);
  },
  [Op.LOAD_DEREF]: loadCell,
  [Op.STORE_DEREF]: (e) => e.emit(`c${e.a}.value = ${e.pop()};`),
  [Op.DELETE_DEREF]: (e) => {
    e.emit(`if (c${e.a}.value === undefined) { ${e.at}; throw ${e.use('unbound')}(); }`);
    e.emit(`c${e.a}.value = undefined;`);
  },
  [Op.LOAD_CELL]: (e) => e.result(`c${e.a}`),
  [Op.LOAD_NAME]: (e) => {
    e.emit(`${e.at};`);
    e.result(`${e.use('loadName')}(${frameOf(e)}, L, ${e.a})`);
  },
  [Op.STORE_NAME]: (e) => {
    e.emit(`${e.at}; ${e.use('storeName')}(${frameOf(e)}, L, ${e.a}, ${e.pop()});`);
  },
  [Op.DELETE_NAME]: (e) => e.emit(`${e.at}; ${e.use('deleteName')}(${frameOf(e)}.locals ?? L.globals, L.names[${e.a}]);`),
  [Op.LOAD_GLOBAL]: loadGlobal,
  [Op.STORE_GLOBAL]: storeGlobal,
  [Op.DELETE_GLOBAL]: (e) => e.emit(`${e.at}; ${e.use('deleteName')}(L.globals, L.names[${e.a}]);`),
  [Op.LOAD_ATTR]: loadAttribute,
  [Op.STORE_ATTR]: storeAttribute,
  [Op.DELETE_ATTR]: (e) => e.emit(`${e.at}; ${e.use('setAttribute')}(${e.pop()}, L.names[${e.a}], undefined);`),
  [Op.LOAD_METHOD]: loadMethod,
  [Op.LOAD_SUPER_METHOD]: (e) => {
    const [, type, self] = e.take(3);
    e.emit(`${e.at};`);
    e.result(`${e.use('loadSuperMethod')}(${type}, ${self}, L.names[${e.a}])`);
    e.result(`${e.use('found')}.self`);
  },
  [Op.LOAD_BUILD_CLASS]: (e) => e.result(`${e.use('buildClass')}(L)`),
};
