"""What a test is: cases, what is skipped or expected to fail, and what is cleaned up afterwards."""

from .assertions import Assertions

# Name of the module whose tests run. Whoever runs them sets it.
running = None


class _Nobody:
    def _enter(self):
        pass

    def _leave(self, exception):
        pass


# Hears when a test's own code begins, and when it ends, with what it has raised. Whoever runs the tests sets it.
listener = _Nobody()


class SkipTest(Exception):
    pass


class Skipped:
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
        return Skipped(reason)

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
        listener._leave(exception)
        self.case._subtests.append((self.name, exception))
        listener._enter()
        return True


class TestCase(Assertions):
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
        return "%s.%s.%s" % (running, type(self).__name__, self._testMethodName)

    def shortDescription(self):
        return None  # A board keeps no docstrings.

    def subTest(self, msg=None, **parameters):
        return _SubTest(self, msg, parameters)

    def skipTest(self, reason):
        raise SkipTest(reason)


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
    listener._leave(None)
    problems = []
    while cleanups:
        function, args, keywords = cleanups.pop()
        attempt(problems, function, *args, **keywords)
    failed = _Problems(problems) if problems else None
    listener._enter()
    if failed:
        raise failed


class _Problems(Exception):
    """Several exceptions."""

    def __init__(self, problems):
        super().__init__("%d cleanups failed" % len(problems))
        self.problems = problems


def attempt(problems, step, *args, **keywords):
    """Takes a step of a test; keeps what it raises, and answers whether it raised nothing."""
    listener._enter()
    try:
        _await(step(*args, **keywords))
    except _Problems as several:
        listener._leave(several)
        problems.extend(several.problems)
        return False
    except BaseException as exception:
        listener._leave(exception)
        problems.append(exception)
        return False
    listener._leave(None)
    return True


moduleCleanups = []


def addModuleCleanup(function, *args, **keywords):
    moduleCleanups.append((function, args, keywords))


def enterModuleContext(context):
    return _enter(context, addModuleCleanup)


def doModuleCleanups():
    _cleanUp(moduleCleanups)
