# A local that nothing has been stored in is whatever the board's register holds; here it is missed.
# differs: the oracle has no machine code


@micropython.viper
def f(n: int) -> int:
    for i in range(n):
        last = i
    return last


print(f(3))  # expect: 2
try:
    f(0)
except NameError as e:
    print(e)  # expect: local variable referenced before assignment
