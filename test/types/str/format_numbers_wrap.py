# Widths, precisions and positions are read as ints of 32 bits, which wrap. A negative width or precision counts as none.
print('{:4294967301}|{:>3000000000}|{:.4294967297}'.format('a', 'b', 'cde'))  # expect: a    |b|c
print('{4294967297} {0:42949672961}'.format('a', 'b'))  # expect: b a
print('%4294967301d|%3000000000d|%.4294967297s|%.3000000000s' % (1, 2, 'abc', 'def'))
# expect:     1|2|a|def
print('{:.4294967298f} {:.3000000000f}'.format(1.5, 1.5))  # expect: 1.50 1.500000
