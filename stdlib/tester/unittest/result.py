"""How the tests of a module are run. Whoever listens chooses which, and is told of each as it begins and ends."""

import gc
import io
import sys
from .case import __file__ as _caller
from .case import IsolatedAsyncioTestCase, Skipped, SkipTest, TestCase, attempt, doModuleCleanups, moduleCleanups

_NOT_SET_UP = "not run, since %s did not succeed"


def textOf(exception):
    buffer = io.StringIO()
    try:
        sys.print_exception(exception, buffer)
    except Exception as problem:
        kind = type(exception).__name__
        lines = buffer.getvalue().split("\n")
        lines[-1] = "%s: (its text cannot be made: %s)\n" % (kind, type(problem).__name__)
        return "\n".join(lines)
    return buffer.getvalue()


def _call(problems, test):
    """Calls a test; keeps what it raises. If the traceback ends in `attempt`, the test has not begun: it wants arguments."""
    attempt(problems, test)
    if problems and isinstance(problems[-1], TypeError) and textOf(problems[-1]).rsplit('  File "', 1)[-1].startswith(_caller):
        problems[-1] = TypeError("%s: a test is called without arguments, a method with self alone; there are no fixtures" % problems[-1])


class TestResult:
    """What has come of the tests of a module."""

    def __init__(self, listener):
        """`listener` has what the module `vpyb` has: `_wants`, `_begin`, `_end`, `_forget`."""
        self._listener = listener
        self.testsRun = 0
        self.failuresNum = 0
        self.errorsNum = 0
        self.skippedNum = 0

    def wasSuccessful(self):
        return self.failuresNum == 0 and self.errorsNum == 0

    def _begin(self, name):
        self.testsRun += 1
        self._listener._begin(name)

    def _end(self, problems):
        """What has come of a test: nothing, that it is skipped, or the exceptions that it failed by."""
        failures = [each for each in problems if not isinstance(each, SkipTest)]
        report = "\n".join(textOf(each) for each in failures)
        if not problems:
            self._listener._end("passed", "")
        elif not failures:
            self.skippedNum += 1
            self._listener._end("skipped", str(problems[0]))
        elif isinstance(failures[0], AssertionError):
            self.failuresNum += 1
            self._listener._end("failed", report, *failures)
        else:
            self.errorsNum += 1
            self._listener._end("error", report, *failures)
        if any(isinstance(each, MemoryError) for each in failures):
            gc.collect()  # Whether the tests that follow have room is looked at when the next begins.

    def _skip(self, name, reason):
        self._begin(name)
        self._end([SkipTest(reason)])

    def _runFunction(self, name, function):
        self._begin(name)
        problems = []
        _call(problems, function)
        self._end(problems)

    def _runMethod(self, kind, method):
        name = "%s.%s" % (kind.__name__, method)
        reason = getattr(kind, "__skip__", None)
        test = getattr(kind, method)
        if reason is not None or isinstance(test, Skipped):
            self._skip(name, test.reason if reason is None else reason)
            return
        self._begin(name)
        problems = []
        cases = []
        if attempt(problems, lambda: cases.append(kind())):
            self._runCase(name, cases[0], method, problems)
        else:
            self._end(problems)

    def _runCase(self, name, case, method, problems):
        if not hasattr(case, "_cleanups"):
            TestCase.__init__(case)
        case._testMethodName = method
        isAsync = isinstance(case, IsolatedAsyncioTestCase)
        if attempt(problems, case.setUp) and (not isAsync or attempt(problems, case.asyncSetUp)):
            _call(problems, getattr(case, method))
            if not isAsync or attempt(problems, case.asyncTearDown):
                attempt(problems, case.tearDown)
        attempt(problems, case.doCleanups)
        if problems or not case._subtests:
            self._end(problems)
        for what, exception in case._subtests:
            self._listener._begin("%s (%s)" % (name, what))
            self._end([exception])

    def _runAround(self, name, steps):
        """Takes what is no test, each step whatever came of those before; is told only if it fails, and answers whether it did not."""
        self._listener._begin(name)
        problems = []
        for step in steps:
            attempt(problems, step)
        if not problems:
            self._listener._forget()
            return True
        self.testsRun += 1
        self._end(problems)
        return False

    def _runClass(self, kind, methods):
        if hasattr(kind, "__skip__"):
            for method in methods:
                self._runMethod(kind, method)
            return
        name = kind.__name__
        kind._classCleanups = []
        if self._runAround("%s.setUpClass" % name, [kind.setUpClass]):
            for method in methods:
                self._runMethod(kind, method)
            self._runAround("%s.tearDownClass" % name, [kind.tearDownClass, kind.doClassCleanups])
            return
        self._skipMethods(kind, methods, "%s.setUpClass" % name)
        if kind._classCleanups:
            self._runAround("%s.doClassCleanups" % name, [kind.doClassCleanups])

    def _skipMethods(self, kind, methods, setUp):
        for method in methods:
            self._skip("%s.%s" % (kind.__name__, method), _NOT_SET_UP % setUp)

    def _runModule(self, module):
        tests = _testsOf(module, self._listener._wants)
        if not tests:
            return
        if self._runAround("setUpModule", [getattr(module, "setUpModule", _nothing)]):
            for name, member, methods in tests:
                if methods is None:
                    self._runFunction(name, member)
                else:
                    self._runClass(member, methods)
            self._runAround("tearDownModule", [getattr(module, "tearDownModule", _nothing), doModuleCleanups])
            return
        for name, member, methods in tests:
            if methods is None:
                self._skip(name, _NOT_SET_UP % "setUpModule")
            else:
                self._skipMethods(member, methods, "setUpModule")
        if moduleCleanups:
            self._runAround("doModuleCleanups", [doModuleCleanups])


def _nothing():
    pass


def _testsOf(module, wants):
    """The wanted tests of a module, each with its name, and of a class with its methods."""
    tests = []
    for name in sorted(dir(module)):
        member = getattr(module, name)
        if not isinstance(member, type):
            if name.startswith("test") and callable(member) and wants(name):
                tests.append((name, member, None))
        elif member is not TestCase and member is not IsolatedAsyncioTestCase:
            methods = _methodsOf(member)
            if not issubclass(member, TestCase):
                if name.startswith("Test") and methods and wants(name):
                    tests.append((name, Skipped("its tests are not run: it is no unittest.TestCase"), None))
                continue
            methods = [each for each in methods if wants("%s.%s" % (member.__name__, each))]
            if methods:
                tests.append((name, member, methods))
    return tests


def _methodsOf(kind):
    methods = [each for each in sorted(dir(kind)) if each.startswith("test") and callable(getattr(kind, each))]
    return methods or ["runTest"] if hasattr(kind, "runTest") else methods
