import io, json

class Stream(io.IOBase):
    pass

# IOBase has no text of its own, so what derives from it is shown as any instance.
print(json.dumps(Stream())[:16])  # expect: <Stream object a
