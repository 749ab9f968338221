import cmath
print(cmath.phase(1j), cmath.polar(3 + 4j), cmath.rect(1, 0), cmath.exp(0j), cmath.sqrt(-4).imag, cmath.log(1), cmath.pi)
# expect: 1.5707963267948966 (5.0, 0.9272952180016122) (1+0j) (1+0j) 2.0 0j 3.141592653589793
