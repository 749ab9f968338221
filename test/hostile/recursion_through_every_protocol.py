class R:
    def __repr__(self):
        return repr(self)

    def __eq__(self, other):
        return self == other

    def __lt__(self, other):
        return self < other

    def __hash__(self):
        return hash(self)

    def __len__(self):
        return len(self)

    def __bool__(self):
        return bool(self)

    def __getitem__(self, i):
        return self[i]

    def __contains__(self, x):
        return x in self

    def __call__(self):
        return self()

    def __add__(self, other):
        return self + other

    def __iter__(self):
        return iter(self)

    def __getattr__(self, name):
        return getattr(self, name + "x"[:0])


r = R()
for f in (
    lambda: repr(r),
    lambda: r == 1,
    lambda: r < 1,
    lambda: hash(r),
    lambda: len(r),
    lambda: bool(r),
    lambda: r[0],
    lambda: 1 in r,
    lambda: r(),
    lambda: r + 1,
    lambda: list(r),
    lambda: r.missing,
    lambda: {r: 1},
    lambda: sorted([r, r]),
    lambda: "%s" % r,
):
    try:
        f()
        print("no error")
    except RuntimeError as e:
        print(e)
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
