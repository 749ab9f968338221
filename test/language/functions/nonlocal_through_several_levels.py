def a():
    x = 'a'
    def b():
        def c():
            nonlocal x
            x += 'c'
            def d():
                nonlocal x
                x += 'd'
            d()
        c()
        return x
    return b() + x

print(a())  # expect: acdacd
