import type { Presented } from '../../accounts/caller.ts';
import type { SecretShapes } from '../../http/mask.ts';
import type { CredentialShapes } from '../../operations/world.ts';
import type { Fields } from './fields.ts';

// The name of a vendor, and that of the user who speaks for it.
const VENDOR_LENGTH = 14;
// A password may have 32 characters.
const PASSWORD_LENGTH = 30;
const PARTNER = 'PayPal';

/** Vendor `pf…`, who is the user as well, and password `Pf…`: nothing in them tells test from live. */
export const credentialShapes: CredentialShapes = {
  oauth_client: ({ random }) => ({
    publicId: `pf${random.secret().toLowerCase()}`.slice(0, VENDOR_LENGTH),
    secret: `Pf${random.secret()}`.slice(0, PASSWORD_LENGTH + 2),
  }),
};

/** Finds passwords in any text, those of other shapes by the name before them, up to what looks like the next name. */
export const secretShapes: SecretShapes = [
  /\bPf[A-Za-z0-9]{30}\b/g,
  /(?<=(?:^|&)[Pp][Ww][Dd](?:\[\d+\])?=)(?:[^&]|&(?![A-Z][A-Z0-9_]{2,}(?:\[\d+\])?=))+/g,
];

/** What a request presents: PARTNER, VENDOR and USER say who, PWD proves it. */
export function presentedCaller(fields: Fields): Presented {
  const [partner = '', vendor = '', secret = ''] = ['PARTNER', 'VENDOR', 'PWD'].map((name) => fields.get(name));
  const user = fields.get('USER') ?? '';
  if (vendor === '' && secret === '') return { kind: 'nothing' };
  const isKnown = partner.toLowerCase() === PARTNER.toLowerCase() && (user === '' || user === vendor);
  return isKnown ? { kind: 'oauth_client', publicId: vendor, secret } : { kind: 'unreadable', text: secret };
}
