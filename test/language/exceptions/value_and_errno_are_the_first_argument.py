print(TypeError("x").value, TypeError("x").errno)
# expect: x x
print(OSError(5).value, StopIteration(3).errno)
# expect: 5 3
print(Exception().value, Exception(1, 2).errno)
# expect: None 1
