"""unittest for `vpyb test`: what CPython's has and a board can hold. Each test is told to the host as it begins and ends."""

import io
import sys
import vpyb


class SkipTest(Exception):
    pass


class _ShouldFail(Exception):
    """Leaves the context of `assertRaises` that saw no exception: never caught by a test."""


def skip(reason):
    def decorate(decorated):
        if isinstance(decorated, type):
            decorated.__skip__ = reason
            return decorated

        def skipped(*args):
            raise SkipTest(reason)

        return skipped

    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else lambda decorated: decorated


def skipUnless(condition, reason):
    return skipIf(not condition, reason)


def expectedFailure(test):
    def wrapped(*args):
        try:
            _await(test(*args))
        except Exception:
            return
        raise AssertionError("unexpected success")

    return wrapped


class _Raises:
    def __init__(self, expected):
        self.expected = expected
        self.exception = None

    def __enter__(self):
        return self

    def __exit__(self, kind, exception, traceback):
        if exception is None:
            raise AssertionError("%s not raised" % _names(self.expected))
        self.exception = exception
        return isinstance(exception, self.expected)


class _SubTest:
    def __init__(self, case, message, parameters):
        self.case = case
        parts = [] if message is None else [str(message)]
        parts += ["%s=%r" % item for item in sorted(parameters.items())]
        self.name = ", ".join(parts)

    def __enter__(self):
        return self

    def __exit__(self, kind, exception, traceback):
        if exception is None or not isinstance(exception, Exception) or isinstance(exception, SkipTest):
            return False
        self.case._subtests.append((self.name, exception))
        return True


def _names(types):
    return " or ".join(each.__name__ for each in types) if isinstance(types, tuple) else types.__name__


class TestCase:
    def __init__(self):
        self._cleanups = []
        self._subtests = []

    def setUp(self):
        pass

    def tearDown(self):
        pass

    def addCleanup(self, function, *args, **keywords):
        self._cleanups.append((function, args, keywords))

    def doCleanups(self):
        while self._cleanups:
            function, args, keywords = self._cleanups.pop()
            _await(function(*args, **keywords))

    def subTest(self, msg=None, **parameters):
        return _SubTest(self, msg, parameters)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise AssertionError("failed" if msg is None else msg)

    def _check(self, holds, text, msg):
        if not holds:
            raise AssertionError(text if msg is None else "%s: %s" % (text, msg))

    def assertEqual(self, first, second, msg=None):
        self._check(first == second, "%r != %r" % (first, second), msg)

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, "%r == %r" % (first, second), msg)

    def assertLess(self, first, second, msg=None):
        self._check(first < second, "%r is not less than %r" % (first, second), msg)

    def assertLessEqual(self, first, second, msg=None):
        self._check(first <= second, "%r is greater than %r" % (first, second), msg)

    def assertGreater(self, first, second, msg=None):
        self._check(first > second, "%r is not greater than %r" % (first, second), msg)

    def assertGreaterEqual(self, first, second, msg=None):
        self._check(first >= second, "%r is less than %r" % (first, second), msg)

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._check(_isNear(first, second, places, delta), "%r is not near %r" % (first, second), msg)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._check(not _isNear(first, second, places, delta), "%r is near %r" % (first, second), msg)

    def assertTrue(self, value, msg=None):
        self._check(value, "%r is not true" % (value,), msg)

    def assertFalse(self, value, msg=None):
        self._check(not value, "%r is not false" % (value,), msg)

    def assertIs(self, first, second, msg=None):
        self._check(first is second, "%r is not %r" % (first, second), msg)

    def assertIsNot(self, first, second, msg=None):
        self._check(first is not second, "%r is what it should not be" % (first,), msg)

    def assertIsNone(self, value, msg=None):
        self._check(value is None, "%r is not None" % (value,), msg)

    def assertIsNotNone(self, value, msg=None):
        self._check(value is not None, "it is None", msg)

    def assertIn(self, item, container, msg=None):
        self._check(item in container, "%r is not in %r" % (item, container), msg)

    def assertNotIn(self, item, container, msg=None):
        self._check(item not in container, "%r is in %r" % (item, container), msg)

    def assertIsInstance(self, value, kind, msg=None):
        self._check(isinstance(value, kind), "%r is no %s" % (value, _names(kind)), msg)

    def assertNotIsInstance(self, value, kind, msg=None):
        self._check(not isinstance(value, kind), "%r is a %s" % (value, _names(kind)), msg)

    def assertCountEqual(self, first, second, msg=None):
        first, rest = list(first), list(second)
        missing = []
        for item in first:
            if item in rest:
                rest.remove(item)
            else:
                missing.append(item)
        self._check(not missing and not rest, "only in the first: %r, only in the second: %r" % (missing, rest), msg)

    def assertRaises(self, expected, function=None, *args, **keywords):
        context = _Raises(expected)
        if function is None:
            return context
        with context:
            function(*args, **keywords)

    def assertRaisesRegex(self, expected, pattern, function=None, *args, **keywords):
        context = _RaisesText(expected, pattern)
        if function is None:
            return context
        with context:
            function(*args, **keywords)

    def assertRegex(self, text, pattern, msg=None):
        self._check(_finds(pattern, text), "%r does not match %r" % (text, pattern), msg)

    def assertNotRegex(self, text, pattern, msg=None):
        self._check(not _finds(pattern, text), "%r matches %r" % (text, pattern), msg)

    def assertWarns(self, kind):
        raise NotImplementedError("a board has no warnings")


class IsolatedAsyncioTestCase(TestCase):
    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass


class _RaisesText(_Raises):
    def __init__(self, expected, pattern):
        super().__init__(expected)
        self.pattern = pattern

    def __exit__(self, kind, exception, traceback):
        if not super().__exit__(kind, exception, traceback):
            return False
        if not _finds(self.pattern, str(exception)):
            raise AssertionError("%r does not match %r" % (str(exception), self.pattern))
        return True


def _finds(pattern, text):
    if isinstance(pattern, str):
        import re

        pattern = re.compile(pattern)
    return pattern.search(text) is not None


def _isNear(first, second, places, delta):
    if first == second:
        return True
    if delta is not None:
        return abs(first - second) <= delta
    return round(abs(first - second), 7 if places is None else places) == 0


def _coroutine():
    yield


_Coroutine = type(_coroutine())


def _await(result):
    """What a test has answered: that of an `async def` is run."""
    if isinstance(result, _Coroutine):
        import asyncio

        asyncio.run(result)


def _text(exception):
    buffer = io.StringIO()
    sys.print_exception(exception, buffer)
    return buffer.getvalue()


class TestResult:
    """What has come of the tests of a module."""

    def __init__(self):
        self.testsRun = 0
        self.failuresNum = 0
        self.errorsNum = 0
        self.skippedNum = 0

    def wasSuccessful(self):
        return self.failuresNum == 0 and self.errorsNum == 0

    def _run(self, name, steps):
        """Takes steps until one fails; those marked as last are taken in any case."""
        vpyb._begin(name)
        self.testsRun += 1
        problem = None
        reached = True
        for step, isLast in steps:
            if not (reached or isLast):
                continue
            try:
                _await(step())
            except KeyboardInterrupt:
                raise
            except BaseException as exception:
                reached = False
                if problem is None:
                    problem = exception
        return problem

    def _end(self, problem):
        if problem is None:
            vpyb._end("passed", "")
        elif isinstance(problem, SkipTest):
            self.skippedNum += 1
            vpyb._end("skipped", str(problem))
        elif isinstance(problem, AssertionError):
            self.failuresNum += 1
            vpyb._end("failed", _text(problem))
        else:
            self.errorsNum += 1
            vpyb._end("error", _text(problem))

    def _skip(self, name, reason):
        vpyb._begin(name)
        self._end(SkipTest(reason))

    def _runFunction(self, name, function):
        self._end(self._run(name, ((function, False),)))

    def _runMethod(self, name, case, method):
        steps = [(case.setUp, False), (getattr(case, method), False), (case.tearDown, True), (case.doCleanups, True)]
        if isinstance(case, IsolatedAsyncioTestCase):
            steps[1:1] = [(case.asyncSetUp, False)]
            steps[3:3] = [(case.asyncTearDown, True)]
        problem = self._run(name, steps)
        for what, exception in case._subtests:
            vpyb._begin("%s (%s)" % (name, what))
            self._end(exception)
        if problem is not None or not case._subtests:
            vpyb._begin(name)
            self._end(problem)

    def _runClass(self, kind):
        name = kind.__name__
        methods = [each for each in sorted(dir(kind)) if each.startswith("test") and callable(getattr(kind, each))]
        methods = [each for each in methods if vpyb._wants("%s.%s" % (name, each))]
        reason = getattr(kind, "__skip__", None)
        if reason is not None:
            for method in methods:
                self._skip("%s.%s" % (name, method), reason)
            return
        if not methods:
            return
        if hasattr(kind, "setUpClass"):
            problem = self._run("%s.setUpClass" % name, ((kind.setUpClass, False),))
            if problem is not None:
                self._end(problem)
                return
            vpyb._forget()
            self.testsRun -= 1
        for method in methods:
            case = kind()
            if not hasattr(case, "_cleanups"):
                TestCase.__init__(case)
            self._runMethod("%s.%s" % (name, method), case, method)
        if hasattr(kind, "tearDownClass"):
            problem = self._run("%s.tearDownClass" % name, ((kind.tearDownClass, False),))
            if problem is not None:
                self._end(problem)
                return
            vpyb._forget()
            self.testsRun -= 1

    def _runModule(self, module):
        for name in sorted(dir(module)):
            member = getattr(module, name)
            if isinstance(member, type):
                if issubclass(member, TestCase) and member is not TestCase and member is not IsolatedAsyncioTestCase:
                    self._runClass(member)
            elif name.startswith("test") and callable(member):
                if vpyb._wants(name):
                    self._runFunction(name, member)


_running = None
_hasRun = False


def main(module="__main__"):
    """Runs the tests of a module; without one those of the file that calls it. Answers a `TestResult`."""
    global _hasRun
    _hasRun = True
    if isinstance(module, str):
        name = _running if module == "__main__" else module
        __import__(name)
        module = sys.modules[name]
    result = TestResult()
    result._runModule(module)
    return result


def _runFile(name):
    """Imports a file of tests, and runs what it has not run itself."""
    global _running
    _running = name
    vpyb._begin("import")
    try:
        __import__(name)
    except SkipTest as problem:
        vpyb._end("skipped", str(problem))
        return
    except BaseException as problem:
        vpyb._end("error", _text(problem))
        return
    vpyb._forget()
    if not _hasRun:
        main()
