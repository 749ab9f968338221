# A controller holds a heater at its temperature.


class Controller:
    def __init__(self, kp, ki, kd, goal):
        self.kp = kp
        self.ki = ki
        self.kd = kd
        self.goal = goal
        self.integral = 0.0
        self.last = 0.0

    def update(self, value, dt):
        error = self.goal - value
        self.integral += error * dt
        if self.integral > 50.0:
            self.integral = 50.0
        slope = (error - self.last) / dt
        self.last = error
        output = self.kp * error + self.ki * self.integral + self.kd * slope
        return min(100.0, max(0.0, output))


class Heater:
    def __init__(self):
        self.temperature = 20.0

    def step(self, power, dt):
        self.temperature += (power * 0.5 - (self.temperature - 20.0) * 0.1) * dt


def run(n):
    heater = Heater()
    controller = Controller(4.0, 0.5, 0.1, 80.0)
    for i in range(n):
        heater.step(controller.update(heater.temperature, 0.1), 0.1)
    return int(heater.temperature * 1000)


CASES = [("pid", run, 20000)]
