# Smooths and classifies samples: a moving average, a median, hysteresis, a histogram.


def samples(n):
    state = 12345
    for i in range(n):
        state = (state * 1103515245 + 12345) & 0x3FFFFFFF
        yield state >> 10 & 1023


def median(window):
    return sorted(window)[len(window) // 2]


def run(n):
    window = [0] * 9
    total = place = 0
    histogram = [0] * 16
    high = False
    changes = 0
    for value in samples(n):
        total += value - window[place]
        window[place] = value
        place = (place + 1) % 9
        mean = total // 9
        histogram[mean >> 6] += 1
        if not high and mean > 600:
            high = True
            changes += 1
        elif high and mean < 400:
            high = False
            changes += 1
        if place == 0 and median(window) > 900:
            changes += 100
    return changes, histogram


CASES = [("average", run, 20000)]
