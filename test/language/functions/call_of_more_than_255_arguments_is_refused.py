# differs: it counts arguments modulo 256, and calls what happens to lie where the function is expected
def result(source):
    try:
        exec(source, {'y': 1})
    except SyntaxError as e:
        return e
    return 'runs'


for count in 255, 256, 512:
    print(count, result('max(' + 'y,' * count + ')'))
    print(count, result('f"' + '{y}' * count + '"'))
# expect: 255 runs
# expect: 255 runs
# expect: 256 too many args
# expect: 256 too many args
# expect: 512 too many args
# expect: 512 too many args
