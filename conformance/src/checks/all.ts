import type { Check } from './check.ts';
import { check as ownCredentialsOnly } from './cre-01-own-credentials-only.ts';
import { check as environmentFrozen } from './cre-02-environment-frozen.ts';
import { check as misplacedCredential } from './cre-03-misplaced-credential.ts';
import { check as noDefaultEnvironment } from './cre-04-no-default-environment.ts';
import { check as addressAndCredential } from './cre-05-address-and-credential-together.ts';
import { check as ownAccount } from './cre-06-own-account.ts';
import { check as referencesStay } from './cre-07-references-stay.ts';
import { check as foreignNotification } from './cre-08-foreign-notification.ts';
import { check as signingSecrets } from './cre-09-signing-secrets.ts';
import { check as cachesApart } from './cre-10-caches-apart.ts';
import { check as rotation } from './cre-11-rotation.ts';
import { check as neverProduction } from './cre-12-never-production.ts';

/** Every check there is. Each stands in a file named by its requirement. */
export const CHECKS: readonly Check[] = [
  ownCredentialsOnly,
  environmentFrozen,
  misplacedCredential,
  noDefaultEnvironment,
  addressAndCredential,
  ownAccount,
  referencesStay,
  foreignNotification,
  signingSecrets,
  cachesApart,
  rotation,
  neverProduction,
];
