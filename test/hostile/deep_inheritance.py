class A:
    x = 1


try:
    for i in range(60):
        A = type("A", (A,), {})
    print(A.x, A().x, isinstance(A(), A))
except RuntimeError as e:
    print(e)
# expect: 1 1 True
