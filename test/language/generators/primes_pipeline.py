def count(n):
    while True:
        yield n
        n += 1
def sieve(it, p):
    for x in it:
        if x % p: yield x
def primes():
    it = count(2)
    while True:
        p = next(it)
        yield p
        it = sieve(it, p)
print([p for p, _ in zip(primes(), range(12))])
# expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
