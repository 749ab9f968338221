# firmware: everything
# differs: the oracle's build leaves sys.tracebacklimit out
import io
import sys


def fall(depth):
    if depth == 0:
        raise ValueError("deep")
    fall(depth - 1)


def trace():
    text = io.StringIO()
    try:
        fall(3)
    except ValueError as error:
        sys.print_exception(error, text)
    return [line.split(", ", 1)[1] for line in text.getvalue().split("\n") if line.startswith("  File")]


print(sys.tracebacklimit, trace())
# expect: 1000 ['line 16, in trace', 'line 10, in fall', 'line 10, in fall', 'line 10, in fall', 'line 9, in fall']
# The outermost levels are kept, of those that the exception has passed.
for limit in (2, 1, 0, -1, 5):
    sys.tracebacklimit = limit
    print(limit, trace())
# expect: 2 ['line 16, in trace', 'line 10, in fall']
# expect: 1 ['line 16, in trace']
# expect: 0 []
# expect: -1 []
# expect: 5 ['line 16, in trace', 'line 10, in fall', 'line 10, in fall', 'line 10, in fall', 'line 9, in fall']
del sys.tracebacklimit
print(hasattr(sys, "tracebacklimit"), trace())  # expect: False []
sys.tracebacklimit = "many"
print(len(trace()))  # expect: 5
sys.tracebacklimit = 1


def warm(n):
    for i in range(n):
        lines = trace()
    return lines


print(warm(300))  # expect: ['line 16, in trace']
