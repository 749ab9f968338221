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


def errno(call, *arguments):
    try:
        return call(*arguments)
    except OSError as error:
        return error
    except ValueError as error:
        return "ValueError", error


device = RAM(64)
vfs.VfsLfs2.mkfs(device)
fs = vfs.VfsLfs2(device)


def restore():
    for name, make in (("file", lambda name: fs.open(name, "w").close()), ("folder", fs.mkdir), ("full", fs.mkdir), ("full/x", fs.mkdir)):
        errno(make, name)


for name in ("", "/", ".", "..", "file", "file/", "folder", "folder/", "full", "full/x/..", "full/../file", "no", "no/", "no/no", "file/no", "x" * 256, "a*b", "./folder/."):
    print(repr(name[:20]))
    for call in (fs.stat, fs.mkdir, fs.remove, fs.rmdir, fs.ilistdir, fs.chdir):
        restore()
        answer = errno(call, name)
        print("   ", answer if isinstance(answer, OSError) or type(answer) is tuple and len(answer) == 2 else "ok")
        fs.chdir("/")
    errno(fs.rmdir, name)
restore()
for old, new in (("file", "folder"), ("no", "x"), ("file", "no/x"), ("folder", "file"), ("file", ""), ("", "x"), ("file", "new/"), ("folder", "full"), ("full", "folder"), ("folder", "folder"), ("folder/x", "y/"), ("..", "x"), ("file", "y" * 256)):
    print(old, new[:9], errno(fs.rename, old, new), sorted(entry[0] for entry in fs.ilistdir()))
restore()
for mode in ("", "r", "w", "a", "x", "rb", "r+", "w+", "a+", "rw", "+r", "+"):
    file = errno(fs.open, "file", mode)
    if isinstance(file, (OSError, tuple)):
        print(mode, file)
        continue
    print(mode, file, errno(file.write, "abc"), errno(file.seek, 1), errno(file.read, 1), errno(file.tell), errno(file.seek, 1 << 30), errno(file.seek, 1 << 30, 1))
    file.close()
    print(errno(file.read), errno(file.write, "x"), errno(file.seek, 0), errno(file.flush), errno(file.close))
print(errno(fs.open, "folder", "r"), errno(fs.open, "folder", "w"), errno(fs.open, "", "w"), errno(fs.open, "no/x", "w"), errno(fs.open, "new/", "w"), errno(fs.open, "file/x", "w"))
print(errno(fs.open, "folder", "x"), errno(fs.open, "", "x"))
with fs.open("file", "w") as file:
    print(file.write("abc"), file.seek(1), file.seek(2, 3))
for blank in (RAM(64), RAM(1)):
    print(errno(vfs.VfsLfs2, blank))
print(errno(vfs.VfsLfs2.mkfs, RAM(1)))
small = RAM(64)
small.data[:] = device.data
print(errno(vfs.VfsLfs2, small).__class__.__name__)
small.data = small.data[: 32 * 512]
print(errno(vfs.VfsLfs2, small))
small.data, small.size = device.data, 1024
print(errno(vfs.VfsLfs2, small))
# expect: ''
# expect:     ok
# expect:     [Errno 17] EEXIST
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     ok
# expect:     ok
# expect: '/'
# expect:     ok
# expect:     [Errno 17] EEXIST
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     ok
# expect:     ok
# expect: '.'
# expect:     ok
# expect:     [Errno 17] EEXIST
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     ok
# expect:     ok
# expect: '..'
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 22] EINVAL
# expect:     [Errno 2] ENOENT
# expect: 'file'
# expect:     ok
# expect:     [Errno 17] EEXIST
# expect:     ok
# expect:     ok
# expect:     20
# expect:     [Errno 2] ENOENT
# expect: 'file/'
# expect:     20
# expect:     20
# expect:     20
# expect:     20
# expect:     20
# expect:     [Errno 2] ENOENT
# expect: 'folder'
# expect:     ok
# expect:     [Errno 17] EEXIST
# expect:     ok
# expect:     ok
# expect:     ok
# expect:     ok
# expect: 'folder/'
# expect:     ok
# expect:     [Errno 17] EEXIST
# expect:     ok
# expect:     ok
# expect:     ok
# expect:     ok
# expect: 'full'
# expect:     ok
# expect:     [Errno 17] EEXIST
# expect:     39
# expect:     39
# expect:     ok
# expect:     ok
# expect: 'full/x/..'
# expect:     ok
# expect:     [Errno 17] EEXIST
# expect:     39
# expect:     39
# expect:     ok
# expect:     ok
# expect: 'full/../file'
# expect:     ok
# expect:     [Errno 17] EEXIST
# expect:     ok
# expect:     ok
# expect:     20
# expect:     [Errno 2] ENOENT
# expect: 'no'
# expect:     [Errno 2] ENOENT
# expect:     ok
# expect:     ok
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect: 'no/'
# expect:     [Errno 2] ENOENT
# expect:     ok
# expect:     ok
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect: 'no/no'
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect: 'file/no'
# expect:     20
# expect:     20
# expect:     20
# expect:     20
# expect:     20
# expect:     [Errno 2] ENOENT
# expect: 'xxxxxxxxxxxxxxxxxxxx'
# expect:     [Errno 2] ENOENT
# expect:     36
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect: 'a*b'
# expect:     [Errno 2] ENOENT
# expect:     ok
# expect:     ok
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect:     [Errno 2] ENOENT
# expect: './folder/.'
# expect:     ok
# expect:     [Errno 17] EEXIST
# expect:     ok
# expect:     ok
# expect:     ok
# expect:     ok
# expect: file folder [Errno 21] EISDIR ['file', 'folder', 'full']
# expect: no x [Errno 2] ENOENT ['file', 'folder', 'full']
# expect: file no/x [Errno 2] ENOENT ['file', 'folder', 'full']
# expect: folder file 20 ['file', 'folder', 'full']
# expect: file  [Errno 22] EINVAL ['file', 'folder', 'full']
# expect:  x [Errno 22] EINVAL ['file', 'folder', 'full']
# expect: file new/ 20 ['file', 'folder', 'full']
# expect: folder full 39 ['file', 'folder', 'full']
# expect: full folder None ['file', 'folder']
# expect: folder folder None ['file', 'folder']
# expect: folder/x y/ None ['file', 'folder', 'y']
# expect: .. x [Errno 22] EINVAL ['file', 'folder', 'y']
# expect: file yyyyyyyyy 36 ['file', 'folder', 'y']
# expect:  <io.TextIOWrapper> 3 1 b 2 1073741824 [Errno 22] EINVAL
# expect: ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) None
# expect: r <io.TextIOWrapper> 3 1 b 2 1073741824 [Errno 22] EINVAL
# expect: ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) None
# expect: w <io.TextIOWrapper> 3 1 b 2 1073741824 [Errno 22] EINVAL
# expect: ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) None
# expect: a <io.TextIOWrapper> 3 1 b 2 1073741824 [Errno 22] EINVAL
# expect: ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) None
# expect: x [Errno 17] EEXIST
# expect: rb <io.FileIO> 3 1 b'b' 2 1073741824 [Errno 22] EINVAL
# expect: ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) None
# expect: r+ <io.TextIOWrapper> 3 1 b 2 1073741824 [Errno 22] EINVAL
# expect: ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) None
# expect: w+ <io.TextIOWrapper> 3 1 b 2 1073741824 [Errno 22] EINVAL
# expect: ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) None
# expect: a+ <io.TextIOWrapper> 3 1 b 2 1073741824 [Errno 22] EINVAL
# expect: ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) None
# expect: rw ('ValueError', ValueError())
# expect: +r ('ValueError', ValueError())
# expect: + <io.TextIOWrapper> 3 1 b 2 1073741824 [Errno 22] EINVAL
# expect: ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) ('ValueError', ValueError()) None
# expect: [Errno 21] EISDIR [Errno 21] EISDIR [Errno 21] EISDIR [Errno 2] ENOENT 20 20
# expect: [Errno 17] EEXIST [Errno 17] EEXIST
# expect: 3 1 1
# expect: 84
# expect: 84
# expect: 28
# expect: VfsLfs2
# expect: [Errno 22] EINVAL
# expect: [Errno 22] EINVAL
