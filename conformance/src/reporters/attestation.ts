import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { FindingKind } from '../verdict.ts';
import { type RunRecord, standingOf } from './record.ts';

/** A file that was tested, or that the result depends on, and the SHA-256 of its bytes. */
export type Digested = Readonly<{ name: string; sha256: string }>;

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/**
 * The result as an in-toto Statement with the test-result predicate (v0.1). `tested` are the files of the subject; what
 * is known and put up with has failed all the same.
 */
export function testResultStatement(
  record: RunRecord,
  from: Readonly<{ tested: readonly Digested[]; configuration: readonly Digested[] }>,
): string {
  const { verdicts, run, subject } = record;
  const ids = (...kinds: readonly FindingKind[]) =>
    verdicts.filter(({ finding }) => kinds.includes(finding.kind)).map(({ requirement }) => requirement);
  const red = ids('failed', 'untestable');
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: from.tested.map(descriptor),
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result: standingOf(record) === 'conforming' ? (red.length > 0 ? 'WARNED' : 'PASSED') : 'FAILED',
      configuration: [
        ...from.configuration.map(descriptor),
        {
          name: 'run',
          uri: `urn:assay:requirements:${run.set}`,
          annotations: {
            set: run.set,
            seed: run.seed,
            requirements: run.requirements,
            provider: subject?.provider ?? '',
            startedAt: record.startedAt,
          },
        },
      ],
      passedTests: ids('passed').map(({ id }) => id),
      warnedTests: red.filter(({ level }) => level === 'SHOULD').map(({ id }) => id),
      failedTests: red.filter(({ level }) => level === 'MUST').map(({ id }) => id),
    },
  };
  return `${JSON.stringify(statement, undefined, 2)}\n`;
}

/** The statement in a signed envelope (DSSE v1). The key says by its kind how it signs: Ed25519, or ECDSA with SHA-256. */
export function signedEnvelope(statement: string, key: KeyObject): string {
  const payload = Buffer.from(statement, 'utf8');
  const algorithm = key.asymmetricKeyType === 'ec' ? 'sha256' : null;
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const envelope = {
    payloadType: PAYLOAD_TYPE,
    payload: payload.toString('base64'),
    signatures: [
      {
        keyid: createHash('sha256').update(spki).digest('hex'),
        sig: sign(algorithm, preAuthentication(payload), key).toString('base64'),
      },
    ],
  };
  return `${JSON.stringify(envelope, undefined, 2)}\n`;
}

/** What is signed in place of the payload alone, so that its type is signed with it (DSSE v1, PAE). */
function preAuthentication(payload: Buffer): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(PAYLOAD_TYPE)} ${PAYLOAD_TYPE} ${payload.length} `;
  return Buffer.concat([Buffer.from(head, 'utf8'), payload]);
}

function descriptor({ name, sha256 }: Digested) {
  return { name, digest: { sha256 } };
}
