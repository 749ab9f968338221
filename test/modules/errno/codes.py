import errno
print(errno.ENOENT, errno.EIO, errno.EEXIST, errno.EINVAL, errno.ENODEV, errno.ETIMEDOUT, errno.errorcode[2], errno.EPERM, errno.EACCES)
# expect: 2 5 17 22 19 110 ENOENT 1 13
