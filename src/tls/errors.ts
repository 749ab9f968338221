/** The error numbers of mbedtls that TLS raises here; `error-texts.ts` has their texts. */

/** Error numbers, as mbedtls returns them. */
export const ERR = {
  ASN1_OUT_OF_DATA: -0x0060,
  ASN1_UNEXPECTED_TAG: -0x0062,
  ASN1_INVALID_LENGTH: -0x0064,
  ASN1_LENGTH_MISMATCH: -0x0066,
  ASN1_INVALID_DATA: -0x0068,
  X509_FEATURE_UNAVAILABLE: -0x2080,
  X509_INVALID_FORMAT: -0x2180,
  X509_INVALID_DATE: -0x2400,
  X509_INVALID_EXTENSIONS: -0x2500,
  X509_UNKNOWN_VERSION: -0x2580,
  X509_UNKNOWN_SIG_ALG: -0x2600,
  X509_SIG_MISMATCH: -0x2680,
  X509_CERT_VERIFY_FAILED: -0x2700,
  X509_FATAL_ERROR: -0x3000,
  PK_KEY_INVALID_FORMAT: -0x3d00,
  RSA_BAD_INPUT_DATA: -0x4080,
  RSA_VERIFY_FAILED: -0x4380,
  ECP_VERIFY_FAILED: -0x4e00,
  SSL_CERTIFICATE_VERIFICATION_WITHOUT_HOSTNAME: -0x5d80,
  SSL_BAD_CONFIG: -0x5e80,
  SSL_ILLEGAL_PARAMETER: -0x6600,
  SSL_UNKNOWN_IDENTITY: -0x6c80,
  SSL_INTERNAL_ERROR: -0x6c00,
  SSL_PK_TYPE_MISMATCH: -0x6d00,
  SSL_BAD_PROTOCOL_VERSION: -0x6e80,
  SSL_HANDSHAKE_FAILURE: -0x6e00,
  SSL_FEATURE_UNAVAILABLE: -0x7080,
  SSL_BAD_INPUT_DATA: -0x7100,
  SSL_INVALID_MAC: -0x7180,
  SSL_INVALID_RECORD: -0x7200,
  SSL_CONN_EOF: -0x7280,
  SSL_DECODE_ERROR: -0x7300,
  SSL_NO_CLIENT_CERTIFICATE: -0x7480,
  SSL_PRIVATE_KEY_REQUIRED: -0x7600,
  SSL_CA_CHAIN_REQUIRED: -0x7680,
  SSL_UNEXPECTED_MESSAGE: -0x7700,
  SSL_FATAL_ALERT_MESSAGE: -0x7780,
  SSL_PEER_CLOSE_NOTIFY: -0x7880,
  SSL_BAD_CERTIFICATE: -0x7a00,
} as const;

/** Alerts (RFC 5246 §7.2). */
export const ALERT = {
  CLOSE_NOTIFY: 0,
  UNEXPECTED_MESSAGE: 10,
  HANDSHAKE_FAILURE: 40,
  BAD_CERTIFICATE: 42,
  UNSUPPORTED_CERTIFICATE: 43,
  CERTIFICATE_REVOKED: 44,
  CERTIFICATE_EXPIRED: 45,
  CERTIFICATE_UNKNOWN: 46,
  ILLEGAL_PARAMETER: 47,
  UNKNOWN_CA: 48,
  ACCESS_DENIED: 49,
  DECODE_ERROR: 50,
  DECRYPT_ERROR: 51,
  PROTOCOL_VERSION: 70,
  NO_RENEGOTIATION: 100,
  UNKNOWN_PSK_IDENTITY: 115,
} as const;

/** What mbedtls returns as a negative number. */
export class TlsError extends Error {
  constructor(
    readonly code: number,
    /** The alert that tells the peer; null if it is told nothing. */
    readonly alert: number | null = null,
    /** Why a certificate was not accepted: bits of `FLAG`. */
    readonly flags = 0,
  ) {
    super(`TLS error ${code}`);
  }
}

/** The error of a message that cannot come now; the peer is told. */
export const unexpected = (): TlsError => new TlsError(ERR.SSL_UNEXPECTED_MESSAGE, ALERT.UNEXPECTED_MESSAGE);

/** The error of a message that does not have the form it must have. */
export const undecodable = (): TlsError => new TlsError(ERR.SSL_DECODE_ERROR, ALERT.DECODE_ERROR);

/** Something that this simulation of TLS lacks; the text names it. */
export class NotSimulated extends Error {}
