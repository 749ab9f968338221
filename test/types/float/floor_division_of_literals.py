# A quotient of zero has the sign of the exact quotient, in literals too.
a, b = -1.5, -7.5
print(-1.5 // -7.5, a // b, 1.5 // 7.5, 0.0 // -2.5, -0.0 // 2.5)  # expect: 0.0 0.0 0.0 -0.0 -0.0
print(-1.5 % -7.5, 7.5 % -2.5, -7.5 % 2.5, 7.5 // -2.5)  # expect: -1.5 -0.0 0.0 -3.0
