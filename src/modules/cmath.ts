/** `cmath` (`py/modcmath.c`). */

import { exp, log, log10, pow } from '../libm/exponential.js';
import { cosh, sinh } from '../libm/hyperbolic.js';
import { atan2, cos, sin } from '../libm/trigonometric.js';
import { magnitude, newComplex, type PyComplex, squaredMagnitude, toComplex } from '../objects/complex.js';
import { arg, fn } from '../objects/declare.js';
import { newFloat, PyFloat, round } from '../objects/float.js';
import { float, type Kind } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { newTuple } from '../objects/tuple.js';
import type { Value } from '../objects/value.js';

const complex: Kind<PyComplex> = { name: 'complex', convert: toComplex };

const phase = ({ real, imag }: PyComplex): number => round(atan2(imag, real));
const squared = ({ real, imag }: PyComplex): number => squaredMagnitude(real, imag);
const polarToComplex = (size: number, angle: number): Value => newComplex(size * round(cos(angle)), size * round(sin(angle)));

/** `cmath`, in the precision of the active machine. */
export function cmath(): PyModule {
  return nativeModule('cmath', {
    e: new PyFloat(round(Math.E)),
    pi: new PyFloat(round(Math.PI)),
    phase: fn('The angle of `z`, from -pi to pi.', [arg('z', complex)], (z) => newFloat(phase(z))),
    polar: fn('Size and angle of `z`.', [arg('z', complex)], (z) => newTuple([newFloat(magnitude(z.real, z.imag)), newFloat(phase(z))])),
    rect: fn('The number of size `r` and angle `phi`.', [arg('r', float), arg('phi', float)], polarToComplex, { price: 845 }),
    exp: fn('e to the power of `z`.', [arg('z', complex)], (z) => polarToComplex(round(exp(z.real)), z.imag)),
    log: fn('The natural logarithm, cut along the negative real axis.', [arg('z', complex)], (z) =>
      newComplex(0.5 * round(log(squared(z))), phase(z)),
    ),
    log10: fn('The logarithm to base 10.', [arg('z', complex)], (z) =>
      newComplex(0.5 * round(log10(squared(z))), round(0.4342944819032518) * phase(z)),
    ),
    sqrt: fn('The square root.', [arg('z', complex)], (z) => polarToComplex(round(pow(squared(z), 0.25)), round(0.5 * phase(z)))),
    cos: fn('The cosine.', [arg('z', complex)], ({ real, imag }) =>
      newComplex(round(cos(real)) * round(cosh(imag)), -round(sin(real)) * round(sinh(imag))),
    ),
    sin: fn('The sine.', [arg('z', complex)], ({ real, imag }) =>
      newComplex(round(sin(real)) * round(cosh(imag)), round(cos(real)) * round(sinh(imag))),
    ),
  });
}
