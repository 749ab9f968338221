import sys
print(sys.stdout.write('written\n'))
sys.stdout.write('no newline')
print(' then print')
print('via file', file=sys.stdout)
sys.exit
# expect: written
# expect: 8
# expect: no newline then print
# expect: via file
