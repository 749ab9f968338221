# Two tills, each with its own thread, take the numbers of their receipts from one counter. Between reading the counter and increasing it, the
# other till may run: then both give the same number. On the board this happens rarely; `vpyb race main.py` finds out when.
import _thread
import time

CUSTOMERS = 20

receipts = 0
closed = 0


def check_digit(text):
    total = 0
    for letter in text:
        total = (3 * total + ord(letter)) % 97
    return total


def sell(till, pause_ms):
    global receipts, closed
    for customer in range(CUSTOMERS):
        number = receipts + 1
        code = check_digit('till {}, receipt {:05}, thank you, come again'.format(till, number))
        receipts = number
        if customer == 0:
            print('till', till, 'gives receipt', number, 'with check digit', code)
        time.sleep_ms(pause_ms)
    closed += 1


_thread.start_new_thread(sell, (1, 7))
_thread.start_new_thread(sell, (2, 11))
while closed < 2:
    time.sleep_ms(10)
print(receipts, 'receipts')
assert receipts == 2 * CUSTOMERS, 'a number was given twice'
