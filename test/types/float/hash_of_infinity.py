print(hash(float("inf")), hash(float("-inf")), hash(float("nan")), hash(1e30), hash(-1e30))
# expect: -1 0 0 -1 0
print({float("inf"): 1, 1: 2, 3: 3, 2: 1})  # expect: {3: 3, 1: 2, 2: 1, inf: 1}
