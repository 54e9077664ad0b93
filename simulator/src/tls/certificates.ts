import { type Instant, instant, later } from '../engine/ids.ts';
import {
  type Authority,
  authorityOf,
  type CertificateOrder,
  type KeyAndCertificate,
  newAuthority,
  selfSigned,
} from './authority.ts';
import { type AuthorityFiles, keptAuthority } from './authority-files.ts';

/** What is wrong with the certificate that a server shows, where something is meant to be. */
export type CertificateFlaw = 'self_signed' | 'expired' | 'wrong_host' | 'unknown_authority';

/** The certificates that this installation's servers show. */
export type Certificates = Readonly<{
  /** The authority's own certificate in PEM, made when somebody first asks for it. */
  authority: () => Promise<string>;
  /** What a server shows to whoever asks for this name. */
  pairFor: (name: string) => Promise<KeyAndCertificate>;
  /** What is shown to whoever asks for no name: it is good for this machine's own names and addresses. */
  own: () => Promise<KeyAndCertificate>;
  /** One for this machine's own names with something wrong with it, made afresh. */
  flawed: (flaw: CertificateFlaw) => Promise<KeyAndCertificate>;
}>;

const DAY_MS = 24 * 60 * 60 * 1000;
const AUTHORITY_MS = 10 * 365 * DAY_MS;
// Clients refuse server certificates that are good for more than 398 days.
const LIFETIME_MS = 90 * DAY_MS;
const RENEWED_BEFORE_MS = 30 * DAY_MS;
// Clocks of client and server that differ by less do not matter.
const BACKDATED_MS = DAY_MS;
// Whoever asks for more names than that is not after payments.
const NAMES_MAX = 500;

/**
 * The certificates of an authority that is kept in files, or of one that ends with the program where there are none.
 * Their periods go by the machine's clock, as those who check them do, whatever the clocks of the environments show.
 */
export function openCertificates(
  options: Readonly<{
    files: AuthorityFiles | undefined;
    now: () => Instant;
    /** Names and addresses of this machine. */
    own: readonly [string, ...string[]];
  }>,
): Certificates {
  const { files, now, own } = options;
  const fresh = () => newAuthority({ from: before(now(), BACKDATED_MS), until: later(now(), AUTHORITY_MS) });
  let opened: Promise<Authority> | undefined;
  const authority = () => {
    opened ??= (files === undefined ? fresh() : keptAuthority(files, fresh)).then(authorityOf);
    return opened;
  };
  const order = (names: CertificateOrder['names']): CertificateOrder => ({
    names,
    from: before(now(), BACKDATED_MS),
    until: later(now(), LIFETIME_MS),
  });
  type Made = Readonly<{ pair: Promise<KeyAndCertificate>; until: Instant }>;
  const made = new Map<string, Made>();
  const pairOf = (names: CertificateOrder['names']): Promise<KeyAndCertificate> => {
    const [name] = names;
    const found = made.get(name);
    if (found !== undefined && found.until - now() > RENEWED_BEFORE_MS) return found.pair;
    const [oldest] = made.keys();
    if (made.size >= NAMES_MAX && oldest !== undefined) made.delete(oldest);
    const wanted = order(names);
    const pair = authority().then(({ issue }) => issue(wanted));
    // One that could not be made is not remembered.
    pair.catch(() => made.delete(name));
    made.set(name, { pair, until: wanted.until });
    return pair;
  };
  const flawed = async (flaw: CertificateFlaw): Promise<KeyAndCertificate> => {
    switch (flaw) {
      case 'self_signed':
        return selfSigned(order(own));
      case 'expired':
        return (await authority()).issue({
          names: own,
          from: before(now(), 2 * LIFETIME_MS),
          until: before(now(), BACKDATED_MS),
        });
      case 'wrong_host':
        return (await authority()).issue(order(['another-host.example']));
      case 'unknown_authority':
        return authorityOf(await fresh()).issue(order(own));
    }
  };
  return {
    authority: async () => (await authority()).certificate,
    pairFor: (name) => pairOf([name]),
    own: () => pairOf(own),
    flawed,
  };
}

function before(at: Instant, ms: number): Instant {
  return instant(at - ms);
}
