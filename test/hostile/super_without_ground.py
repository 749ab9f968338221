class A:
    def m(self):
        return super().missing

    def o(self):
        return super(int, self).x

    def q(self):
        return super(A, 5).m


for f in (lambda: A().m(), lambda: A().o(), lambda: A().q(), lambda: super(A), lambda: super(5, 6), lambda: A.m(5)):
    try:
        f()
        print("no error")
    except Exception as e:
        print(type(e).__name__)
# expect: AttributeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
