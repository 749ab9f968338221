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
static_host = "https://micropython.org/webrepl/"

# The server, and the connection that has the prompt.
listen_s = None
client_s = None

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
# Option of a socket: what to call when something has arrived.
_CALLBACK = 20


# Answers the request to speak websocket. False if it is another request.
def server_handshake(cl):
    request = cl.makefile("rwb", 0)
    line = request.readline()
    if DEBUG:
        print(line)
    key = None
    asked = 0
    while True:
        line = request.readline()
        if not line:
            return False
        if line == b"\r\n":
            break
        if DEBUG:
            print(line)
        name, value = [part.strip() for part in line.split(b":", 1)]
        if name == b"Sec-WebSocket-Key":
            key = value
        elif name == b"Connection" and b"Upgrade" in value:
            asked |= 1
        elif name == b"Upgrade" and value == b"websocket":
            asked |= 2
    if asked != 3 or not key:
        return False
    answer = binascii.b2a_base64(hashlib.sha1(key + _GUID).digest())[:-1]
    cl.send(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ")
    cl.send(answer)
    cl.send(b"\r\n\r\n")
    return True


# A page that loads the client.
def send_html(cl):
    cl.send(b'HTTP/1.0 200 OK\r\n\r\n<base href="')
    cl.send(static_host)
    cl.send(b'"></base>\r\n<script src="webrepl_content.js"></script>\r\n')
    cl.close()


def setup_conn(port, accept_handler):
    global listen_s
    listen_s = socket.socket()
    listen_s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listen_s.bind(socket.getaddrinfo("0.0.0.0", port)[0][4])
    listen_s.listen(1)
    if accept_handler:
        listen_s.setsockopt(socket.SOL_SOCKET, _CALLBACK, accept_handler)
    for which in (network.WLAN.IF_AP, network.WLAN.IF_STA):
        wlan = network.WLAN(which)
        if wlan.active():
            print("WebREPL server started on http://%s:%d/" % (wlan.ifconfig()[0], port))
    return listen_s


# Gives the prompt to whoever connects, unless somebody has it. Returns whether it did.
def accept_conn(listen_sock):
    global client_s
    cl, address = listen_sock.accept()
    if not server_handshake(cl):
        send_html(cl)
        return False
    holder = os.dupterm(None)
    os.dupterm(holder)
    if holder:
        print("\nConcurrent WebREPL connection from", address, "rejected")
        cl.close()
        return False
    print("\nWebREPL connection from:", address)
    client_s = cl
    terminal = _webrepl._webrepl(websocket.websocket(cl, True))
    cl.setblocking(False)
    # Where the firmware has this function, it hears of Ctrl-C at once.
    if hasattr(os, "dupterm_notify"):
        cl.setsockopt(socket.SOL_SOCKET, _CALLBACK, os.dupterm_notify)
    os.dupterm(terminal)
    return True


def stop():
    global listen_s, client_s
    os.dupterm(None)
    if client_s:
        client_s.close()
    if listen_s:
        listen_s.close()


# Without a password, it is that of the module webrepl_cfg.
def start(port=8266, password=None, accept_handler=accept_conn):
    global static_host
    stop()
    chosen = password
    if chosen is None:
        try:
            import webrepl_cfg

            chosen = webrepl_cfg.PASS
            if hasattr(webrepl_cfg, "BASE"):
                static_host = webrepl_cfg.BASE
        except:
            print("WebREPL is not configured, run 'import webrepl_setup'")
    _webrepl.password(chosen)
    server = setup_conn(port, accept_handler)
    if accept_handler is None:
        print("Starting webrepl in foreground mode")
        while not accept_conn(server):
            pass
    elif password is None:
        print("Started webrepl in normal mode")
    else:
        print("Started webrepl in manual override mode")


def start_foreground(port=8266, password=None):
    start(port, password, None)
