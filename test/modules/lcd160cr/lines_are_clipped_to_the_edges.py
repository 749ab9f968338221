# differs: the oracle has no lcd160cr
# The ends of a line move along it to the edges of a display of 128 × 160 points; one of which nothing is seen is not drawn.
from lcd160cr import LCD160CR


def clipped(*ends):
    line = list(ends)
    print(LCD160CR.clip_line(line, 128, 160), line)


clipped(10, 10, 50, 80)
# expect: True [10, 10, 50, 80]
clipped(-10, 0, 10, 20)
# expect: True [0, 10, 10, 20]
clipped(200, 10, 100, 110)
# expect: True [100, 110, 127, 83]
clipped(0, -20, 40, 20)
# expect: True [20, 0, 40, 20]
clipped(5, 300, 5, -300)
# expect: True [5, 0, 5, 159]
clipped(-100, 80, 300, 80)
# expect: True [0, 80, 127, 80]
clipped(-5, 10, -1, 300)
# expect: False [-5, 10, -1, 300]
clipped(-100, 100, 20, 200)
# expect: False [0, 183, 20, 200]
