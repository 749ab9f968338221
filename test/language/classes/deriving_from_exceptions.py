class E(Exception): pass
class F(E):
    def __init__(self, code):
        super().__init__('code', code)
        self.code = code
try:
    raise F(7)
except E as e:
    print(type(e), e.args, e.code, str(e), repr(e))
# expect: <class 'F'> ('code', 7) 7 ('code', 7) F('code', 7)
try:
    raise E
except Exception as e:
    print(repr(e), e.args)
# expect: E() ()
