import select

poll = select.poll()
poll.register(open("boot.py"))
try:
    poll.poll(0)
except OSError as e:
    print(e)
# expect: [Errno 22] EINVAL
# differs: the oracle's files are those of a computer
