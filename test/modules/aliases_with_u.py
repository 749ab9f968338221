import ustruct, ujson, utime, uos, usys, uio, ure, ucollections, uerrno, ubinascii, urandom, uheapq, uhashlib
import struct
print(ustruct.calcsize('I'), ujson.dumps([1]), usys.byteorder, ucollections.namedtuple is not None, ure.match('a', 'a') is not None, ustruct.pack is struct.pack)
# expect: 4 [1] little True True True
