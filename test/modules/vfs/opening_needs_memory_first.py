# differs: the oracle has no VfsFat
import micropython
import vfs


class Blocks:
    def __init__(self, count):
        self.data = bytearray(count * 512)

    def readblocks(self, n, buf):
        for i in range(len(buf)):
            buf[i] = self.data[n * 512 + i]

    def writeblocks(self, n, buf):
        for i in range(len(buf)):
            self.data[n * 512 + i] = buf[i]

    def ioctl(self, op, arg):
        return {4: len(self.data) // 512, 5: 512}.get(op)


blocks = Blocks(50)
vfs.VfsFat.mkfs(blocks)
volume = vfs.VfsFat(blocks)
found = None
micropython.heap_lock()
try:
    # It is not there, but that is not what is found out.
    volume.open("nothing", "r")
except MemoryError:
    found = "no memory"
except OSError:
    found = "no file"
micropython.heap_unlock()
print(found)  # expect: no memory
