# differs: the reference is made for a processor that multiplies and adds in two steps
import random

random.seed(84)
print(random.uniform(100, 1), random.uniform(0.1, 1e-5))
# expect: 10.540846335144586 0.08866016977332586
random.seed(132)
print(random.uniform(3, 0.3))  # expect: 0.584929546231052
