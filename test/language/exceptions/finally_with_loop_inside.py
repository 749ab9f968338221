def f():
    try:
        return 'r'
    finally:
        for i in range(5):
            if i == 1: continue
            if i == 3: break
            print(i)
print(f())
# expect: 0
# expect: 2
# expect: r
