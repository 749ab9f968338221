# The name that requests had before. Whoever asks for something gets that of requests, which is loaded then.


def __getattr__(name):
    import requests

    return getattr(requests, name)
