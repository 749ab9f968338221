/** Emitters: constants, locals, cells, names, attributes. */
import { Op } from '../bytecode/opcodes.js';
import { EXTRA } from '../bytecode/prices.js';
import type { Emitter, Emitters } from './emitter.js';

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
  const entry = globalEntry(e);
  const find = `${target} = ${e.use('loadGlobal')}(L, ${e.a}); if ((x = G[${e.a}]) !== undefined) ${entry} = x;`;
  e.emit(`if ((${target} = ${entry}.value) === undefined) { ${e.at}; ${find} }`);
  e.push(target);
}

function storeGlobal(e: Emitter): void {
  const entry = globalEntry(e);
  e.emit(`if (${entry}.value !== undefined) ${entry}.value = ${e.peek()};`);
  e.emit(`else { ${e.at}; ${entry} = ${e.use('storeGlobal')}(L, ${e.a}, ${e.pop()}); }`);
}

const globalEntry = (e: Emitter): string => e.keepIn(`g${e.a}`, '$.NO_ENTRY');

/** Returns the frame whose table holds the names of a module's or class's code. Refuses in a form that has no frame. */
function frameOf(e: Emitter): string {
  return e.form.frame ?? e.refuse();
}

/** Variables for the shape of an instance that has the attribute, and for the attribute's index. */
const shapeKept = (e: Emitter): string => e.keepIn(`s${e.next}`, 'null');
const placeKept = (e: Emitter): string => e.keepIn(`i${e.next}`, '0');

function loadAttribute(e: Emitter): void {
  const object = e.popObject();
  const { target } = e;
  const shape = shapeKept(e);
  const place = placeKept(e);
  const site = e.use('site');
  e.emit(`if (${object}.shape === ${shape}) ${target} = ${object}.values[${place}];`);
  e.emit(
    `else { ${e.at}; ${target} = ${e.use('loadAttribute')}(L, ${e.a}, ${object}); ${shape} = ${site}.shape; ${place} = ${site}.index; }`,
  );
  e.push(target);
}

function storeAttribute(e: Emitter): void {
  const object = e.popObject();
  const value = e.pop();
  const shape = shapeKept(e);
  const place = placeKept(e);
  const site = e.use('site');
  e.emit(`if (${object}.shape === ${shape} && !${shape}.type.hasSpecialAccessors) ${object}.values[${place}] = ${value};`);
  const set = `${e.use('storeAttribute')}(L, ${e.next}, ${e.a}, ${object}, ${value});`;
  e.emit(`else { ${e.at}; ${set} ${shape} = ${site}.shape; ${place} = ${site}.index; }`);
}

function loadMethod(e: Emitter): void {
  const object = e.popObject();
  const callee = e.target;
  const self = `t${e.depth + 1}`;
  const shape = shapeKept(e);
  const epoch = e.keepIn(`e${e.next}`, '-1');
  const type = e.keepIn(`n${e.next}`, 'null');
  const method = e.keepIn(`m${e.next}`, 'null');
  const site = e.use('site');
  const isKnown = `${object}.shape === ${shape} && ${epoch} === ${e.use('classEpoch')}.value`;
  e.emit(`if (${isKnown}) { ${e.use('fuel')}.left -= ${EXTRA.METHOD_INSTANCE}; ${self} = ${object}; ${callee} = ${method}; }`);
  e.emit(`else if (${object}.type === ${type}) { ${self} = ${object}; ${callee} = ${method}; }`);
  const find = `${callee} = ${e.use('findMethod')}(L, ${e.next}, ${e.a}, ${object}); ${self} = ${e.use('found')}.self;`;
  e.emit(
    `else { ${e.at}; ${find} ${shape} = ${site}.shape; ${epoch} = ${site}.epoch; ${type} = ${site}.type; ${method} = ${site}.method; }`,
  );
  e.push(callee);
  e.push(self);
}

/** Emitters of constants, names and attributes. */
export const NAMES = {
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
} satisfies Emitters;
