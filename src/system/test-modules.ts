/** Modules that a board has only while `vpyb test` runs tests on it. `src/tester` makes them. */

/** Their names: the module of boards and worlds, and the package of test cases. */
export const OF_TESTS = { boards: 'vpyb', cases: 'unittest' } as const;
