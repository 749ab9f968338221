# no oracle: its heap grows by gigabytes
for _ in range(5):
    try:
        keep = []
        while True:
            keep.append([0] * 1000)
    except MemoryError:
        keep = None
        print("recovered")
print(sum([0] * 1000), len(bytes(5000)))
# expect: recovered
# expect: recovered
# expect: recovered
# expect: recovered
# expect: recovered
# expect: 0 5000
