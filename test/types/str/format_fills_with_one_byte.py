for spec in 'é^9', '€>8', '*>3':
    try:
        print('{:{}}'.format(1, spec))
    except ValueError as err:
        print(err)
# expect: invalid format specifier
# expect: invalid format specifier
# expect: **1
