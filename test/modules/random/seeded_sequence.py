import random
random.seed(1)
a = [random.getrandbits(16) for _ in range(4)]
random.seed(1)
print(a == [random.getrandbits(16) for _ in range(4)], a)
# expect: True [36164, 57842, 10334, 54364]
print([random.randint(1, 6) for _ in range(10)], random.randrange(5), random.randrange(10, 20, 3), random.choice('abcdef'))
# expect: [5, 4, 3, 5, 4, 5, 4, 5, 6, 3] 4 10 a
print(0 <= random.random() < 1, 1 <= random.uniform(1, 2) <= 2)  # expect: True True
