# firmware: everything
name = "you"
w = 5
t = t"Hello {name}!"
print(t.strings)  # expect: ('Hello ', '!')
print(t.values)  # expect: ('you',)
print(t)
# expect: Template(strings=('Hello ', '!'), interpolations=(Interpolation('you', 'name', None, ''),))
for part in t"{name}, {w!r:>{w}}{{}}":
    print(part)
# expect: Interpolation('you', 'name', None, '')
# expect: , 
# expect: Interpolation(5, 'w', 'r', '>5')
# expect: {}
print(t"{w=} {w =:>3} {w=!s}")
# expect: Template(strings=('w=', ' w =', ' w=', ''), interpolations=(Interpolation(5, 'w', 'r', ''), Interpolation(5, 'w', None, '>3'), Interpolation(5, 'w', 's', '')))
print(t"{ w  }".interpolations[0].expression)  # expect:  w
print(t"{w:{w}.{w}f}x".interpolations[0].format_spec)  # expect: 5.5f
print(t'''{[1, 2][0]
} {"it's"}''')
# expect: Template(strings=('', ' ', ''), interpolations=(Interpolation(1, '[1, 2][0]', None, ''), Interpolation("it's", '"it\'s"', None, '')))
print(rt"\n{w}\d".strings, tr'\{w}'.strings)  # expect: ('\\n', '\\d') ('\\', '')
print(t"\x41{w:\x42}\
c")
print(eval('t"' + "{w}" * 64 + '"').values == (5,) * 64)
# expect: Template(strings=('A', 'c'), interpolations=(Interpolation(5, 'w', None, 'B'),))
# expect: True
