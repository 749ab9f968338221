import random
for f in (lambda: random.getrandbits(33), lambda: random.randrange(0), lambda: random.randint(5, 1), lambda: random.choice([]), lambda: random.getrandbits(-1), lambda: random.randrange(5, 1)):
    try:
        print(f())
    except (ValueError, IndexError) as e:
        print(type(e).__name__, e)
# expect: ValueError bits must be 32 or less
# expect: ValueError 
# expect: ValueError 
# expect: IndexError 
# expect: ValueError bits must be 32 or less
# expect: ValueError 
print(random.getrandbits(0))  # expect: 0
