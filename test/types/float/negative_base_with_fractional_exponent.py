print((-8) ** (1 / 3))  # expect: (1+1.732050807568877j)
print(((-4.0) ** 0.5).imag)  # expect: 2.0
