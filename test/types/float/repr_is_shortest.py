for x in (0.1, 1.0, 1.5, 100.0, 1e15, 1e16, 1e17, 1e22, 1e-4, 1e-5, 123456.789, 1/3, 2/3, 1e100):
    print(x)
# expect: 0.1
# expect: 1.0
# expect: 1.5
# expect: 100.0
# expect: 1000000000000000.0
# expect: 1e+16
# expect: 1e+17
# expect: 1e+22
# expect: 0.0001
# expect: 1e-05
# expect: 123456.789
# expect: 0.3333333333333333
# expect: 0.6666666666666666
# expect: 1e+100
print(-0.0, 0.0, 1e0, .5, 5., 1_0.0_1)  # expect: -0.0 0.0 1.0 0.5 5.0 10.01
