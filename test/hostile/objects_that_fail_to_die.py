class D:
    def __del__(self):
        raise ValueError("never seen")


import gc

for _ in range(3):
    D()
gc.collect()
d = D()
d.me = d
d = None
gc.collect()
print("alive")
# expect: alive
