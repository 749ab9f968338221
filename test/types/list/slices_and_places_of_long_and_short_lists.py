# Whatever way they are worked out: short lists item by item, long ones as a whole, slices with and without a slice object.
def checksum(items):
    total = 0
    for place, item in enumerate(items):
        total = (total * 31 + item * (place + 1)) % 1000003
    return total


def turn(length):
    items = list(range(length))
    for k in range(-length - 2, length + 3):
        items[:k] = items[:k][::-1]
        items[k:] = items[k::1]
        items[k : k + 3] = items[k + 2 : k - 1 : -1]
        items.insert(k, k)
        items.insert(0, items.pop())
        items.append(items.pop(0))
        items.append(items.pop(k % len(items)))
        items[1:1] = [k]
        del items[k : k + 1]
    return items


print(turn(0), turn(3), turn(5))
# expect: [1, 2, 2] [-3, 5, 3, 2, 4, -1, 1, -4, 1, 0, 1, 2, 3, 4, 5] [-7, 7, 5, 3, 2, 4, 6, -2, -5, -6, -3, -1, 1, 0, 1, 2, 3, 4, 5, 6, 7]
print([(len(items), checksum(items)) for items in (turn(10), turn(40), turn(150))])
# expect: [(36, 857310), (126, 418675), (456, 415296)]
items = list(range(7))
print(items[::-1], items[5:1:-2], items[1:5:-1], items[-100:100:3], items[100:-100:-3], items[2::-1], items[:2:-1])
# expect: [6, 5, 4, 3, 2, 1, 0] [5, 3] [] [0, 3, 6] [6, 3, 0] [2, 1, 0] [6, 5, 4, 3]
items[2:5] = items
items[9:4] = ['ab']
print(items, items[None:2], items[False:True])
# expect: [0, 1, 0, 1, 2, 3, 4, 5, 6, 'ab', 5, 6] [0, 1] [0]
items[::0]  # raises: ValueError: slice step can't be zero
