# a comment
x = 1  # type: int
# another
    # oddly indented comment
if x:
    # inside
    print(x)
# expect: 1
        # deeper
# done
