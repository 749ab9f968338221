# The old name of requests: each name is looked up in requests, which is loaded then.


def __getattr__(name):
    import requests

    return getattr(requests, name)
