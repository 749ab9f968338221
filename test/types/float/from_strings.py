for s in ('1', '1.5', '-.5', '5.', '1e3', '1E-2', ' 7 ', '1_0', '+2.5e+1', '0x10', 'abc', '', '1e', '--1', '1.2.3', '.'):
    try:
        print(repr(s), float(s))
    except ValueError as e:
        print(repr(s), e)
# expect: '1' 1.0
# expect: '1.5' 1.5
# expect: '-.5' -0.5
# expect: '5.' 5.0
# expect: '1e3' 1000.0
# expect: '1E-2' 0.01
# expect: ' 7 ' 7.0
# expect: '1_0' 10.0
# expect: '+2.5e+1' 25.0
# expect: '0x10' invalid syntax for number
# expect: 'abc' invalid syntax for number
# expect: '' invalid syntax for number
# expect: '1e' invalid syntax for number
# expect: '--1' invalid syntax for number
# expect: '1.2.3' invalid syntax for number
# expect: '.' 0.0
