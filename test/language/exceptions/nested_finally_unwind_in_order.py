def f():
    for i in range(2):
        try:
            try:
                try:
                    if i == 0: continue
                    return 'r'
                finally:
                    print('inner', i)
            finally:
                print('middle', i)
        finally:
            print('outer', i)
print(f())
# expect: inner 0
# expect: middle 0
# expect: outer 0
# expect: inner 1
# expect: middle 1
# expect: outer 1
# expect: r
