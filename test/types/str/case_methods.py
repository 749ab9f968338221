print('Hello World'.upper(), 'Hello'.lower(), 'a1'.upper())  # expect: HELLO WORLD hello A1
print('abc'.isalpha(), 'ab1'.isalpha(), '123'.isdigit(), ''.isdigit(), '  '.isspace(), 'ABC'.isupper(), 'aBc'.islower(), 'ab1'.islower(), '1'.isupper())
# expect: True False True False True True False True False
