"""What a test claims: the methods `assert…` of unittest that need nothing but the claim."""


def _names(types):
    return " or ".join(each.__name__ for each in types) if isinstance(types, tuple) else types.__name__


def _with(text, msg):
    return text if msg is None else "%s: %s" % (text, msg)


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


class Assertions:
    failureException = AssertionError

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
