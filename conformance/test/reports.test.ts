import { spawn } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { cli } from '../src/cli.ts';
import { EXIT_CODES } from '../src/commands/terminal.ts';
import { serveOnLoopback } from '../src/http/serve.ts';
import { starterIn } from '../src/init/starter.ts';
import { needlesOf } from '../src/oracle/canary.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-reports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = (name: string) => join(folder, name);

/** Runs a command, and gives what it printed. */
async function assay(...args: readonly string[]) {
  let said = '';
  const write = (text: string) => {
    said += text;
  };
  const exitCode = await cli(args, { write, complain: write, colors: false, command: 'assay', variables: {} });
  return { exitCode, said };
}

/** The starter, with edits that make it write every key it is given to a file, and nothing else of it different. */
function starterWith(name: string, edits: readonly (readonly [find: string, replace: string])[]): string {
  let { text } = starterIn('ts');
  for (const [find, replace] of edits) {
    expect(text.split(find)).toHaveLength(2);
    text = text.replace(find, () => replace);
  }
  writeFileSync(inFolder(name), text);
  return `stdio:node "${inFolder(name)}"`;
}

const RECEIVED = inFolder('received.ndjson');

// It goes on with the first key it was given for a shop, whatever environment the shop trades in by now, and tells its
// log and its replies about keys in several encodings.
const careless = () =>
  starterWith('careless.ts', [
    [
      "import { createInterface } from 'node:readline';",
      "import { createInterface } from 'node:readline';\nimport { appendFileSync } from 'node:fs';\nconst first = new Map<string, string>();",
    ],
    [
      'shops.set(shop.shopId, shop);',
      `shops.set(shop.shopId, shop);
  for (const { credential } of Object.values(shop.environments)) {
    const key = credential.apiKey;
    if (!first.has(shop.shopId)) first.set(shop.shopId, key);
    appendFileSync(${JSON.stringify(RECEIVED)}, JSON.stringify(key) + '\\n');
    console.error('keys', key, Buffer.from(key).toString('base64'), Buffer.from('x' + key).toString('hex'));
  }`,
    ],
    [
      "const CAPABILITIES = ['card', 'manual_capture'];",
      "const CAPABILITIES = ['card', 'manual_capture', 'environments'];",
    ],
    [
      "['capture', capture],",
      `['capture', capture],
  ['setEnvironment', ({ shopId, environment }) => {
    shops.get(shopId).active = environment;
    return { outcome: 'ok' };
  }],`,
    ],
    [`\`Bearer \${account.credential.apiKey}\``, `\`Bearer \${first.get(shopId)}\``],
    [
      "return { outcome: 'ok', paymentId };",
      "return { outcome: 'ok', paymentId, note: encodeURIComponent(first.get(shopId) ?? '') };",
    ],
  ]);

let run: Awaited<ReturnType<typeof assay>>;
let files: ReadonlyMap<string, string>;
const keys = generateKeyPairSync('ed25519');

beforeAll(async () => {
  writeFileSync(inFolder('key.pem'), keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(
    inFolder('baseline.yaml'),
    '- {requirement: CRE-03, reason: not yet}\n- {requirement: CRE-05, reason: old, until: 2020-01-01}\n',
  );
  const only = ['CRE-01', 'CRE-03', 'CRE-05'].flatMap((id) => ['--only', id]);
  const written = [
    '--report',
    inFolder('out'),
    '--sign-key',
    inFolder('key.pem'),
    '--baseline',
    inFolder('baseline.yaml'),
  ];
  run = await assay('check', '--subject', careless(), ...only, '--seed', '11', '--confirm', '1', ...written);
  const names = readdirSync(inFolder('out'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.includes('.'),
  );
  files = new Map(names.map((name) => [name, readFileSync(join(inFolder('out'), name), 'utf8')]));
}, 60_000);

test('every report is written, and a file for each failure', () => {
  const names = [...files.keys()].toSorted();
  expect(names.filter((name) => !name.startsWith('failures'))).toEqual([
    'attestation.dsse.json',
    'badge.json',
    'ctrf.json',
    'junit.xml',
    'leaks.sarif',
    'report.html',
    'run.ndjson',
    'statement.json',
    'summary.md',
  ]);
  const failed = [...run.said.matchAll(/^([A-Z]{3}-\d\d) .* (FAILED|UNTESTABLE)/gm)].map(([, id]) => `${id}.json`);
  expect(names.filter((name) => name.startsWith('failures')).map((name) => basename(name))).toEqual(failed.toSorted());
  expect(failed).toEqual(expect.arrayContaining(['CRE-01.json', 'CRE-03.json']));
});

test('no secret is in any of them, in any encoding, nor on the console', () => {
  const secrets: readonly string[] = readFileSync(RECEIVED, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(new Set(secrets).size).toBeGreaterThan(3);
  const envelope = JSON.parse(files.get('attestation.dsse.json') ?? '');
  const texts = new Map([
    ...files,
    ['console', run.said],
    ['signed', Buffer.from(envelope.payload, 'base64').toString()],
  ]);
  const account = { label: 'l', nature: 'secret', environment: 'e', account: 'a' } as const;
  const needles = secrets.flatMap((text) => needlesOf({ text, ...account }));
  const leaks = [...texts].flatMap(([name, text]) => {
    const lower = text.toLowerCase();
    const found = needles.find((needle) => (needle.anyCase ? lower : text).includes(needle.text));
    return found ? [`${found.encoding} in ${name}`] : [];
  });
  expect(leaks).toEqual([]);
  for (const name of ['report.html', 'run.ndjson', 'junit.xml']) expect(files.get(name)).toContain('‹API key');
});

test('what crossed is marked, and what leaked has a place', () => {
  expect(run.said).toContain('CROSSING');
  expect(files.get('report.html')).toContain('CROSSING');
  const sarif = JSON.parse(files.get('leaks.sarif') ?? '');
  const places = sarif.runs[0].results.map(
    (result: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
      result.locations[0]?.physicalLocation.artifactLocation.uri,
  );
  expect(places.length).toBeGreaterThan(0);
  for (const place of places) expect(place).toMatch(/^subject\/standard-(error|output)/);
});

test('a baseline excuses what it names, and fails for what it does not', () => {
  expect(run.exitCode).toBe(EXIT_CODES.not_conforming);
  expect(run.said).toMatch(/CRE-03 .*FAILED {2}known: not yet/);
  expect(run.said).toContain('BASELINE CRE-05 was to be put up with until 2020-01-01');
});

test('what is attested are the bytes that were tested, and the signature covers them', () => {
  const { payloadType, payload, signatures } = JSON.parse(files.get('attestation.dsse.json') ?? '');
  const bytes = Buffer.from(payload, 'base64');
  const signed = Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${bytes.length} `), bytes]);
  const key = createPublicKey(keys.publicKey.export({ type: 'spki', format: 'pem' }));
  expect(verify(null, signed, key, Buffer.from(signatures[0].sig, 'base64'))).toBe(true);
  expect(JSON.parse(bytes.toString())).toMatchObject({
    subject: [{ name: 'careless.ts' }],
    predicate: { result: 'FAILED', failedTests: expect.arrayContaining(['CRE-01', 'CRE-03']) },
  });
});

/** A service that hands every request on to a subject on standard input and output; each `initialize` starts it anew. */
async function service(file: string): Promise<string> {
  let child: ReturnType<typeof spawn> | undefined;
  const waiting: ((line: string) => void)[] = [];
  const served = await serveOnLoopback((request, response) => {
    let body = '';
    request.on('data', (text: Buffer) => {
      body += text.toString();
    });
    request.on('end', () => {
      if (JSON.parse(body).method === 'initialize') {
        child?.kill();
        child = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'ignore'] });
        if (!child.stdout) throw new Error('the subject has no standard output');
        createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line));
      }
      waiting.push((line) => response.end(line));
      child?.stdin?.write(`${body}\n`);
    });
  });
  onTestFinished(async () => {
    child?.kill();
    await served.close();
  });
  return served.url;
}

test('a failure is replayed from its file, here against a mended subject that is a service', {
  timeout: 60_000,
}, async () => {
  starterWith('mended.ts', [
    [
      'shops.set(shop.shopId, shop);',
      `for (const [name, { credential }] of Object.entries(shop.environments)) {
    if (!credential.apiKey.startsWith(\`gsk_\${name}_\`)) return { outcome: 'failed', code: 'config.environment_mismatch' };
  }
  shops.set(shop.shopId, shop);`,
    ],
  ]);
  const failure = join(inFolder('out'), 'failures', 'CRE-03.json');
  const { exitCode, said } = await assay('replay', failure, '--subject', await service(inFolder('mended.ts')));
  expect(said).toContain('seed 11');
  expect(said).toMatch(/CRE-03 .* passed\n/);
  expect(exitCode).toBe(EXIT_CODES.conforming);
});
