/** X.509 certificates (`library/x509_crt.c`). */
import { areEqual } from './bytes.js';
import type { HashName, PublicKey } from './crypto.js';
import { contextTag, DerReader, TAG } from './der.js';
import { ERR, TlsError } from './errors.js';
import { readPublicKey } from './keys.js';
import { isPem, pemBlocks } from './pem.js';

/** Object identifiers of signature algorithms. */
export const SIGNATURE_OIDS: Readonly<Record<string, readonly [kind: PublicKey['kind'], hash: HashName]>> = {
  '2a864886f70d010104': ['rsa', 'MD5'],
  '2a864886f70d010105': ['rsa', 'SHA1'],
  '2a864886f70d01010e': ['rsa', 'SHA224'],
  '2a864886f70d01010b': ['rsa', 'SHA256'],
  '2a864886f70d01010c': ['rsa', 'SHA384'],
  '2a864886f70d01010d': ['rsa', 'SHA512'],
  '2a8648ce3d0401': ['ec', 'SHA1'],
  '2a8648ce3d040301': ['ec', 'SHA224'],
  '2a8648ce3d040302': ['ec', 'SHA256'],
  '2a8648ce3d040303': ['ec', 'SHA384'],
  '2a8648ce3d040304': ['ec', 'SHA512'],
};

/** Object identifiers of extensions. */
export const EXTENSION_OID = {
  BASIC_CONSTRAINTS: '551d13',
  KEY_USAGE: '551d0f',
  EXTENDED_KEY_USAGE: '551d25',
  SUBJECT_ALT_NAME: '551d11',
  SUBJECT_KEY_IDENTIFIER: '551d0e',
  AUTHORITY_KEY_IDENTIFIER: '551d23',
  NS_CERT_TYPE: '6086480186f8420101',
  CERTIFICATE_POLICIES: '551d20',
} as const;

/** Object identifier of the attribute of a name that is called CN. */
export const COMMON_NAME_OID = '550403';
/** Versions of certificates, and fields that have a number in them. */
const NEWEST_VERSION = 3;
const FIELD = { VERSION: contextTag(0), ISSUER_ID: 0x81, SUBJECT_ID: 0x82, EXTENSIONS: contextTag(3) } as const;

/** One attribute of a name. */
interface NamePart {
  readonly oid: string;
  readonly tag: number;
  readonly value: Uint8Array;
}

/** A certificate. Moments are texts such as `20260701120000`. */
export interface Certificate {
  readonly raw: Uint8Array;
  /** The part that is signed. */
  readonly signed: Uint8Array;
  readonly version: number;
  readonly issuer: readonly NamePart[];
  readonly subject: readonly NamePart[];
  readonly notBefore: string;
  readonly notAfter: string;
  readonly key: PublicKey;
  readonly signatureKind: PublicKey['kind'];
  readonly signatureHash: HashName;
  readonly signature: Uint8Array;
  readonly isAuthority: boolean;
  /** How many certificates may come between it and the one at the end, plus 1; 0: any number. */
  readonly maxPath: number;
  /** Null without the extension. */
  readonly usage: number | null;
  readonly extendedUsage: readonly string[] | null;
  readonly otherNames: readonly { readonly tag: number; readonly content: Uint8Array }[] | null;
}

/** Reads certificates in PEM, however many, or one in DER. Throws a TlsError. */
export function readCertificates(bytes: Uint8Array): Certificate[] {
  if (!isPem(bytes)) return [readCertificate(bytes)];
  const blocks = pemBlocks(bytes).filter(({ label }) => label === 'CERTIFICATE');
  if (blocks.length === 0) throw new TlsError(ERR.X509_INVALID_FORMAT);
  return blocks.map(({ der }) => readCertificate(der ?? new Uint8Array(0)));
}

/** Reads one certificate in DER. */
export function readCertificate(bytes: Uint8Array): Certificate {
  try {
    return parse(new DerReader(bytes));
  } catch (x) {
    // A number of a lower module is told together with that of this one.
    throw x instanceof TlsError && x.code > -0x80 ? new TlsError(ERR.X509_INVALID_FORMAT + x.code) : x;
  }
}

function parse(bytes: DerReader): Certificate {
  const raw = bytes.whole(TAG.SEQUENCE);
  const outer = new DerReader(raw).enter();
  const signed = outer.whole(TAG.SEQUENCE);
  const inner = new DerReader(signed).enter();
  const version = inner.tag === FIELD.VERSION ? Number(inner.enter(FIELD.VERSION).integer()) + 1 : 1;
  if (version > NEWEST_VERSION) throw new TlsError(ERR.X509_UNKNOWN_VERSION);
  inner.next(TAG.INTEGER); // The serial number.
  const algorithm = inner.whole(TAG.SEQUENCE);
  const issuer = nameOf(inner.enter());
  const validity = inner.enter();
  const [notBefore, notAfter] = [moment(validity), moment(validity)];
  const subject = nameOf(inner.enter());
  const key = readPublicKey(inner.enter());
  inner.optional(FIELD.ISSUER_ID);
  inner.optional(FIELD.SUBJECT_ID);
  const extensions = inner.tag === FIELD.EXTENSIONS ? extensionsOf(inner.enter(FIELD.EXTENSIONS).enter()) : NO_EXTENSIONS;
  inner.end();
  if (!areEqual(outer.whole(TAG.SEQUENCE), algorithm)) throw new TlsError(ERR.X509_SIG_MISMATCH);
  const known = SIGNATURE_OIDS[new DerReader(algorithm).enter().oid()];
  if (known === undefined) throw new TlsError(ERR.X509_UNKNOWN_SIG_ALG);
  const signature = outer.bits();
  outer.end();
  return {
    ...{ raw, signed, version, issuer, subject, notBefore, notAfter, key, signature },
    ...{ signatureKind: known[0], signatureHash: known[1] },
    ...extensions,
  };
}

function nameOf(sets: DerReader): NamePart[] {
  const parts: NamePart[] = [];
  while (!sets.isAtEnd) {
    for (const set = sets.enter(TAG.SET); !set.isAtEnd; ) {
      const attribute = set.enter();
      const oid = attribute.oid();
      const { tag, content } = attribute.any();
      parts.push({ oid, tag, value: content });
    }
  }
  return parts;
}

/** A moment: years of two digits are those from 1950 to 2049. */
function moment(from: DerReader): string {
  const { tag, content } = from.any();
  const text = lower(content).toUpperCase();
  const digits = tag === TAG.UTC_TIME ? /^\d{12}Z$/ : tag === TAG.GENERALIZED_TIME ? /^\d{14}Z$/ : null;
  if (digits === null) throw new TlsError(ERR.X509_INVALID_DATE + ERR.ASN1_UNEXPECTED_TAG);
  if (!digits.test(text)) throw new TlsError(ERR.X509_INVALID_DATE);
  const whole = text.slice(0, -1);
  return tag === TAG.GENERALIZED_TIME ? whole : (whole < '50' ? '20' : '19') + whole;
}

type Extensions = Pick<Certificate, 'isAuthority' | 'maxPath' | 'usage' | 'extendedUsage' | 'otherNames'>;
const NO_EXTENSIONS: Extensions = { isAuthority: false, maxPath: 0, usage: null, extendedUsage: null, otherNames: null };

function extensionsOf(list: DerReader): Extensions {
  const found: { -readonly [K in keyof Extensions]: Extensions[K] } = { ...NO_EXTENSIONS };
  const seen = new Set<string>();
  while (!list.isAtEnd) {
    const extension = list.enter();
    const oid = extension.oid();
    const isCritical = (extension.optional(TAG.BOOLEAN)?.[0] ?? 0) !== 0;
    const value = new DerReader(extension.next(TAG.OCTET_STRING));
    extension.end();
    if (!Object.values<string>(EXTENSION_OID).includes(oid)) {
      if (isCritical) throw new TlsError(ERR.X509_INVALID_EXTENSIONS + ERR.ASN1_UNEXPECTED_TAG);
      continue;
    }
    if (seen.has(oid)) throw new TlsError(ERR.X509_INVALID_EXTENSIONS);
    seen.add(oid);
    if (oid === EXTENSION_OID.BASIC_CONSTRAINTS) Object.assign(found, constraintsOf(value.enter()));
    else if (oid === EXTENSION_OID.KEY_USAGE) found.usage = usageOf(value.next(TAG.BIT_STRING));
    else if (oid === EXTENSION_OID.EXTENDED_KEY_USAGE) found.extendedUsage = all(value.enter(), (values) => values.oid());
    else if (oid === EXTENSION_OID.SUBJECT_ALT_NAME) found.otherNames = all(value.enter(), (values) => values.any());
  }
  return found;
}

function constraintsOf(value: DerReader): Pick<Certificate, 'isAuthority' | 'maxPath'> {
  const isAuthority = (value.optional(TAG.BOOLEAN)?.[0] ?? 0) !== 0;
  const maxPath = value.isAtEnd ? 0 : Number(value.integer()) + 1;
  return { isAuthority, maxPath };
}

/** The bits of key usage, the first one the highest of the lower byte. */
const usageOf = (bits: Uint8Array): number => (bits[1] ?? 0) | ((bits[2] ?? 0) << 8);

function all<T>(values: DerReader, read: (values: DerReader) => T): T[] {
  const list: T[] = [];
  while (!values.isAtEnd) list.push(read(values));
  return list;
}

/** Whether two names are the same: case does not matter in texts of the usual kinds (`x509_name_cmp`). */
export function areSameNames(one: readonly NamePart[], other: readonly NamePart[]): boolean {
  return one.length === other.length && one.every((part, i) => areSameParts(part, other[i] as NamePart));
}

function areSameParts(one: NamePart, other: NamePart): boolean {
  if (one.oid !== other.oid) return false;
  if (one.tag === other.tag && areEqual(one.value, other.value)) return true;
  const areTexts = [one.tag, other.tag].every((tag) => tag === TAG.UTF8_STRING || tag === TAG.PRINTABLE_STRING);
  return areTexts && lower(one.value) === lower(other.value);
}

/** Bytes as text, ASCII letters in lower case. */
export const lower = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte))
    .join('')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
