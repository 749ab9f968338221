import io

s = io.StringIO("one\ntwo")
print(s.__next__(), s.__next__())
# expect: one
# expect:  two
try:
    s.__next__()
except StopIteration:
    print("end")
# expect: end
print("__next__" in dir(s))  # expect: True
