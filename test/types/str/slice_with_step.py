s = 'abcdef'
print(s[::1], s[1:5:1])  # expect: abcdef bcde
for f in (lambda: s[::2], lambda: s[1:5:3], lambda: s[::-1]):
    try:
        print(f())
    except NotImplementedError as e:
        print(e)
# expect: only slices with step=1 (aka None) are supported
# expect: only slices with step=1 (aka None) are supported
# expect: only slices with step=1 (aka None) are supported
