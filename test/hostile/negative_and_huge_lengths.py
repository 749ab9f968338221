class N:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


for n in (-1, 2**31, 2**70, True, None, 1.5):
    try:
        print(len(N(n)), bool(N(n)))
    except Exception as e:
        print(type(e).__name__)
# expect: -1 True
# expect: 2147483648 True
# expect: 1180591620717411303424 True
# expect: True True
# expect: None True
# expect: 1.5 True
