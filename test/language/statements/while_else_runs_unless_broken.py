def f(stop):
    i = 0
    while i < 3:
        if i == stop:
            print('break at', i)
            break
        i += 1
    else:
        print('else')
f(1)  # expect: break at 1
f(9)  # expect: else
while False:
    pass
else:
    print('never entered')
# expect: never entered
