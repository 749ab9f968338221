# A soft callback runs at the first jump after it has been scheduled, neither later nor earlier (py/vm.c, pending_exception_check).
import micropython
log = []
done = False
def cb(x):
    global done
    done = True
    log.append('cb%d' % x)
def sched(r=0, n=0):
    global done
    done = False
    log.clear()
    micropython.schedule(cb, n)
    return r
def seen(x=None):
    log.append('s' if x is None else 's%s' % x)
    return done
def in_or(): return sched(0) or seen()
def in_and(): return sched(1) and seen()
def in_conditional(): return 1 if sched() else seen()
def in_other_conditional(): return seen() if sched(1) else 1
def in_if():
    if sched(1): return seen()
def in_range():
    sched()
    for i in range(2): seen(i)
    return log
def in_for():
    sched()
    for i in [0, 1]: seen(i)
    return log
def in_store():
    global g
    sched()
    g = 5
    if g: return seen()
def in_callee():
    sched()
    return f2(1)
def f2(x):
    if x: return seen()
def in_while():
    n = 0
    while n < 5:
        n += 1
        if n == 2: sched()
        seen(n)
    return log
def in_gen():
    return [seen(x) for x in gen()]
def gen():
    sched()
    yield 1
    if g: yield 2
def in_key():
    return sorted([2, 1], key=key)
def key(x):
    if x == 2: sched()
    r = done
    if g: return (x, r, done)
class C:
    def __repr__(self):
        sched()
        if g: return 'repr%s' % done
def in_repr(): return repr([C()])
def in_handler():
    try:
        sched()
        raise ValueError
    except ValueError:
        pass
    return seen()
def in_try():
    try:
        sched()
    except ValueError:
        pass
    return seen()
def in_finally():
    for i in range(2):
        try:
            sched()
            if i: break
        finally:
            seen(i)
    return log
def in_one_at_each():
    sched(0, 1); micropython.schedule(cb, 2)
    if g: seen('a')
    if g: seen('b')
    return log
def in_assert():
    sched()
    assert g
    return seen()
def in_comparison():
    return 1 < sched(2) < seen()
def in_with():
    with W():
        sched()
        seen('in')
    return log
class W:
    def __enter__(self): return self
    def __exit__(self, *a): seen('exit')
def in_comprehension():
    sched()
    return [done for i in range(3)]
def in_not():
    return not sched(0) and seen()
def in_deep(n=4):
    if n == 0:
        sched()
        return 1
    x = in_deep(n - 1) and 1
    return x and done
tests = (in_or, in_and, in_conditional, in_other_conditional, in_if, in_store, in_range, in_for, in_callee, in_while, in_gen, in_key, in_repr, in_handler, in_try, in_finally, in_one_at_each, in_assert, in_comparison, in_with, in_comprehension, in_not, in_deep)
for _ in range(3):
    for test in tests:
        print(test())
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: ['cb0', 's0', 's1']
# expect: ['cb0', 's0', 's1']
# expect: True
# expect: ['cb0', 's2', 's3', 's4', 's5']
# expect: [True, True]
# expect: [1, 2]
# expect: [reprTrue]
# expect: True
# expect: True
# expect: ['cb0', 's1']
# expect: ['cb1', 'cb2', 'sa', 'sb']
# expect: True
# expect: False
# expect: ['cb0', 'sin', 'sexit']
# expect: [False, True, True]
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: ['cb0', 's0', 's1']
# expect: ['cb0', 's0', 's1']
# expect: True
# expect: ['cb0', 's2', 's3', 's4', 's5']
# expect: [True, True]
# expect: [1, 2]
# expect: [reprTrue]
# expect: True
# expect: True
# expect: ['cb0', 's1']
# expect: ['cb1', 'cb2', 'sa', 'sb']
# expect: True
# expect: False
# expect: ['cb0', 'sin', 'sexit']
# expect: [False, True, True]
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: ['cb0', 's0', 's1']
# expect: ['cb0', 's0', 's1']
# expect: True
# expect: ['cb0', 's2', 's3', 's4', 's5']
# expect: [True, True]
# expect: [1, 2]
# expect: [reprTrue]
# expect: True
# expect: True
# expect: ['cb0', 's1']
# expect: ['cb1', 'cb2', 'sa', 'sb']
# expect: True
# expect: False
# expect: ['cb0', 'sin', 'sexit']
# expect: [False, True, True]
# expect: True
# expect: True
