# HTTP requests, one per connection. Follows redirects; reads a body when it is asked for. Where other modules do better (here a redirect
# forgets the timeout, and HEAD waits for a body) this does what the firmware's module does.

import socket


# A body whose length is known, or that comes in chunks, each after its own length: then `length` is -1.
class BodyStream:
    def __init__(self, sock, length):
        self._sock = sock
        self._is_chunked = length < 0
        # Bytes left of the body or of the chunk; negative: the next chunk has not begun.
        self._left = length

    def read(self, n=-1):
        if n >= 0:
            buf = bytearray(n)
            count = self.readinto(buf)
            return buf[:count] if count else b""
        body = b""
        buf = bytearray(256)
        while count := self.readinto(buf):
            body += memoryview(buf)[:count]
        return body

    def readinto(self, buf):
        if self._left < 0:
            self._begin_chunk()
        if self._left == 0:
            return 0
        count = self._sock.readinto(buf if len(buf) <= self._left else memoryview(buf)[: self._left])
        if not count:
            raise ValueError("Connection closed before body complete")
        self._left -= count
        if self._is_chunked and self._left == 0:
            self._sock.readline()  # the end of the chunk's line
            self._left = -1
        return count

    def _begin_chunk(self):
        size, _, _ = self._sock.readline().partition(b";")
        self._left = int(size, 16)
        if self._left == 0:
            while self._sock.readline() not in (b"", b"\r\n"):
                pass  # headers after the last chunk

    def close(self):
        self._sock.close()


class Response:
    def __init__(self, f):
        self.raw = f
        self.encoding = "utf-8"
        self._cached = None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def close(self):
        raw = self.raw
        self.raw = self._cached = None
        if raw:
            raw.close()

    @property
    def content(self):
        if self._cached is None:
            try:
                self._cached = self.raw.read()
            finally:
                self.raw.close()
                self.raw = None
        return self._cached

    @property
    def text(self):
        return str(self.content, self.encoding)

    def json(self):
        from json import loads

        return loads(self.content)


def request(
    method,
    url,
    data=None,
    json=None,
    headers=None,
    stream=None,
    auth=None,
    timeout=None,
    parse_headers=True,
):
    headers = {} if headers is None else headers.copy()
    if auth is not None:
        user, password = auth
        headers["Authorization"] = "Basic " + _base64("{}:{}".format(user, password))
    scheme, host, port, path = _split(url)
    context = _encryption() if scheme == "https:" else None
    place = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)[0]
    s = socket.socket(place[0], socket.SOCK_STREAM, place[2])
    if timeout is not None:
        s.settimeout(timeout)
    try:
        s.connect(place[-1])
        if context:
            s = context.wrap_socket(s, server_hostname=host)
        s.write(b"%s /%s HTTP/1.1\r\n" % (method, path))
        if "Host" not in headers:
            headers["Host"] = host
        if json is not None:
            assert data is None
            from json import dumps

            data = dumps(json)
            if "Content-Type" not in headers:
                headers["Content-Type"] = "application/json"
        _send(s, headers, data)
        status, reason = _status(s)
        found = {}
        target, length = _read_headers(s, status, parse_headers, found)
    except OSError:
        s.close()
        raise
    if target:
        s.close()
        del headers["Host"]
        if target.startswith("/"):
            target = "%s//%s:%d%s" % (scheme, host, port, target)
        if status < 304:
            return request("GET", target, None, None, headers, stream)
        return request(method, target, data, json, headers, stream)
    response = Response(s if length is None else BodyStream(s, length))
    response.status_code = status
    response.reason = reason
    if parse_headers is not False:
        response.headers = found
    return response


def _base64(text):
    from binascii import b2a_base64

    return str(b2a_base64(text)[:-1], "ascii")


# Scheme, host, port and path of an address. A query may follow the host without a slash.
def _split(url):
    scheme, _, rest = url.split("/", 2)
    host, _, path = rest.partition("/")
    if scheme == "http:":
        port = 80
    elif scheme == "https:":
        port = 443
    else:
        raise ValueError("Unsupported protocol: " + scheme)
    for mark in "?#":
        if mark in host:
            host, _, query = host.partition(mark)
            path = mark + query + path
    if ":" in host:
        host, port = host.split(":", 1)
    return scheme, host, int(port), path


# If this raises, it does so before anything is sent.
def _encryption():
    import tls

    context = tls.SSLContext(tls.PROTOCOL_TLS_CLIENT)
    context.verify_mode = tls.CERT_NONE
    return context


# Sends headers and body. An iterator has no length, so it goes out in chunks, unless its length is given.
def _send(s, headers, data):
    is_iterator = data and hasattr(data, "__next__") and not hasattr(data, "__len__")
    if is_iterator:
        if "Transfer-Encoding" not in headers and "Content-Length" not in headers:
            headers["Transfer-Encoding"] = "chunked"
    elif data:
        if isinstance(data, str):
            data = data.encode()
        if "Content-Length" not in headers:
            headers["Content-Length"] = str(len(data))
    if "Connection" not in headers:
        headers["Connection"] = "close"
    for name in headers:
        for part in (name, b": ", headers[name], b"\r\n"):
            s.write(part)
    s.write(b"\r\n")
    if not is_iterator:
        if data:
            s.write(data)
    elif headers.get("Transfer-Encoding") == "chunked":
        for chunk in data:
            for part in (b"%x\r\n" % len(chunk), chunk, b"\r\n"):
                s.write(part)
        s.write(b"0\r\n\r\n")
    else:
        for piece in data:
            s.write(piece)


def _status(s):
    words = s.readline().split(None, 2)
    if len(words) < 2:
        raise ValueError("HTTP error: BadStatusLine:\n%s" % words)
    return int(words[1]), words[2].rstrip() if len(words) > 2 else ""


# Reads the headers. `parse`: True keeps them all in `found`, False none; a function is called with each line and `found`. Returns where a
# redirect leads, or None, and the length of the body: -1 if it comes in chunks, None if it is unknown.
def _read_headers(s, status, parse, found):
    target = length = None
    is_chunked = False
    while True:
        line = s.readline()
        if not line or line == b"\r\n":
            return target, -1 if is_chunked else length
        name = line.lower()
        if name.startswith(b"transfer-encoding:"):
            is_chunked = is_chunked or b"chunked" in line
        elif name.startswith(b"location:") and not 200 <= status < 300:
            if status not in (301, 302, 303, 307, 308):
                raise NotImplementedError("Redirect %d not yet supported" % status)
            target = str(line[10:-2], "utf-8")
        if parse is True:
            key, value = str(line, "utf-8").split(":", 1)
            found[key] = value.strip()
            if name.startswith(b"content-length:"):
                length = int(found[key])
        elif parse is not False:
            parse(line, found)


def head(url, **kw):
    return request("HEAD", url, **kw)


def get(url, **kw):
    return request("GET", url, **kw)


def post(url, **kw):
    return request("POST", url, **kw)


def put(url, **kw):
    return request("PUT", url, **kw)


def patch(url, **kw):
    return request("PATCH", url, **kw)


def delete(url, **kw):
    return request("DELETE", url, **kw)
