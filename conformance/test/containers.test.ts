import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Program, ROOT, runProgram, startProgram } from '../src/bench/program.ts';
import { BROKEN_COMPOSES, BROKEN_DOCKERFILES } from './containers/broken.ts';
import { parseCompose, wanted } from './containers/compose.ts';
import { COMPOSE_RULES, type Images, serviceOf } from './containers/compose-rules.ts';
import { execForm, healthCheck, parseDockerfile, said } from './containers/dockerfile.ts';
import { DOCKERFILE_RULES, type Surroundings } from './containers/dockerfile-rules.ts';

const DOCKERFILES = [
  'simulator/Dockerfile',
  'reference-impl/Dockerfile',
  'conformance/src/containers/front-door/Dockerfile',
];
const SHOP_DOCKERFILE = 'reference-impl/Dockerfile';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const composeText = read('docker-compose.yml');
const compose = parseCompose(composeText);
const dockerfiles = new Map(DOCKERFILES.map((path) => [path, parseDockerfile(path, read(path))] as const));
const scratch = mkdtempSync(join(tmpdir(), 'assay-containers-'));

let images: Images;

beforeAll(async () => {
  const described = DOCKERFILES.map(async (path) => {
    const { stdout } = await runProgram({ args: [programOf(path), '--help'], endsWithinMs: 20_000 });
    return [path, { dockerfile: dockerfileAt(path), help: stdout }] as const;
  });
  images = new Map(await Promise.all(described));
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('the compose file is one by the Compose Specification, and the specification notices a slip', () => {
  const { $schema: _, ...schema } = JSON.parse(read('conformance/test/containers/compose-spec/schema.json'));
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  validate(compose);
  expect(validate.errors ?? []).toEqual([]);
  for (const slip of ['readonly: true', 'cap_drop: ALL', 'depends_on: { simulator: { condition: healthy } }']) {
    expect(validate(parseCompose(composeText.replace('    networks:', `    ${slip}\n    networks:`))), slip).toBe(
      false,
    );
  }
});

for (const { promise, objections } of COMPOSE_RULES) {
  test(`the compose file ${promise}`, () => expect(objections(compose, images)).toEqual([]));
}

for (const [what, promised, change] of BROKEN_COMPOSES) {
  test(`a compose file with ${what} breaks its promise`, () => {
    const broken = structuredClone(compose);
    change(broken);
    expect(ruleOf(COMPOSE_RULES, promised).objections(broken, images)).not.toEqual([]);
  });
}

for (const path of DOCKERFILES) {
  for (const { promise, objections } of DOCKERFILE_RULES) {
    test(`${path} ${promise}`, () => expect(objections(dockerfileAt(path), surroundings(path))).toEqual([]));
  }
}

for (const [what, promised, from, to] of BROKEN_DOCKERFILES) {
  test(`a Dockerfile with ${what} breaks its promise`, () => {
    const text = read(SHOP_DOCKERFILE).replace(from, to);
    expect(text).not.toBe(read(SHOP_DOCKERFILE));
    const { objections } = ruleOf(DOCKERFILE_RULES, promised);
    expect(objections(parseDockerfile(SHOP_DOCKERFILE, text), surroundings(SHOP_DOCKERFILE))).not.toEqual([]);
  });
}

test('every promise is broken by a mistake', () => {
  const unbroken = (
    rules: readonly Readonly<{ promise: string }>[],
    broken: readonly (readonly [string, string, ...unknown[]])[],
  ) => rules.filter(({ promise }) => !broken.some(([, part]) => promise.includes(part)));
  expect(unbroken(COMPOSE_RULES, BROKEN_COMPOSES)).toEqual([]);
  expect(unbroken(DOCKERFILE_RULES, BROKEN_DOCKERFILES)).toEqual([]);
});

test('what is said when a variable is missing says what to set', () => {
  const says = [...wanted(composeText)];
  expect(says.map(([name]) => name)).toEqual([
    'ASSAY_CONTROL_TOKEN',
    'STAGING_ADMINISTRATOR_PASSWORD',
    'LIVE_ADMINISTRATOR_PASSWORD',
  ]);
  for (const [, message] of says) expect(message).toMatch(/needs .*\d+.* characters/);
});

// Where each program's container differs from this machine: ports that are free, and files that may be written.
const HERE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  simulator: {
    ASSAY_HOST: '127.0.0.1',
    ASSAY_CONTROL_PORT: '0',
    ASSAY_ENVIRONMENT: 'sandbox:test:0,testing:test:0,production:live:0',
    ASSAY_DATABASE: ':memory:',
  },
  'staging-shop': {
    SHOP_HOST: '127.0.0.1',
    SHOP_PORT: '0',
    SHOP_DATABASE: ':memory:',
    SHOP_KEY_FILE: join(scratch, 'staging.key'),
  },
  'live-shop': {
    SHOP_HOST: '127.0.0.1',
    SHOP_PORT: '0',
    SHOP_DATABASE: ':memory:',
    SHOP_KEY_FILE: join(scratch, 'live.key'),
  },
  'live-door': { FRONT_DOOR_HOST: '127.0.0.1', FRONT_DOOR_FORWARD: '0=live-shop:4130' },
};
// What the health check of each image has to be told here about the port that was free.
const HEALTH_PORT: Readonly<Record<string, (port: string) => Readonly<Record<string, string>>>> = {
  simulator: (port) => ({ ASSAY_CONTROL_PORT: port }),
  'staging-shop': (port) => ({ SHOP_PORT: port }),
  'live-shop': (port) => ({ SHOP_PORT: port }),
  'live-door': (port) => ({ FRONT_DOOR_FORWARD: `${port}=live-shop:4130` }),
};

for (const [name, here] of Object.entries(HERE)) {
  test(`${name} starts with the variables of its service, and its health check tells whether it is there`, async () => {
    const { build, environment: given = {} } = serviceOf(compose, name);
    const path = build?.dockerfile ?? '';
    const environment = { ...filledIn(given), ...here };
    const program = await startProgram({ args: [programOf(path), '--json'], environment });
    const told = HEALTH_PORT[name]?.(portOf(program)) ?? {};
    const check = () => {
      const [, ...args] = healthCheck(dockerfileAt(path)) ?? [];
      return runProgram({ args, environment: { ...environment, ...told }, endsWithinMs: 10_000 });
    };
    expect((await check()).code).toBe(0);
    await program.stop();
    expect((await check()).code).toBe(1);
  });
}

function filledIn(environment: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(environment);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value.replace(/\$\{\w+:\?[^}]*\}/, 'something-secret')]),
  );
}

function portOf({ ready }: Program): string {
  const { control, url, ports } = ready;
  if (Array.isArray(ports)) return String(ports[0]);
  return new URL(String(control ?? url)).port;
}

function programOf(path: string): string {
  return execForm(said(dockerfileAt(path), 'CMD', 'image')[0])?.[1] ?? '';
}

function dockerfileAt(path: string) {
  const dockerfile = dockerfiles.get(path);
  if (dockerfile === undefined) throw new Error(`there is no ${path}`);
  return dockerfile;
}

function surroundings(path: string): Surroundings {
  return {
    has: (file) => existsSync(join(ROOT, file)),
    ignore: read('.dockerignore').split('\n'),
    packageIn: (folder) =>
      existsSync(join(ROOT, folder, 'package.json')) ? JSON.parse(read(`${folder}/package.json`)).name : undefined,
    help: images.get(path)?.help ?? '',
  };
}

function ruleOf<Rule extends Readonly<{ promise: string }>>(rules: readonly Rule[], part: string): Rule {
  const found = rules.filter(({ promise }) => promise.includes(part));
  const [rule] = found;
  if (rule === undefined || found.length > 1) throw new Error(`${found.length} rules promise "${part}"`);
  return rule;
}
