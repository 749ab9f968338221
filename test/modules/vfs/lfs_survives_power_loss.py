# differs: the reference has no VfsLfs2
import vfs

class RAM:
    def __init__(self, blocks, size=512):
        self.size = size
        self.data = bytearray(blocks * size)

    def readblocks(self, block, into, offset=0):
        start = block * self.size + offset
        into[:] = self.data[start : start + len(into)]

    def writeblocks(self, block, data, offset=0):
        start = block * self.size + offset
        self.data[start : start + len(data)] = data

    def ioctl(self, what, argument):
        if what == 4:
            return len(self.data) // self.size
        if what == 5:
            return self.size
        if what == 6:
            start = argument * self.size
            self.data[start : start + self.size] = b"\xff" * self.size
            return 0


class PowerLoss(Exception):
    pass


class Failing(RAM):
    left = 1000

    def writeblocks(self, block, data, offset=0):
        if self.left == 0:
            raise PowerLoss
        self.left -= 1
        super().writeblocks(block, data, offset)


def tree(fs, path=""):
    found = []
    for name, kind, _, size in fs.ilistdir(path + "/"):
        found.append(path + "/" + name)
        if kind == 0x4000:
            found += tree(fs, path + "/" + name)
    return found


def prepare(device):
    vfs.VfsLfs2.mkfs(device)
    fs = vfs.VfsLfs2(device)
    for name in ("a", "b", "b/full"):
        fs.mkdir(name)
    for name in ("a/file", "b/other", "top"):
        with fs.open(name, "w") as file:
            file.write(name * 20)
    return fs


def overwrite(fs):
    with fs.open("top", "w") as file:
        file.write("new" * 300)


operations = {
    "move": (lambda fs: fs.rename("a/file", "b/moved"), ("/a/file",), ("/b/moved",)),
    "replace": (lambda fs: fs.rename("a/file", "b/other"), ("/a/file",), ()),
    "move folder": (lambda fs: fs.rename("b", "a/b"), ("/b",), ("/a/b",)),
    "mkdir": (lambda fs: fs.mkdir("a/new"), (), ("/a/new",)),
    "rmdir": (lambda fs: fs.rmdir("b/full"), ("/b/full",), ()),
    "overwrite": (overwrite, (), ()),
}
for name in sorted(operations):
    operation, gone, made = operations[name]
    states = set()
    for writes in range(1000):
        device = Failing(64, 256)
        fs = prepare(device)
        before = set(tree(fs))
        device.left = writes
        try:
            operation(fs)
            done = True
        except PowerLoss:
            done = False
        device.left = 1000
        fs = vfs.VfsLfs2(device)
        fs.mkdir("repaired")
        fs.rmdir("repaired")
        after = set(tree(vfs.VfsLfs2(device)))
        assert len(fs.open("top", "r").read()) in (60, 900)
        changed = after != before
        if changed:
            assert not any(path in after for path in gone) and all(path in after for path in made)
        if done:
            break
    print(name, "all or nothing", changed == bool(gone or made))
# expect: mkdir all or nothing True
# expect: move all or nothing True
# expect: move folder all or nothing True
# expect: overwrite all or nothing True
# expect: replace all or nothing True
# expect: rmdir all or nothing True
