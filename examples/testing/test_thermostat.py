# The thermostat in main.py, tested in Python: `vpyb test` in this folder. Each test has its own board, with a sensor that shows what
# the test says. thermostat.test.ts does the same in TypeScript.

import unittest
from vpyb import Board


class Thermostat(unittest.TestCase):
    def setUp(self):
        self.board = Board("main.py", setup={"devices": {"room": {"type": "dht22", "data": "X3", "temperature": 20}}})

    def room(self, celsius):
        self.board.change("room.temperature", celsius)

    def heats(self):
        return self.board.value("Y1") == 1

    def test_it_leaves_the_heater_off_where_it_is_warm_enough(self):
        self.board.run(10_000)
        self.assertEqual(self.board.edges("Y1"), [])

    def test_it_heats_from_19_to_20_degrees_and_in_between_does_what_it_did(self):
        self.room(19)
        self.board.run_until(self.heats, 5000)
        self.room(20)
        self.board.run(8000)
        self.assertTrue(self.heats())
        self.room(21)
        took = self.board.run_until(lambda: not self.heats(), 5000)
        self.assertLess(took, 4_100_000)  # a DHT22 answers with what it measured at the request before
        self.room(20)
        self.board.run(8000)
        self.assertFalse(self.heats())

    def test_it_does_not_heat_while_USR_has_it_held(self):
        self.room(10)
        self.board.run_until(self.heats, 5000)
        self.board.press()
        self.board.run(100)
        self.board.release()
        self.board.run_until(lambda: not self.heats(), 5000)

    def test_it_switches_off_and_lights_the_alarm_when_the_sensor_does_not_answer(self):
        self.room(10)
        self.board.run_until(self.heats, 5000)
        self.board.drive("X3", 0)  # a short circuit
        self.board.run_until(lambda: not self.heats() and self.board.value("LED(1)"), 5000)
        self.board.drive("X3", None)
        self.board.run_until(lambda: self.heats() and not self.board.value("LED(1)"), 5000)

    def test_it_writes_every_change_into_its_log(self):
        self.room(19)
        self.board.run_until(self.heats, 5000)
        self.room(21)
        self.board.run_until(lambda: not self.heats(), 5000)
        self.board.run(100)
        lines = self.board.read("log.csv").split()
        self.assertEqual([line.split(",", 1)[1] for line in lines], ["19.0,on", "21.0,off"])
