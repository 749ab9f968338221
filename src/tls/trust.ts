/** Whether a certificate is to be trusted: its chain, its name, its time, its key (`library/x509_crt.c`, the default profile). */
import { areEqual } from './bytes.js';
import { areSameNames, type Certificate, COMMON_NAME_OID, lower } from './certificate.js';
import { type HashName, type PublicKey, verify } from './crypto.js';
import { ERR, TlsError } from './errors.js';
import { verifyPrice } from './prices.js';

/** Reasons against a certificate. */
export const FLAG = {
  EXPIRED: 0x01,
  CN_MISMATCH: 0x04,
  NOT_TRUSTED: 0x08,
  MISSING: 0x40,
  OTHER: 0x0100,
  FUTURE: 0x0200,
  KEY_USAGE: 0x0800,
  EXT_KEY_USAGE: 0x1000,
  BAD_MD: 0x4000,
  BAD_PK: 0x8000,
  BAD_KEY: 0x010000,
} as const;

/** Their texts, in the order in which they are told. */
const REASONS: readonly (readonly [flag: number, text: string])[] = [
  [FLAG.EXPIRED, 'The certificate validity has expired'],
  [FLAG.CN_MISMATCH, 'The certificate Common Name (CN) does not match with the expected CN'],
  [FLAG.NOT_TRUSTED, 'The certificate is not correctly signed by the trusted CA'],
  [FLAG.MISSING, 'Certificate was missing'],
  [FLAG.OTHER, 'Other reason (can be used by verify callback)'],
  [FLAG.FUTURE, 'The certificate validity starts in the future'],
  [FLAG.KEY_USAGE, 'Usage does not match the keyUsage extension'],
  [FLAG.EXT_KEY_USAGE, 'Usage does not match the extendedKeyUsage extension'],
  [FLAG.BAD_MD, 'The certificate is signed with an unacceptable hash.'],
  [FLAG.BAD_PK, 'The certificate is signed with an unacceptable PK alg (eg RSA vs ECDSA).'],
  [FLAG.BAD_KEY, 'The certificate is signed with an unacceptable key (eg bad curve, RSA too short).'],
];

const HASHES: readonly HashName[] = ['SHA256', 'SHA384', 'SHA512'];
const LEAST_RSA_BITS = 2048;
const MOST_INTERMEDIATE = 8;
/** A bit of key usage: the key may sign certificates. */
const SIGNS_CERTIFICATES = 0x04;
/** Tags of further names in a certificate. */
const NAME_TAG = { DNS: 0x82, IP: 0x87 } as const;

/** What a certificate is judged by. */
interface Trust {
  /** The certificates that are trusted. */
  readonly authorities: readonly Certificate[];
  /** The name that the certificate has to have; null: any. */
  readonly hostname: string | null;
  /** The moment, such as `20260701120000`. */
  readonly now: string;
  spend(cycles: number): void;
  /** Judges, after all else, each certificate of the chain from its root on; another number than 0 is an error. Null: none. */
  readonly callback: ((certificate: Certificate, depth: number) => number) | null;
}

/** The texts of reasons, each on a line after an empty one (`mbedtls_x509_crt_verify_info` with a line end as prefix). */
export const reasonsText = (flags: number): string =>
  REASONS.filter(([flag]) => (flags & flag) !== 0)
    .map(([, text]) => `\n${text}\n`)
    .join('');

/** The reasons against the first certificate of a chain as it was sent; 0 if it is to be trusted. Throws a TlsError of the callback. */
export function judge(chain: readonly Certificate[], trust: Trust): number {
  const first = chain[0] as Certificate;
  let own = trust.hostname === null || hasName(first, trust.hostname) ? 0 : FLAG.CN_MISMATCH;
  if (!isStrong(first.key)) own |= FLAG.BAD_KEY;
  const links = linksOf(chain, trust);
  (links[0] as Link).flags |= own;
  let flags = 0;
  for (let i = links.length - 1; i >= 0; i--) {
    const { certificate, flags: reasons } = links[i] as Link;
    const code = trust.callback?.(certificate, i) ?? 0;
    if (code !== 0) throw new TlsError(code === ERR.X509_CERT_VERIFY_FAILED ? ERR.X509_FATAL_ERROR : code, null, ANY_REASON);
    flags |= reasons;
  }
  return flags;
}

/** All bits are set if the judgement itself has failed. */
const ANY_REASON = -1;

interface Link {
  readonly certificate: Certificate;
  flags: number;
}

/** The chain from the first certificate to a trusted one, as far as there is one. */
function linksOf(chain: readonly Certificate[], trust: Trust): Link[] {
  const links: Link[] = [];
  let selfIssued = 0;
  let link = linkOf(chain[0] as Certificate, trust.now);
  for (let at = 0, isTrusted = false; ; ) {
    const child = link.certificate;
    links.push(link);
    if (isTrusted) return links;
    if (!HASHES.includes(child.signatureHash)) link.flags |= FLAG.BAD_MD;
    const issuedItself = areSameNames(child.issuer, child.subject);
    if (links.length === 1 && issuedItself && trust.authorities.some(({ raw }) => areEqual(raw, child.raw))) return links;
    const path = links.length - 1 - selfIssued;
    const found = findParent(child, trust.authorities, true, path, trust) ?? findParent(child, chain.slice(at + 1), false, path, trust);
    if (found === null) {
      link.flags |= FLAG.NOT_TRUSTED;
      return links;
    }
    if (links.length !== 1 && issuedItself) selfIssued++;
    isTrusted = found.isTrusted;
    if (!isTrusted && links.length > MOST_INTERMEDIATE) throw new TlsError(ERR.X509_FATAL_ERROR, null, ANY_REASON);
    if (!found.isSigner) link.flags |= FLAG.NOT_TRUSTED;
    if (!isStrong(found.parent.key)) link.flags |= FLAG.BAD_KEY;
    if (!isTrusted) at = chain.indexOf(found.parent);
    link = linkOf(found.parent, trust.now);
  }
}

const linkOf = (certificate: Certificate, now: string): Link => ({ certificate, flags: untimeliness(certificate, now) });

function untimeliness({ notBefore, notAfter }: Certificate, now: string): number {
  return (notAfter < now ? FLAG.EXPIRED : 0) | (notBefore > now ? FLAG.FUTURE : 0);
}

interface Found {
  readonly parent: Certificate;
  readonly isTrusted: boolean;
  /** Whether it has signed the child. */
  readonly isSigner: boolean;
}

/** The first certificate that may have issued the child and is valid now, or else the first that may have issued it. */
function findParent(child: Certificate, candidates: readonly Certificate[], isTrusted: boolean, path: number, trust: Trust): Found | null {
  let untimely: Found | null = null;
  for (const parent of candidates) {
    if (!mayIssue(parent, child, isTrusted) || (parent.maxPath > 0 && parent.maxPath < 1 + path)) continue;
    const isSigner = hasSigned(parent, child, trust);
    if (isTrusted && !isSigner) continue;
    const found = { parent, isTrusted, isSigner };
    if (untimeliness(parent, trust.now) === 0) return found;
    untimely ??= found;
  }
  return untimely;
}

function mayIssue(parent: Certificate, child: Certificate, isTrusted: boolean): boolean {
  if (!areSameNames(child.issuer, parent.subject)) return false;
  if (isTrusted && parent.version < 3) return true;
  return parent.isAuthority && isMeantFor(parent, SIGNS_CERTIFICATES);
}

function hasSigned({ key }: Certificate, child: Certificate, { spend }: Trust): boolean {
  if (key.kind !== child.signatureKind) return false;
  spend(verifyPrice(key));
  return verify(key, child.signatureHash, child.signed, child.signature);
}

/** Whether the extension of key usage, if there is one, allows a use. */
export const isMeantFor = ({ usage }: Certificate, bits: number): boolean => usage === null || (usage & bits) === bits;

function isStrong(key: PublicKey): boolean {
  return key.kind === 'rsa' ? key.bits >= LEAST_RSA_BITS : key.curve !== 'secp256k1';
}

function hasName({ subject, otherNames }: Certificate, hostname: string): boolean {
  if (otherNames === null) return subject.some(({ oid, value }) => oid === COMMON_NAME_OID && fits(value, hostname));
  const address = /^\d{1,3}(\.\d{1,3}){3}$/.test(hostname) ? Uint8Array.from(hostname.split('.'), Number) : null;
  return otherNames.some(({ tag, content }) => {
    if (tag === NAME_TAG.DNS) return fits(content, hostname);
    return tag === NAME_TAG.IP && address !== null && areEqual(content, address);
  });
}

/** Whether a name is that of a host, or has `*` for its first part. */
function fits(name: Uint8Array, hostname: string): boolean {
  const own = lower(name);
  const host = hostname.toLowerCase();
  if (own === host) return true;
  const dot = host.indexOf('.');
  return own.length >= 3 && own.startsWith('*.') && dot > 0 && own.slice(1) === host.slice(dot);
}
