# Where the firmware's bytecode has a jump a soft callback runs, although ours has none there, and where only ours has one it does not.
import micropython
log = []
def cb(x): log.append('cb')
def sched(r=0):
    micropython.schedule(cb, 0)
    return r
def seen(x):
    log.append(x)
    return len(log) < 4
class W:
    def __enter__(self): seen('enter')
    def __exit__(self, *a): seen('exit')
def into_while():
    sched()
    while seen('test'): pass
def into_while_that_does_not_run(n=0):
    sched()
    while n: pass
    seen('after')
def into_range(n=1):
    sched()
    for i in range(n): seen('body')
def behind_if(g=1):
    if g: sched()
    seen('a')
    seen('b')
    if g: seen('c')
def behind_if_in_loop(g=1):
    for i in (1,):
        if g: sched()
        seen('a')
        seen('b')
def behind_nested_if(g=1):
    if g:
        if g: sched()
        seen('a')
    else: seen('n')
    seen('b')
def behind_and(g=1):
    g and sched()
    seen('a')
    if g: seen('b')
def into_final_part(g=1):
    try:
        sched()
        seen('a')
    finally:
        seen('b')
    seen('c')
    if g: seen('d')
def into_final_part_by_return():
    try:
        sched()
        return seen('a')
    finally:
        seen('b')
        seen('c')
def through_final_part():
    for i in (1, 2):
        try:
            sched()
            seen('a')
            break
        finally:
            seen('b')
    seen('c')
def out_of_with(g=1):
    with W():
        sched()
        seen('in')
    seen('out')
    if g: seen('c')
def by_continue_at_the_end():
    while seen('test'):
        sched()
        seen('a')
        continue
def by_break_at_the_end(g=1):
    while True:
        sched()
        seen('a')
        break
    seen('b')
    if g: seen('c')
def by_constant_condition():
    if sched() or 0: pass
    seen('a')
tests = (into_while, into_while_that_does_not_run, into_range, behind_if, behind_if_in_loop, behind_nested_if, behind_and, into_final_part, into_final_part_by_return, through_final_part, out_of_with, by_continue_at_the_end, by_break_at_the_end, by_constant_condition)
for _ in range(2):
    for test in tests:
        log.clear()
        test()
        print(test.__name__, *log)
# expect: into_while cb test test test
# expect: into_while_that_does_not_run cb after
# expect: into_range cb body
# expect: behind_if a b cb c
# expect: behind_if_in_loop a b cb
# expect: behind_nested_if a cb b
# expect: behind_and a cb b
# expect: into_final_part a b c cb d
# expect: into_final_part_by_return a b c
# expect: through_final_part a b cb c
# expect: out_of_with enter in exit out cb c
# expect: by_continue_at_the_end test a cb test
# expect: by_break_at_the_end a cb b c
# expect: by_constant_condition cb a
# expect: into_while cb test test test
# expect: into_while_that_does_not_run cb after
# expect: into_range cb body
# expect: behind_if a b cb c
# expect: behind_if_in_loop a b cb
# expect: behind_nested_if a cb b
# expect: behind_and a cb b
# expect: into_final_part a b c cb d
# expect: into_final_part_by_return a b c
# expect: through_final_part a b cb c
# expect: out_of_with enter in exit out cb c
# expect: by_continue_at_the_end test a cb test
# expect: by_break_at_the_end a cb b c
# expect: by_constant_condition cb a
