import os

with open("only.txt", "w") as f:
    f.write("abc")

for path in (".", "/"):
    listing = os.ilistdir(path)
    print(iter(listing) is listing)
    # expect: True
    # expect: True
    print(len(listing.__next__()) >= 3)
    # expect: True
    # expect: True
