/** How MicroPython raises the errors of mbedtls (`mbedtls_raise_error` in `extmod/modtls_mbedtls.c`). */
import { ENOMEM } from '../../errno.js';
import { tryAllocate } from '../../objects/charge.js';
import { type PyException, raise } from '../../objects/exception.js';
import { errorText } from '../../tls/error-texts.js';
import { ERR, type TlsError } from '../../tls/errors.js';
import { reasonsText } from '../../tls/trust.js';

/** Errors that are raised in another form than by number and text. */
const SPECIAL = { ALLOC_FAILED: -0x7f00, BAD_KEY: -0x3e80, BAD_CERTIFICATE: -0x2800 } as const;
/** Numbers nearer to 0 are those of the stream below. */
const FIRST_OWN = -256;
/** Bytes of the text, with the zero at its end, and of the str around it. */
const TEXT_BYTES = 80;
const STR_BYTES = 16;

/** The exception for an error number. */
export function exceptionFor(code: number): PyException {
  if (code === SPECIAL.ALLOC_FAILED) return raise.OSError(ENOMEM);
  if (code === SPECIAL.BAD_KEY) return raise.ValueError('invalid key');
  if (code === SPECIAL.BAD_CERTIFICATE) return raise.ValueError('invalid cert');
  if (code < 0 && code > FIRST_OWN) return raise.OSError(-code);
  const hasRoom = tryAllocate(STR_BYTES) && tryAllocate(TEXT_BYTES);
  return hasRoom ? raise.OSError(code, errorText(code).slice(0, TEXT_BYTES - 1)) : raise.OSError(code);
}

/** The exception for an error of a handshake: one about a certificate tells the reasons. */
export function handshakeException({ code, flags }: TlsError): PyException {
  const text = code === ERR.X509_CERT_VERIFY_FAILED ? reasonsText(flags) : '';
  return text === '' ? exceptionFor(code) : raise.ValueError('%s', text);
}
