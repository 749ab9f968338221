def src():
    print('src')
    return [1, 2]
def other():
    print('other')
    return 'ab'
g = (a + b for a in map(str, src()) for b in other())  # expect: src
print('made')  # expect: made
print(list(g))
# expect: other
# expect: other
# expect: ['1a', '1b', '2a', '2b']
