# differs: the oracle has no inline assembler
# A list or tuple is passed as the address of its items, each a word: a small int shifted, with its lowest bit set, or an object's address.
import pyb


@micropython.asm_thumb
def first(r0):
    ldr(r0, [r0, 0])


@micropython.asm_thumb
def item(r0, r1) -> object:
    lsl(r1, r1, 2)
    add(r0, r0, r1)
    ldr(r0, [r0, 0])


@micropython.asm_thumb
def store(r0, r1, r2):
    lsl(r1, r1, 2)
    add(r0, r0, r1)
    str(r2, [r0, 0])


@micropython.asm_thumb
def total(r0, r1):
    mov(r2, 0)
    label(again)
    ldr(r3, [r0, 0])
    asr(r3, r3, 1)
    add(r2, r2, r3)
    add(r0, 4)
    sub(r1, 1)
    bne(again)
    mov(r0, r2)


@micropython.asm_thumb
def swap(r0):
    ldr(r1, [r0, 0])
    ldr(r2, [r0, 4])
    str(r2, [r0, 0])
    str(r1, [r0, 4])


@micropython.asm_thumb
def same(r0):
    pass


print(first([5]), first((-1, 2)), first([None]), first((True,)), first([False]))  # expect: 11 -1 6 30 14
numbers = list(range(100))
print(total(numbers, 100), total((1, 2, 3), 3))  # expect: 4950 6


class Thing:
    pass


thing = Thing()
things = [thing, "text", 2.5, None, 7]
print(all(item(things, i) is things[i] for i in (0, 2, 3, 4)), item(things, 1))  # expect: True text
swap(things)
print(things[0], things[1] is thing)  # expect: text True
store(things, 4, 2 * 30 + 1)
store(things, 3, 0x1E)
print(things[3:])  # expect: [True, 30]
print(same(things) == same(things), same(things) == same(things[:]))  # expect: True False
# A byte of a word is written like any other memory.


@micropython.asm_thumb
def store_byte(r0, r1):
    strb(r1, [r0, 0])


numbers = [0x1234]
store_byte(numbers, 1)
print(numbers)  # expect: [4608]
# What a word says that is no object's is noticed when the function ends.
try:
    store(numbers, 0, 0x1000)
except NotImplementedError as e:
    print(e)
# expect: object at 0x00001000 is not simulated
# Beyond the items there is nothing.
try:
    item([1, 2], 2)
except NotImplementedError as e:
    print(str(e)[:9])
# expect: memory at


# A handler that interrupts the function sees what it has written, and the function what the handler has put there.
@micropython.asm_thumb
def wait_for(r0, r1):
    str(r1, [r0, 0])
    label(again)
    ldr(r2, [r0, 4])
    cmp(r2, 3)
    bne(again)


shared = [0, 0]
seen = []


def tick(timer):
    timer.callback(None)
    seen.append(shared[0])
    shared[1] = 1


seen.append(None)
seen.clear()
timer = pyb.Timer(4, freq=1000, callback=tick)
wait_for(shared, 2 * 21 + 1)
print(seen, shared)  # expect: [21] [21, 1]
