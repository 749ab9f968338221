# The index is not looked at: what is no small int counts as its word without the lowest bit.
for index in (None, False, True, -1, -9):
    items = list(range(20))
    items.insert(index, "here")
    print(index, items.index("here"))
# expect: None 3
# expect: False 7
# expect: True 15
# expect: -1 19
# expect: -9 11
