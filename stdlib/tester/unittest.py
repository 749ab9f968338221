"""unittest for `vpyb test`: what CPython's has and a board can hold. Each test is told to the host as it begins and ends."""

import io
import sys
import vpyb


class SkipTest(Exception):
    pass


class _ShouldFail(Exception):
    """Leaves the context of `assertRaises` that saw no exception: never caught by a test."""


class _Skipped:
    """Stands for a test that is not run. A function cannot be marked: on a board it has no attributes."""

    def __init__(self, reason):
        self.reason = reason

    def __call__(self, *args):
        raise SkipTest(self.reason)


def skip(reason):
    if callable(reason):
        return skip("")(reason)

    def decorate(decorated):
        if isinstance(decorated, type):
            decorated.__skip__ = reason
            return decorated
        return _Skipped(reason)

    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else lambda decorated: decorated


def skipUnless(condition, reason):
    return skipIf(not condition, reason)


def expectedFailure(test):
    def wrapped(*args):
        try:
            _await(test(*args))
        except SkipTest:
            raise
        except Exception:
            return
        if args and args[0]._subtests:
            args[0]._subtests.clear()
            return
        raise AssertionError("unexpected success")

    return wrapped


class _Raises:
    def __init__(self, expected, msg=None):
        self.expected = expected
        self.msg = msg
        self.exception = None

    def __enter__(self):
        return self

    def __exit__(self, kind, exception, traceback):
        if exception is None:
            raise AssertionError(_with("%s not raised" % _names(self.expected), self.msg))
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
        if not isinstance(exception, Exception):
            return False
        self.case._subtests.append((self.name, exception))
        return True


def _names(types):
    return " or ".join(each.__name__ for each in types) if isinstance(types, tuple) else types.__name__


def _with(text, msg):
    return text if msg is None else "%s: %s" % (text, msg)


class TestCase:
    failureException = AssertionError
    _classCleanups = []

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._cleanups = []
        self._subtests = []

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def setUp(self):
        pass

    def tearDown(self):
        pass

    def addCleanup(self, function, *args, **keywords):
        self._cleanups.append((function, args, keywords))

    def enterContext(self, context):
        return _enter(context, self.addCleanup)

    def doCleanups(self):
        _cleanUp(self._cleanups)

    @classmethod
    def addClassCleanup(cls, function, *args, **keywords):
        cls._classCleanups.append((function, args, keywords))

    @classmethod
    def enterClassContext(cls, context):
        return _enter(context, cls.addClassCleanup)

    @classmethod
    def doClassCleanups(cls):
        _cleanUp(cls._classCleanups)

    def id(self):
        return "%s.%s.%s" % (_running, type(self).__name__, self._testMethodName)

    def shortDescription(self):
        return None  # A board keeps no docstrings.

    def subTest(self, msg=None, **parameters):
        return _SubTest(self, msg, parameters)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise self.failureException("failed" if msg is None else msg)

    def _check(self, holds, text, msg):
        if not holds:
            raise self.failureException(_with(text, msg))

    def assertEqual(self, first, second, msg=None):
        self._check(first == second, "%r != %r" % (first, second), msg)

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, "%r == %r" % (first, second), msg)

    def _checkSame(self, kind, first, second, msg):
        self.assertIsInstance(first, kind, msg)
        self.assertIsInstance(second, kind, msg)
        self.assertEqual(first, second, msg)

    def assertListEqual(self, first, second, msg=None):
        self._checkSame(list, first, second, msg)

    def assertTupleEqual(self, first, second, msg=None):
        self._checkSame(tuple, first, second, msg)

    def assertDictEqual(self, first, second, msg=None):
        self._checkSame(dict, first, second, msg)

    def assertSetEqual(self, first, second, msg=None):
        self._checkSame((set, frozenset), first, second, msg)

    def assertMultiLineEqual(self, first, second, msg=None):
        self._checkSame(str, first, second, msg)

    def assertSequenceEqual(self, first, second, msg=None):
        self.assertEqual(list(first), list(second), msg)

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
        if function is None:
            return _Raises(expected, **keywords)
        context = _Raises(expected)
        with context:
            function(*args, **keywords)

    def assertRaisesRegex(self, expected, pattern, function=None, *args, **keywords):
        if function is None:
            return _RaisesText(expected, pattern, **keywords)
        context = _RaisesText(expected, pattern)
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

    def addAsyncCleanup(self, function, *args, **keywords):
        self.addCleanup(function, *args, **keywords)

    async def enterAsyncContext(self, context):
        entered = await context.__aenter__()
        self.addCleanup(context.__aexit__, None, None, None)
        return entered


class _RaisesText(_Raises):
    def __init__(self, expected, pattern, msg=None):
        super().__init__(expected, msg)
        self.pattern = pattern

    def __exit__(self, kind, exception, traceback):
        if not super().__exit__(kind, exception, traceback):
            return False
        if not _finds(self.pattern, str(exception)):
            raise AssertionError(_with("%r does not match %r" % (str(exception), self.pattern), self.msg))
        return True


def _finds(pattern, text):
    if isinstance(pattern, str):
        import re

        pattern = re.compile(pattern)
    return pattern.search(text) is not None


def _isNear(first, second, places, delta):
    if places is not None and delta is not None:
        raise TypeError("places or delta, not both")
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


def _enter(context, addCleanup):
    entered = context.__enter__()
    addCleanup(context.__exit__, None, None, None)
    return entered


def _cleanUp(cleanups):
    """Takes all of them, the last first; raises what came of them, if anything did."""
    problems = []
    while cleanups:
        function, args, keywords = cleanups.pop()
        _try(problems, function, *args, **keywords)
    if problems:
        raise _Problems(problems)


class _Problems(Exception):
    """Several exceptions."""

    def __init__(self, problems):
        super().__init__("%d cleanups failed" % len(problems))
        self.problems = problems


def _try(problems, step, *args, **keywords):
    """Takes a step of a test; keeps what it raises, and answers whether it raised nothing."""
    try:
        _await(step(*args, **keywords))
    except _Problems as several:
        problems.extend(several.problems)
        return False
    except BaseException as exception:
        problems.append(exception)
        return False
    return True


_moduleCleanups = []


def addModuleCleanup(function, *args, **keywords):
    _moduleCleanups.append((function, args, keywords))


def enterModuleContext(context):
    return _enter(context, addModuleCleanup)


def doModuleCleanups():
    _cleanUp(_moduleCleanups)


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

    def _begin(self, name):
        self.testsRun += 1
        vpyb._begin(name)

    def _end(self, problems):
        """What has come of a test: nothing, that it is skipped, or the exceptions that it failed by."""
        failures = [each for each in problems if not isinstance(each, SkipTest)]
        report = "\n".join(_text(each) for each in failures)
        if not problems:
            vpyb._end("passed", "")
        elif not failures:
            self.skippedNum += 1
            vpyb._end("skipped", str(problems[0]))
        elif isinstance(failures[0], AssertionError):
            self.failuresNum += 1
            vpyb._end("failed", report)
        else:
            self.errorsNum += 1
            vpyb._end("error", report)

    def _skip(self, name, reason):
        self._begin(name)
        self._end([SkipTest(reason)])

    def _runFunction(self, name, function):
        self._begin(name)
        problems = []
        _try(problems, function)
        self._end(problems)

    def _runMethod(self, kind, method):
        name = "%s.%s" % (kind.__name__, method)
        reason = getattr(kind, "__skip__", None)
        test = getattr(kind, method)
        if reason is not None or isinstance(test, _Skipped):
            self._skip(name, test.reason if reason is None else reason)
            return
        self._begin(name)
        problems = []
        cases = []
        if _try(problems, lambda: cases.append(kind())):
            self._runCase(name, cases[0], method, problems)
        else:
            self._end(problems)

    def _runCase(self, name, case, method, problems):
        if not hasattr(case, "_cleanups"):
            TestCase.__init__(case)
        case._testMethodName = method
        isAsync = isinstance(case, IsolatedAsyncioTestCase)
        if _try(problems, case.setUp) and (not isAsync or _try(problems, case.asyncSetUp)):
            _try(problems, getattr(case, method))
            if not isAsync or _try(problems, case.asyncTearDown):
                _try(problems, case.tearDown)
        _try(problems, case.doCleanups)
        if problems or not case._subtests:
            self._end(problems)
        for what, exception in case._subtests:
            vpyb._begin("%s (%s)" % (name, what))
            self._end([exception])

    def _runAround(self, name, steps):
        """Takes what is no test, each step whatever came of those before; is told only if it fails, and answers whether it did not."""
        vpyb._begin(name)
        problems = []
        for step in steps:
            _try(problems, step)
        if not problems:
            vpyb._forget()
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
        elif kind._classCleanups:
            self._runAround("%s.doClassCleanups" % name, [kind.doClassCleanups])

    def _runModule(self, module):
        tests = _testsOf(module)
        if not tests:
            return
        if self._runAround("setUpModule", [getattr(module, "setUpModule", _nothing)]):
            for name, member, methods in tests:
                if methods is None:
                    self._runFunction(name, member)
                else:
                    self._runClass(member, methods)
            self._runAround("tearDownModule", [getattr(module, "tearDownModule", _nothing), doModuleCleanups])
        elif _moduleCleanups:
            self._runAround("doModuleCleanups", [doModuleCleanups])


def _nothing():
    pass


def _testsOf(module):
    """The wanted tests of a module, each with its name, and of a class with its methods."""
    tests = []
    for name in sorted(dir(module)):
        member = getattr(module, name)
        if not isinstance(member, type):
            if name.startswith("test") and callable(member) and vpyb._wants(name):
                tests.append((name, member, None))
        elif member is not TestCase and member is not IsolatedAsyncioTestCase:
            methods = _methodsOf(member)
            if not issubclass(member, TestCase):
                if name.startswith("Test") and methods and vpyb._wants(name):
                    tests.append((name, _Skipped("its tests are not run: it is no unittest.TestCase"), None))
                continue
            methods = [each for each in methods if vpyb._wants("%s.%s" % (member.__name__, each))]
            if methods:
                tests.append((name, member, methods))
    return tests


def _methodsOf(kind):
    methods = [each for each in sorted(dir(kind)) if each.startswith("test") and callable(getattr(kind, each))]
    return methods or ["runTest"] if hasattr(kind, "runTest") else methods


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
