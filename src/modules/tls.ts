/**
 * `tls` (`extmod/modtls_mbedtls.c`): its names, so that programs can import it beside what they use. TLS is not simulated: making an
 * SSLContext, with which all use begins, raises NotImplementedError.
 */
import { checkPositional } from '../objects/argument-count.js';
import { nativeType } from '../objects/declare.js';
import { raise } from '../objects/exception.js';
import { int } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import type { Value } from '../objects/value.js';

const contextType = nativeType(
  'SSLContext',
  {
    make(_type, args, keywords): Value {
      checkPositional(args, keywords, 1, 1);
      int.convert(args[0]);
      throw raise.NotImplementedError('TLS is not simulated');
    },
  },
  {},
);

/** Makes the module `tls`. */
export function tls(): PyModule {
  return nativeModule('tls', {
    SSLContext: contextType,
    MBEDTLS_VERSION: 'Mbed TLS 3.6.6',
    PROTOCOL_TLS_CLIENT: 0,
    PROTOCOL_TLS_SERVER: 1,
    PROTOCOL_DTLS_CLIENT: 2,
    PROTOCOL_DTLS_SERVER: 3,
    CERT_NONE: 0,
    CERT_OPTIONAL: 1,
    CERT_REQUIRED: 2,
  });
}
