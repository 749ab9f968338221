/** Certificates for hosts of a simulation: each is signed with its own key, which follows from the host's name. They protect nothing. */
import { encodeUtf8 } from '../utf8.js';
import { COMMON_NAME_OID, EXTENSION_OID, SIGNATURE_OIDS } from './certificate.js';
import { digest, makeScalar, publicPoint, seedBytes, sign } from './crypto.js';
import { contextTag, der, TAG, unhex } from './der.js';
import { CURVE_OIDS, KEY_OID } from './keys.js';
import { pem } from './pem.js';

/** A certificate and its key, in PEM. */
export interface CertificateAndKey {
  readonly certificate: string;
  readonly key: string;
}

const CURVE = 'secp256r1';
const HASH = 'SHA256';
/** From 2000, when the clock of a board may begin, to the last moment that two digits of a year can tell. */
const VALIDITY = ['000101000000Z', '491231235959Z'] as const;
/** Tags of the names of a host. */
const NAME_TAG = { DNS: 0x82, IP: 0x87 } as const;
const YES = Uint8Array.of(0xff);

/** The certificate of a host with this name or address; the same each time. */
export function makeSelfSigned(name: string): CertificateAndKey {
  const seed = digest('SHA512', encodeUtf8(name));
  const scalar = makeScalar(CURVE, seed.subarray(0, seedBytes(CURVE)));
  const point = publicPoint(CURVE, scalar);
  const key = { kind: 'ec', curve: CURVE, scalar } as const;
  const curve = der(TAG.OID, unhex(CURVE_OIDS[CURVE]));
  const algorithm = der(
    TAG.SEQUENCE,
    oid(Object.keys(SIGNATURE_OIDS).find((each) => SIGNATURE_OIDS[each]?.join() === `ec,${HASH}`) as string),
  );
  const subject = der(TAG.SEQUENCE, der(TAG.SET, der(TAG.SEQUENCE, oid(COMMON_NAME_OID), der(TAG.UTF8_STRING, encodeUtf8(name)))));
  const signed = der(
    TAG.SEQUENCE,
    der(contextTag(0), der(TAG.INTEGER, Uint8Array.of(2))), // Version 3.
    der(TAG.INTEGER, Uint8Array.of(1)),
    algorithm,
    subject,
    der(TAG.SEQUENCE, ...VALIDITY.map((moment) => der(TAG.UTC_TIME, encodeUtf8(moment)))),
    subject,
    der(TAG.SEQUENCE, der(TAG.SEQUENCE, oid(KEY_OID.EC), curve), bitString(point)),
    der(
      contextTag(3),
      der(
        TAG.SEQUENCE,
        extension(EXTENSION_OID.BASIC_CONSTRAINTS, der(TAG.SEQUENCE, der(TAG.BOOLEAN, YES))),
        extension(EXTENSION_OID.SUBJECT_ALT_NAME, der(TAG.SEQUENCE, hostName(name))),
      ),
    ),
  );
  const certificate = der(TAG.SEQUENCE, signed, algorithm, bitString(sign(key, HASH, signed)));
  const privateKey = der(
    TAG.SEQUENCE,
    der(TAG.INTEGER, Uint8Array.of(1)),
    der(TAG.OCTET_STRING, scalar),
    der(contextTag(0), curve),
    der(contextTag(1), bitString(point)),
  );
  return { certificate: pem('CERTIFICATE', certificate), key: pem('EC PRIVATE KEY', privateKey) };
}

const oid = (digits: string): Uint8Array => der(TAG.OID, unhex(digits));

const bitString = (bytes: Uint8Array): Uint8Array => der(TAG.BIT_STRING, Uint8Array.of(0), bytes);

const extension = (id: string, value: Uint8Array): Uint8Array => der(TAG.SEQUENCE, oid(id), der(TAG.OCTET_STRING, value));

function hostName(name: string): Uint8Array {
  const isAddress = /^\d+(\.\d+){3}$/.test(name);
  return isAddress ? der(NAME_TAG.IP, Uint8Array.from(name.split('.'), Number)) : der(NAME_TAG.DNS, encodeUtf8(name));
}
