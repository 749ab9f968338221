import deflate
import io
import select

for stream in io.BytesIO(), io.StringIO(), deflate.DeflateIO(io.BytesIO()):
    poll = select.poll()
    poll.register(stream)
    try:
        poll.poll(0)
    except OSError as e:
        print(e)
# expect: [Errno 22] EINVAL
# expect: [Errno 22] EINVAL
# expect: [Errno 22] EINVAL
