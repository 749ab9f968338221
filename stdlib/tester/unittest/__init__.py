"""unittest for `vpyb test`: what CPython's has and a board can hold. Each test is told to the host as it begins and ends."""

import sys
import vpyb
from . import case
from .case import (
    IsolatedAsyncioTestCase,
    SkipTest,
    TestCase,
    addModuleCleanup,
    doModuleCleanups,
    enterModuleContext,
    expectedFailure,
    skip,
    skipIf,
    skipUnless,
)
from .result import TestResult, textOf

_hasRun = False
case.listener = vpyb


def main(module="__main__"):
    """Runs the tests of a module; without one those of the file that calls it. Answers a `TestResult`."""
    global _hasRun
    _hasRun = True
    if isinstance(module, str):
        name = case.running if module == "__main__" else module
        __import__(name)
        module = sys.modules[name]
    vpyb._leave(None)
    result = TestResult(vpyb)
    result._runModule(module)
    vpyb._enter()
    return result


def _runFile(name):
    """Imports a file of tests, and runs what it has not run itself."""
    case.running = name
    vpyb._begin("import")
    vpyb._enter()
    try:
        __import__(name)
    except SkipTest as problem:
        vpyb._leave(problem)
        vpyb._end("skipped", str(problem))
        return
    except BaseException as problem:
        vpyb._leave(problem)
        vpyb._end("error", textOf(problem), problem)
        return
    vpyb._leave(None)
    vpyb._forget()
    if not _hasRun:
        main()
