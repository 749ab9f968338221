"""The unittest that upstream's tests expect on the board: that of `vpyb test`, which here prints what upstream's runner reads."""

import sys
from .case import TestCase, skip, skipIf, skipUnless
from .result import TestResult


class _Printer:
    """Upstream's runner knows the summary by the lines that stand before it."""

    def _wants(self, name):
        return True

    def _begin(self, name):
        print(name)

    def _end(self, outcome, report, *raised):
        if outcome != "passed":
            print(outcome, report)

    def _forget(self):
        pass


def main(module="__main__"):
    result = TestResult(_Printer())
    result._runModule(sys.modules[module] if isinstance(module, str) else module)
    print("-" * 70)
    print("Ran %d tests" % result.testsRun)
    print()
    if result.wasSuccessful():
        print("OK" + (" (skipped=%d)" % result.skippedNum if result.skippedNum else ""))
    else:
        print("FAILED (failures=%d, errors=%d)" % (result.failuresNum, result.errorsNum))
