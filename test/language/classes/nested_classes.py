class A:
    class B:
        x = 1
        class C:
            y = 2
    b = B()
print(A.B.x, A.b.x, A.B.C.y, A.B.__name__)  # expect: 1 1 2 B
