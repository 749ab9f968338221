# A web page that shows the LEDs, and switches them. vpyb.json names the board, and describes the access point and a browser.
# For a browser on your computer: npx vpyb examples/web-server/main_pybd.py --forward 8080:80

import asyncio
import network
import pyb
import time

LEDS = {name: pyb.LED(number) for number, name in enumerate(("red", "green", "blue"), 1)}
lit = {name: False for name in LEDS}

wlan = network.WLAN()
wlan.active(True)
wlan.connect("workshop", "correct horse")
while not wlan.isconnected():
    time.sleep_ms(100)
print("address:", wlan.ifconfig()[0])


def toggle(name):
    LEDS[name].toggle()
    lit[name] = not lit[name]
    print(name, "on" if lit[name] else "off")


def page():
    yield "<!doctype html><title>pyboard</title><h1>LEDs</h1>"
    for name in sorted(LEDS):
        yield "<p><a href='/{}'>{}</a> is {}".format(name, name, "on" if lit[name] else "off")


async def serve(reader, writer):
    request = await reader.readline()
    while (await reader.readline()).strip():
        pass  # The headers do not matter here.
    name = request.split()[1][1:].decode()
    if name in LEDS:
        toggle(name)
        # The browser shows the page anew, so that reloading it does not switch the LED once more.
        writer.write("HTTP/1.0 303 See Other\r\nLocation: /\r\n\r\n")
    elif name:
        writer.write("HTTP/1.0 404 Not Found\r\n\r\n")
    else:
        writer.write("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for line in page():
            writer.write(line + "\n")
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def main():
    async with await asyncio.start_server(serve, "0.0.0.0", 80) as server:
        await server.wait_closed()


asyncio.run(main())
