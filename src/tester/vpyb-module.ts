/** The module `vpyb` for tests: boards from outside, and functions with which `unittest` reports the results of tests. */
import { arg, fn, NativeObject, rest } from '../objects/declare.js';
import type { PyException } from '../objects/exception.js';
import { exceptionOf, isRaised } from '../objects/exception-type.js';
import { anything, text } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { OF_TESTS } from '../system/test-modules.js';
import { type BoardMaker, boardType } from './board-type.js';
import type { Outside } from './outside.js';
import { worldType } from './world-type.js';

/** How a test has ended: `failed` by an assertion, with an `error` of another kind, or `skipped`, that is not run. */
export type Outcome = 'passed' | 'failed' | 'error' | 'skipped';

/** Called as tests proceed. */
export interface TestListener {
  /** Whether a test of this name is to run at all. */
  wants(name: string): boolean;
  /** A test begins. May raise an exception that ends the program, which then has no test any more. */
  begin(name: string): void;
  /** The test that began last is over. `report`: the traceback of what was raised, or the reason for skipping it. */
  end(outcome: Outcome, report: string, raised: readonly object[]): void;
  /** What began last was not a test, and has succeeded. */
  forget(): void;
  /** Code of the file runs from now on, and not that of `unittest`. */
  enter(): void;
  /** It is over, with this exception or without. */
  leave(raised: PyException | null): void;
}

/** Makes the module of a board on which tests run. */
export function vpybModule(maker: BoardMaker & { readonly own: Outside }, listener: TestListener): PyModule {
  const Board = boardType(maker);
  return nativeModule(OF_TESTS.boards, {
    Board,
    World: worldType(),
    here: new NativeObject(Board, maker.own),
    _wants: fn('', [arg('name', text)], (name) => listener.wants(name)),
    _begin: fn('', [arg('name', text)], (name) => listener.begin(name)),
    _end: fn('', [arg('outcome', text), arg('report', text), rest('raised')], (outcome, report, raised) =>
      listener.end(outcome as Outcome, report, raised.filter(isRaised).map(exceptionOf)),
    ),
    _forget: fn('', [], () => listener.forget()),
    _enter: fn('', [], () => listener.enter()),
    _leave: fn('', [arg('raised', anything)], (raised) => listener.leave(isRaised(raised) ? exceptionOf(raised) : null)),
  });
}
