# board: pybv11
import pyb

start = pyb.millis()
accel = pyb.Accel()
print(accel, accel is pyb.Accel(), pyb.elapsed_millis(start) // 10)
print(accel.x(), accel.y(), accel.z(), bin(accel.tilt()))
print([accel.filtered_xyz() for _ in range(5)])
print(accel.read(7), accel.write(7, 0), accel.read(7))
# expect: <Accel> True 18
# expect: 0 0 21 0b1
# expect: [(0, 0, 21), (0, 0, 42), (0, 0, 63), (0, 0, 84), (0, 0, 84)]
# expect: 1 None 0
# differs: the oracle has no pyb
