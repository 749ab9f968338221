def f():
    try:
        raise SystemExit(2)
    finally:
        print("finally")
        return 5


print(f())
# expect: finally
# expect: 5
for i in range(2):
    try:
        raise SystemExit
    finally:
        print("loop", i)
        continue
# expect: loop 0
# expect: loop 1
print("end")  # expect: end
