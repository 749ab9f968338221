# The prompt for a browser or webrepl_cli.py: a server for websockets (RFC 6455) whose connection gets slot 0 of os.dupterm. What goes over the
# connection is dealt with by _webrepl.
import binascii
import hashlib
import network
import os
import socket
import websocket
import _webrepl

DEBUG = 0
# Where a browser finds the client.
static_host = "https://micropython.org/webrepl/"

# The server, and the connection that has the prompt.
listen_s = None
client_s = None

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_ACCEPTED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
_PAGE = 'HTTP/1.0 200 OK\r\n\r\n<base href="%s"></base>\r\n<script src="webrepl_content.js"></script>\r\n'
# Option of a socket: what to call when something has arrived.
_CALLBACK = 20


# The headers of a request by their names; None if it ends before they do.
def _headers(request):
    headers = {}
    request.readline()
    while True:
        line = request.readline()
        if DEBUG:
            print(line)
        if not line:
            return None
        if line == b"\r\n":
            return headers
        name, value = line.split(b":", 1)
        headers[name.strip()] = value.strip()


# Answers the request to speak websocket. False if it is another request.
def server_handshake(cl):
    headers = _headers(cl.makefile("rwb", 0)) or {}
    key = headers.get(b"Sec-WebSocket-Key")
    if not key or headers.get(b"Upgrade") != b"websocket" or b"Upgrade" not in headers.get(b"Connection", b""):
        return False
    answer = binascii.b2a_base64(hashlib.sha1(key + _GUID).digest())
    cl.send(_ACCEPTED + answer.strip() + b"\r\n\r\n")
    return True


# A page that loads the client.
def send_html(cl):
    cl.send(_PAGE % static_host)
    cl.close()


def setup_conn(port, accept_handler):
    global listen_s
    listen_s = socket.socket()
    listen_s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listen_s.bind(("0.0.0.0", port))
    listen_s.listen(1)
    if accept_handler:
        listen_s.setsockopt(socket.SOL_SOCKET, _CALLBACK, accept_handler)
    both = network.WLAN(network.WLAN.IF_AP), network.WLAN(network.WLAN.IF_STA)
    for wlan in filter(lambda wlan: wlan.active(), both):
        print("WebREPL server started on http://%s:%d/" % (wlan.ifconfig()[0], port))
    return listen_s


# What has slot 0 of os.dupterm. It can only be seen by taking it off.
def _holder():
    holder = os.dupterm(None)
    os.dupterm(holder)
    return holder


# Gives the prompt to whoever connects, unless somebody has it. Returns whether it did.
def accept_conn(listen_sock):
    global client_s
    cl, address = listen_sock.accept()
    if not server_handshake(cl):
        send_html(cl)
        return False
    if _holder():
        print("\nConcurrent WebREPL connection from", address, "rejected")
        cl.close()
        return False
    print("\nWebREPL connection from:", address)
    client_s = cl
    terminal = _webrepl._webrepl(websocket.websocket(cl, True))
    cl.setblocking(False)
    os.dupterm(terminal)
    return True


def stop():
    os.dupterm(None)
    for one in (client_s, listen_s):
        if one:
            one.close()


# The password in the module webrepl_cfg, which may also say where the client is; None if there is no such module.
def _configured():
    global static_host
    try:
        import webrepl_cfg

        password = webrepl_cfg.PASS
        static_host = getattr(webrepl_cfg, "BASE", static_host)
        return password
    except:
        print("WebREPL is not configured, run 'import webrepl_setup'")


def start(port=8266, password=None, accept_handler=accept_conn):
    stop()
    _webrepl.password(_configured() if password is None else password)
    server = setup_conn(port, accept_handler)
    if not accept_handler:
        print("Starting webrepl in foreground mode")
        while not accept_conn(server):
            pass
    else:
        print("Started webrepl in", "normal" if password is None else "manual override", "mode")


def start_foreground(port=8266, password=None):
    start(port, password, None)
