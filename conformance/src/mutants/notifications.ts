import { type Mutant, SHOP } from './mutant.ts';

const VERIFY = `${SHOP}/providers/generic/notification.ts`;
const INBOX = `${SHOP}/payments/inbox.ts`;
const AGREEMENT = `${SHOP}/payments/agreement.ts`;
const OPERATIONS = `${SHOP}/api/notification-operations.ts`;

/** Known mistakes with notifications. */
export const NOTIFICATION_MUTANTS: readonly Mutant[] = [
  {
    id: 'whk-reserialise',
    mistake: 'The body is parsed and written out again before it is verified',
    edits: [
      {
        file: VERIFY,
        find: `const signed = Buffer.concat([Buffer.from(\`\${id}.\${time}.\`), body]);`,
        replace: `const again = Buffer.from(JSON.stringify(parsedJson(body.toString('utf8')) ?? null));
  const signed = Buffer.concat([Buffer.from(\`\${id}.\${time}.\`), again]);`,
      },
    ],
    kills: ['WHK-01'],
  },
  {
    id: 'whk-header-presence',
    mistake: 'That there is a signature is enough',
    edits: [{ file: VERIFY, find: 'return matches.includes(true) ?', replace: 'return matches.length > 0 ?' }],
    kills: ['WHK-02'],
  },
  {
    id: 'whk-verify-after-act',
    mistake: 'What is not verified is refused, after it has been acted on',
    edits: [
      {
        file: INBOX,
        find: 'await world.inbox.countUnverified(integration.id, verified.why, now);',
        replace: `const claimed = provider.readNotification(arrival.body, arrival.headers['webhook-id'] ?? '');
    if (claimed.kind === 'about_payment') await askAbout(world, (await subjectOf(world, claimed.told)).order?.id);
    await world.inbox.countUnverified(integration.id, verified.why, now);`,
      },
    ],
    kills: ['WHK-02'],
  },
  {
    id: 'whk-future-ok',
    mistake: 'Only old notifications are refused, not those from the future',
    edits: [
      {
        file: VERIFY,
        find: "if (sentAt > now + TOLERANCE_MS) return unverified('timestamp_too_new');",
        replace: '',
      },
    ],
    kills: ['WHK-04'],
  },
  {
    id: 'whk-old-ok',
    mistake: 'However old a notification is, it is taken',
    edits: [
      {
        file: VERIFY,
        find: "if (sentAt < now - TOLERANCE_MS) return unverified('timestamp_too_old');",
        replace: '',
      },
    ],
    kills: ['WHK-04'],
  },
  {
    id: 'whk-repeat-is-error',
    mistake: 'A notification that comes again is answered with an error',
    edits: [
      {
        file: OPERATIONS,
        find: "case 'repeated': {",
        replace:
          "case 'repeated': {\n        if (receipt.kind === 'repeated') return problem('/problems/internal-error');",
      },
    ],
    kills: ['WHK-05'],
  },
  {
    id: 'whk-unknown-500',
    mistake: 'A type that nobody knows ends in an error',
    edits: [
      {
        file: VERIFY,
        find: "if (!isKnownType(type)) return { kind: 'unknown_type', type };",
        replace: "if (!isKnownType(type)) throw new Error('unexpected type');",
      },
    ],
    kills: ['WHK-08'],
  },
  {
    id: 'whk-dedupe-before-work',
    mistake: 'A notification counts as acted on whether or not the provider has answered',
    edits: [
      {
        file: INBOX,
        find: "const progress = answered ? ({ state: 'asked', at: now } as const) : postponed(entry, now);",
        replace: "const progress = { state: 'asked', at: answered ? now : postponed(entry, now) && now };",
      },
    ],
    kills: ['WHK-09'],
  },
  {
    id: 'whk-ack-then-drop',
    mistake: 'A notification about a payment that is not known yet is thanked for and forgotten',
    edits: [
      {
        file: INBOX,
        find: 'reference === undefined && origin.by',
        replace: 'reference !== undefined && origin.by',
      },
    ],
    kills: ['WHK-10'],
  },
  {
    id: 'whk-first-signature-only',
    mistake: 'Of several signatures in a header only the first is looked at',
    edits: [
      {
        file: VERIFY,
        find: "const presented = signatures.split(' ').filter((part) => part !== '');",
        replace: "const presented = signatures.split(' ').slice(0, 1);",
      },
    ],
    kills: ['WHK-11'],
  },
  {
    id: 'whk-old-secret-forever',
    mistake: 'A signing secret is good for ever after it has been replaced',
    edits: [
      {
        file: INBOX,
        find: 'const verifying = await provider.verifyNotification(arrival, integration.settings.signingSecrets, now);',
        replace: `globalThis.secretsEver ??= new Set();
  for (const secret of integration.settings.signingSecrets) globalThis.secretsEver.add(secret);
  const verifying = await provider.verifyNotification(arrival, [...globalThis.secretsEver], now);`,
      },
    ],
    kills: ['WHK-11'],
  },
  {
    id: 'whk-any-account',
    mistake: 'Whose payment a notification is about does not matter',
    edits: [
      {
        file: AGREEMENT,
        find: "['account_mismatch', integrationId, purchase.method.integrationId],",
        replace: '',
      },
    ],
    kills: ['WHK-12'],
  },
  {
    id: 'whk-any-amount',
    mistake: 'The amount and the currency that a notification names do not matter',
    edits: [
      {
        file: AGREEMENT,
        find: "['amount_mismatch', inWords(purchase.amount), told.amount && inWords(told.amount)],",
        replace: '',
      },
      {
        file: AGREEMENT,
        find: "['currency_mismatch', purchase.amount.currency, told.amount?.currency],",
        replace: '',
      },
    ],
    kills: ['WHK-12'],
  },
  {
    id: 'whk-slow-ack',
    mistake: 'A notification is answered when the provider has been asked about it',
    edits: [
      {
        file: OPERATIONS,
        find: "world.background.begin('acting on notifications', () => workOff(world));",
        replace: 'await workOff(world);',
      },
    ],
    kills: ['WHK-14'],
  },
  {
    id: 'whk-crash-on-body',
    mistake: 'A body that is not understood ends in an error',
    edits: [
      {
        file: VERIFY,
        find: "if (textField(notification, 'id') !== id) return { kind: 'unreadable' };",
        replace:
          "if (textField(notification, 'id') !== id) return { kind: 'unreadable' };\n  notification.data.toString();",
      },
      {
        file: VERIFY,
        find: "const notification = asObject(parsedJson(body.toString('utf8')));",
        replace: "const notification = JSON.parse(body.toString('utf8'));",
      },
    ],
    kills: ['WHK-15'],
  },
];
