import sys

print('here', file=sys.stdout)  # expect: here
for file in (None, 1):
    try:
        print('nowhere', file=file)
    except OSError as e:
        print(e)
# expect: stream operation not supported
# expect: stream operation not supported
