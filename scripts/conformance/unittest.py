# What upstream's tests use of `unittest`, put on the flash of the board under test. A board has it from a package index.
import sys


class SkipTest(Exception):
    pass


class _Context:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return False


class _Raises(_Context):
    def __init__(self, expected):
        self.expected = expected
        self.exception = None

    def __exit__(self, kind, value, traceback):
        self.exception = value
        if kind is None:
            raise AssertionError("%r not raised" % self.expected)
        return issubclass(kind, self.expected)


class TestCase:
    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def skipTest(self, reason):
        raise SkipTest(reason)

    def subTest(self, message=None, **parameters):
        return _Context()

    def fail(self, message="failed"):
        raise AssertionError(message)

    def assertTrue(self, value, message="not true"):
        if not value:
            self.fail(message)

    def assertFalse(self, value, message="not false"):
        if value:
            self.fail(message)

    def assertEqual(self, first, second, message=None):
        if not first == second:
            self.fail(message or "%r != %r" % (first, second))

    def assertAlmostEqual(self, first, second, places=7, message=None, delta=None):
        if first == second:
            return
        if delta is not None:
            if abs(first - second) <= delta:
                return
        elif round(abs(first - second), places) == 0:
            return
        self.fail(message or "%r != %r" % (first, second))

    def assertLessEqual(self, first, second, message=None):
        if not first <= second:
            self.fail(message or "%r > %r" % (first, second))

    def assertIn(self, member, container, message=None):
        if member not in container:
            self.fail(message or "%r not in %r" % (member, container))

    def assertIsInstance(self, value, kind, message=None):
        if not isinstance(value, kind):
            self.fail(message or "%r is no %r" % (value, kind))

    def assertRaises(self, expected, function=None, *args, **keywords):
        context = _Raises(expected)
        if function is None:
            return context
        with context:
            function(*args, **keywords)


def skip(reason):
    def decorate(what):
        def skipped(*args):
            raise SkipTest(reason)

        # A class is skipped as a whole: each of its tests asks for it.
        if isinstance(what, type):
            what.setUpClass = skipped
            return what
        return skipped

    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else lambda what: what


def skipUnless(condition, reason):
    return skipIf(not condition, reason)


class _Tally:
    ran = failures = errors = skipped = 0


def _run(tally, action):
    try:
        action()
    except SkipTest:
        tally.skipped += 1
    except AssertionError as e:
        tally.failures += 1
        sys.print_exception(e)
    except Exception as e:
        tally.errors += 1
        sys.print_exception(e)
    else:
        return True
    return False


def _run_case(tally, case):
    names = [name for name in dir(case) if name.startswith("test")]
    try:
        case.setUpClass()
    except SkipTest:
        tally.ran += len(names)
        tally.skipped += len(names)
        return
    for name in names:
        # Upstream's runner knows the summary by the lines that stand before it.
        print("%s (%s)" % (name, case.__name__))
        instance = case()
        tally.ran += 1
        if _run(tally, instance.setUp):
            _run(tally, getattr(instance, name))
            _run(tally, instance.tearDown)
    case.tearDownClass()


def main(module="__main__"):
    tally = _Tally()
    namespace = sys.modules[module] if isinstance(module, str) else module
    for name in dir(namespace):
        value = getattr(namespace, name)
        if isinstance(value, type) and issubclass(value, TestCase) and value is not TestCase:
            _run_case(tally, value)
    print("-" * 70)
    print("Ran %d tests" % tally.ran)
    print()
    if tally.failures or tally.errors:
        print("FAILED (failures=%d, errors=%d)" % (tally.failures, tally.errors))
    else:
        print("OK" + (" (skipped=%d)" % tally.skipped if tally.skipped else ""))
