depth = 0


def down():
    global depth
    depth += 1
    down()


for _ in range(5):
    try:
        down()
    except RuntimeError:
        print("caught")
print(depth > 100, sum(range(100)), [i for i in range(3)])
# expect: caught
# expect: caught
# expect: caught
# expect: caught
# expect: caught
# expect: True 4950 [0, 1, 2]
