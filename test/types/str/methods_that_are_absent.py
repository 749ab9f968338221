for n in ('capitalize', 'title', 'swapcase', 'zfill', 'ljust', 'rjust', 'expandtabs', 'isalnum', 'casefold', 'translate', 'isidentifier', 'removeprefix'):
    print(n, hasattr('', n))
# expect: capitalize False
# expect: title False
# expect: swapcase False
# expect: zfill False
# expect: ljust False
# expect: rjust False
# expect: expandtabs False
# expect: isalnum False
# expect: casefold False
# expect: translate False
# expect: isidentifier False
# expect: removeprefix False
