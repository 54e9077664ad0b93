import type { components } from '../../src/bench/subject-protocol.wire.d.ts';

type Schemas = components['schemas'];

/** How the shop proves to the provider who it is. */
export type Credential = Schemas['Credential'];

/** A shop's account in one environment. It is never changed, only replaced, so that no request can see half of two. */
export type Account = Readonly<{
  shopId: string;
  environment: string;
  baseUrl: string;
  credential: Credential;
  /** What the provider signs notifications with, the newest first. */
  signingSecrets: readonly string[];
}>;

/** A shop, its account in each environment, and the environment it trades in. */
export type Shop = Readonly<{
  id: string;
  active: string;
  accounts: ReadonlyMap<string, Account>;
  rules: readonly Schemas['Rule'][];
}>;

/** Whether the shop offers its method for an order: without any rule always, otherwise when one fits. */
export function isOffered({ rules }: Shop, { amount, country }: Schemas['Order']): boolean {
  const fits = ({ currency, countries = [] }: Schemas['Rule']) =>
    currency === amount.currency && (countries.length === 0 || countries.includes(country));
  return rules.length === 0 || rules.some(fits);
}

/** The answer to a configuration that is not taken. */
export type Refusal = Schemas['Failed'];

type Complaint = NonNullable<Refusal['errors']>[number];

/** The shop that a configuration describes, or everything that is wrong with it. Nothing is sent. */
export function shopOf(configuration: Schemas['ShopConfiguration']): Shop | Refusal {
  const { shopId, environments, active, rules = [] } = configuration;
  const complaints: Complaint[] = [];
  const accounts = new Map<string, Account>();
  for (const [environment, { baseUrl, credential, notificationSecrets = [] }] of Object.entries(environments)) {
    complaints.push(...misplaced(environment, credential), ...unprotected(environment, baseUrl));
    accounts.set(environment, { shopId, environment, baseUrl, credential, signingSecrets: notificationSecrets });
  }
  const unknown = unknownEnvironment(accounts, active);
  if (unknown) complaints.unshift(unknown);
  const [first] = complaints;
  if (first || active === null) return refusal(complaints);
  return { id: shopId, active, accounts, rules };
}

/** The shop in another of its environments, or why not. */
export function movedTo(shop: Shop, environment: string | null): Shop | Refusal {
  const unknown = unknownEnvironment(shop.accounts, environment);
  return unknown || environment === null ? refusal(unknown ? [unknown] : []) : { ...shop, active: environment };
}

/** The shop with a new credential for an environment, or why not. */
export function rotated(shop: Shop, environment: string, credential: Credential): Shop | Refusal {
  const account = shop.accounts.get(environment);
  const unknown = unknownEnvironment(shop.accounts, environment);
  if (!account || unknown) return refusal(unknown ? [unknown] : []);
  const complaints = misplaced(environment, credential);
  if (complaints.length > 0) return refusal(complaints);
  return { ...shop, accounts: new Map(shop.accounts).set(environment, { ...account, credential }) };
}

/** Only a name that is written exactly as one of the shop's environments selects it. */
function unknownEnvironment(accounts: ReadonlyMap<string, Account>, selector: string | null): Complaint | undefined {
  if (selector !== null && accounts.has(selector)) return undefined;
  return {
    field: 'active',
    code: 'config.environment_unknown',
    message: `no environment is called ${JSON.stringify(selector)}; there are ${[...accounts.keys()].join(', ')}`,
  };
}

/** Every part of a credential says which environment it is for, and it has to be this one. */
function misplaced(environment: string, credential: Credential): readonly Complaint[] {
  if (credential.kind === 'login') {
    const field = `environments.${environment}.credential.kind`;
    return [{ field, code: 'config.credential_malformed', message: 'the provider gives no logins' }];
  }
  const parts: readonly (readonly [field: string, shape: RegExp, text: string])[] =
    credential.kind === 'api_key'
      ? [['apiKey', /^gsk_([a-z][a-z0-9-]*)_/, credential.apiKey]]
      : [
          ['clientId', /^gci_([a-z][a-z0-9-]*)_/, credential.clientId],
          ['clientSecret', /^gcs_([a-z][a-z0-9-]*)_/, credential.clientSecret],
        ];
  return parts.flatMap(([name, shape, text]) => {
    const field = `environments.${environment}.credential.${name}`;
    const declared = shape.exec(text)?.[1];
    if (declared === environment) return [];
    if (declared === undefined) return [{ field, code: 'config.credential_malformed', message: 'not one of these' }];
    return [{ field, code: 'config.environment_mismatch', message: `it belongs to ${declared}` }];
  });
}

/** Credentials travel to this machine, or over https. */
function unprotected(environment: string, baseUrl: string): readonly Complaint[] {
  const { protocol, hostname } = new URL(baseUrl);
  if (protocol === 'https:' || (protocol === 'http:' && /^(127\.|localhost$|\[::1\])/.test(hostname))) return [];
  return [{ field: `environments.${environment}.baseUrl`, code: 'config.address_unprotected', message: 'not https' }];
}

function refusal(errors: readonly Complaint[]): Refusal {
  const [first] = errors;
  return { outcome: 'failed', code: first?.code ?? 'config.invalid', errors: [...errors] };
}
