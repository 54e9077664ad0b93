import type { Facts } from '../shop/audit.ts';
import { unreachable } from '../shop/unreachable.ts';
import { connectionInWords } from './connection.ts';
import { type Credential, fingerprintOf, maskOf, PASSWORD_MASK } from './credential.ts';
import type { Integration, OpenedIntegration } from './integration.ts';
import type { MethodLabels } from './payment-method.ts';

/** What may be told about an integration to people who look who changed it. Secrets are told by mask and fingerprint. */
export function integrationFacts(opened: OpenedIntegration): Facts {
  if (opened.kind === 'open') return factsOfIntegration(opened.integration);
  const { label, enabled, environment } = opened.row;
  return { label, enabled: String(enabled), environment };
}

/** The same for one that is open. */
export function factsOfIntegration({ label, methodLabels = {}, enabled, environment, settings }: Integration): Facts {
  const { address, credential, paymentAction, cardCheck, account, signingSecrets, connection = {} } = settings;
  return {
    label,
    ...methodFacts(methodLabels),
    enabled: String(enabled),
    environment,
    address,
    paymentAction,
    ...(cardCheck === undefined ? {} : { cardCheck }),
    ...(account === undefined ? {} : { account }),
    connection: connectionInWords(connection),
    credential: `${credentialInMask(credential)} (fingerprint ${fingerprintOf(credential)})`,
    signingSecrets: signingSecrets.length === 0 ? 'none' : signingSecrets.map(maskOf).join(', '),
  };
}

/** What methods are called, each under a name of its own; nothing of those that are called as usual. */
function methodFacts(labels: MethodLabels): Facts {
  const all = Object.entries(labels).flatMap(([kind, { label, shortLabel }]) => [
    [`${kind}, label`, label] as const,
    [`${kind}, short label`, shortLabel] as const,
  ]);
  return Object.fromEntries(all.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])));
}

function credentialInMask(credential: Credential): string {
  switch (credential.kind) {
    case 'oauth_client':
      return `${credential.clientId}, ${maskOf(credential.clientSecret)}`;
    case 'api_key':
      return maskOf(credential.apiKey);
    case 'login': {
      const { partner, vendor, user } = credential;
      return `${partner}, ${vendor}, ${user}, ${PASSWORD_MASK}`;
    }
    default:
      return unreachable(credential);
  }
}
