# differs: the oracle's queue has four places, the board's eight
import micropython
def f(x): pass
def main():
    n = 0
    try:
        while True:
            micropython.schedule(f, n); n += 1; micropython.schedule(f, n); n += 1; micropython.schedule(f, n); n += 1; micropython.schedule(f, n); n += 1; micropython.schedule(f, n); n += 1; micropython.schedule(f, n); n += 1; micropython.schedule(f, n); n += 1; micropython.schedule(f, n); n += 1; micropython.schedule(f, n); n += 1
    except RuntimeError as e:
        print(n, e)
main()
# expect: 8 schedule queue full
