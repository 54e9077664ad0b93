import { type FormErrors, linesInput, textInput } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import {
  type ConnectionProblem,
  type ConnectionSettings,
  maskedConnection,
  unmaskedConnection,
} from '../payments/connection.ts';

/** The fields of a connection, with the most characters of each: those that the API takes. */
const LENGTHS = {
  proxyAddress: 500,
  proxyUsername: 200,
  proxyPassword: 200,
  clientCertificate: 20_000,
  clientKey: 20_000,
  signingKey: 20_000,
  authority: 20_000,
} as const;

const NAMES = [
  'proxyAddress',
  'proxyUsername',
  'proxyPassword',
  'clientCertificate',
  'clientKey',
  'signingKey',
  'authority',
] as const satisfies readonly (keyof typeof LENGTHS)[];
type ConnectionField = (typeof NAMES)[number];

/** The fields by name, as they are shown: keys and passwords as their mask, nothing where nothing is set. */
export type ConnectionFields = Readonly<Record<ConnectionField, string>>;

/** The fields of a stored connection, or of none. */
export function connectionFields(settings: ConnectionSettings = {}): ConnectionFields {
  const { proxy, clientCertificate, signingKey = '', authority = '' } = maskedConnection(settings);
  return {
    proxyAddress: proxy?.address ?? '',
    proxyUsername: proxy?.username ?? '',
    proxyPassword: proxy?.password ?? '',
    clientCertificate: clientCertificate?.certificate ?? '',
    clientKey: clientCertificate?.key ?? '',
    signingKey,
    authority,
  };
}

/** The fields as they were sent. Browsers end lines in their own way, which is not what was pasted. */
export function sentConnection(form: URLSearchParams): ConnectionFields {
  const field = (name: ConnectionField) => (form.get(name) ?? '').replaceAll('\r\n', '\n').trim();
  return {
    proxyAddress: field('proxyAddress'),
    proxyUsername: field('proxyUsername'),
    proxyPassword: field('proxyPassword'),
    clientCertificate: field('clientCertificate'),
    clientKey: field('clientKey'),
    signingKey: field('signingKey'),
    authority: field('authority'),
  };
}

/** The fields to show again after something was wrong: secrets that are stored as their mask, others not at all. */
export function withoutSecrets(fields: ConnectionFields, stored: ConnectionSettings = {}): ConnectionFields {
  const masks = connectionFields(stored);
  const shown = (name: 'proxyPassword' | 'clientKey' | 'signingKey') => (fields[name] === '' ? '' : masks[name]);
  return {
    ...fields,
    proxyPassword: shown('proxyPassword'),
    clientKey: shown('clientKey'),
    signingKey: shown('signingKey'),
  };
}

/**
 * What was filled in, or nothing and what is missing beside what. Whether certificates and keys are any good is judged on
 * saving, as for the API.
 */
export function parseConnection(
  fields: ConnectionFields,
  stored: ConnectionSettings | undefined,
  errors: Map<string, string>,
): ConnectionSettings {
  for (const name of NAMES) {
    if (fields[name].length > LENGTHS[name]) errors.set(name, `Please enter at most ${LENGTHS[name]} characters.`);
  }
  const { proxyAddress, proxyUsername, proxyPassword, clientCertificate, clientKey, signingKey, authority } = fields;
  if (proxyAddress === '' && proxyUsername + proxyPassword !== '') {
    errors.set('proxyAddress', 'Please enter the address that goes with the name and the password.');
  }
  if (clientCertificate === '' && clientKey !== '') {
    errors.set('clientCertificate', 'Please enter the certificate that goes with the key.');
  }
  if (clientCertificate !== '' && clientKey === '') {
    errors.set('clientKey', 'Please enter the private key that goes with the certificate.');
  }
  const typed: ConnectionSettings = {
    ...(clientCertificate === ''
      ? {}
      : {
          clientCertificate: {
            certificate: unchanged(clientCertificate, stored?.clientCertificate?.certificate),
            key: clientKey,
          },
        }),
    ...(signingKey === '' ? {} : { signingKey }),
    ...(proxyAddress === ''
      ? {}
      : {
          proxy: {
            address: proxyAddress,
            ...(proxyUsername === '' ? {} : { username: proxyUsername }),
            ...(proxyPassword === '' ? {} : { password: proxyPassword }),
          },
        }),
    ...(authority === '' ? {} : { authority: unchanged(authority, stored?.authority) }),
  };
  return unmaskedConnection(typed, stored ?? {});
}

/** A text that only went to the browser and back is the stored one, to the last line end. */
function unchanged(typed: string, stored: string | undefined): string {
  return stored !== undefined && stored.replaceAll('\r\n', '\n').trim() === typed ? stored : typed;
}

const FIELDS: Readonly<Record<string, ConnectionField>> = {
  '/connection/clientCertificate/certificate': 'clientCertificate',
  '/connection/clientCertificate/key': 'clientKey',
  '/connection/signingKey': 'signingKey',
  '/connection/authority': 'authority',
  '/connection/proxy/address': 'proxyAddress',
  '/connection/proxy/username': 'proxyUsername',
  '/connection/proxy/password': 'proxyPassword',
};

/** What is wrong with a connection, beside its field. */
export function connectionErrors({ pointer, detail }: ConnectionProblem): FormErrors {
  const name = FIELDS[pointer] ?? 'proxyAddress';
  return new Map([[name, `${LABELS[name]}: this ${detail}. Nothing was saved and nothing was sent.`]]);
}

const LABELS: Readonly<Record<ConnectionField, string>> = {
  proxyAddress: 'Address of the proxy',
  proxyUsername: 'Name at the proxy',
  proxyPassword: 'Password at the proxy',
  clientCertificate: 'Certificate shown to the provider',
  clientKey: 'Private key of that certificate',
  signingKey: 'Private key that requests are signed with',
  authority: 'Authority to trust',
};

/** How the integration connects: closed while it connects directly, as most do. */
export function connectionSection(fields: ConnectionFields, errors: FormErrors): Html {
  const isOpen = NAMES.some((name) => fields[name] !== '' || errors.has(name));
  const line = (name: ConnectionField, hint: string) =>
    textInput(name, LABELS[name], errors, {
      value: fields[name],
      required: false,
      autocomplete: 'off',
      maxlength: LENGTHS[name],
      hint,
    });
  const lines = (name: ConnectionField, hint: string) =>
    linesInput(name, LABELS[name], errors, { value: fields[name], hint, maxlength: LENGTHS[name] });
  return html`
    <details open=${isOpen}>
      <summary>Connection: proxy, certificates, signed requests</summary>
      <p>All of this may stay empty. Certificates of the provider are always verified. What changes here has to be checked
      again before customers can pay.</p>
      ${line('proxyAddress', 'Such as http://proxy.example:3128, without credentials. Where it does not answer, nothing is sent.')}
      ${line('proxyUsername', 'With a password, or not at all.')} ${line('proxyPassword', 'With a name, or not at all.')}
      ${lines('clientCertificate', 'In PEM, with the key below.')}
      ${lines('clientKey', 'In PEM. It is sealed and shown as … from then on; leave the … to keep it.')}
      ${lines('signingKey', 'Ed25519 in PEM; every request is then signed. Shown as … from then on.')}
      ${lines('authority', 'Its certificate in PEM, trusted in place of the public authorities.')}
    </details>
  `;
}
