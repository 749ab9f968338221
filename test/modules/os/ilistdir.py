# differs: the board has a flash file system mounted at /flash
import os
os.mkdir('sub')
os.chdir('sub')
open('f', 'w').write('abc') and None
os.mkdir('g')
print(sorted((e[0], e[1], e[3] if e[1] == 0x8000 else 0) for e in os.ilistdir()))
print(os.stat('g')[0] == 0x4000, sorted(os.listdir('/flash/sub')))
# expect: [('f', 32768, 0), ('g', 16384, 0)]
# expect: True ['f', 'g']
