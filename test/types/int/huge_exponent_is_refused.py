try:
    2 ** -5 ** 2
    print((-8) ** (1/3))
except Exception as e:
    print(type(e), e)
# expect: (1+1.732050807568877j)
print(0 ** 5, 1 ** 10 ** 20, (-1) ** 10 ** 20, 0 ** 10 ** 20)  # expect: 0 1 1 0
