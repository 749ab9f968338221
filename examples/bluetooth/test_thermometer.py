# Two boards that hear each other: `vpyb test examples/bluetooth`.
from vpyb import Board, World


def pair():
    thermometer, reader = Board("thermometer.py", board="pybd-sf2"), Board("reader.py", board="pybd-sf6")
    World(thermometer, reader)
    return thermometer, reader


def test_the_reader_gets_each_new_temperature():
    thermometer, reader = pair()
    reader.run_until("connected", 5000)
    reader.run(2000)
    lines = reader.output.splitlines()
    values = [float(line.split()[-1]) for line in lines if line.startswith("now")]
    assert len(values) >= 3
    assert all(b - a == 0.25 for a, b in zip(values, values[1:])), values


def test_it_notices_when_the_thermometer_is_gone():
    thermometer, reader = pair()
    reader.run_until("connected", 5000)
    thermometer.reset()
    reader.run_until("disconnected", 3000)


def test_without_a_thermometer_it_says_so():
    reader = Board("reader.py", board="pybd-sf2")
    reader.run_until("no thermometer", 7000)
