import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

/** A file that is derived from a specification and committed, so that nobody needs the generator to run Assay. */
export type GeneratedFile = Readonly<{ path: string; text: string }>;

/** Which specification is written where: types for everyone who speaks it, the document itself for who serves it. */
const TARGETS: readonly Readonly<{ spec: string; types: readonly string[]; documents: readonly string[] }>[] = [
  {
    spec: 'generic',
    types: [
      'simulator/src/dialects/generic/wire.d.ts',
      'reference-impl/src/providers/generic/wire.d.ts',
      'conformance/src/bench/generic.wire.d.ts',
    ],
    documents: ['simulator/src/dialects/generic/wire.json', 'conformance/src/bench/generic.wire.json'],
  },
  {
    spec: 'stripe',
    types: ['simulator/src/dialects/stripe/wire.d.ts'],
    documents: ['simulator/src/dialects/stripe/wire.json'],
  },
  {
    spec: 'paypal',
    types: ['simulator/src/dialects/paypal/wire.d.ts'],
    documents: ['simulator/src/dialects/paypal/wire.json'],
  },
  {
    spec: 'control',
    types: ['simulator/src/control/wire.d.ts', 'conformance/src/bench/control.wire.d.ts'],
    documents: ['simulator/src/control/wire.json', 'conformance/src/bench/control.wire.json'],
  },
  {
    spec: 'shop',
    types: ['reference-impl/src/api/wire.d.ts', 'conformance/src/bench/shop.wire.d.ts'],
    documents: ['reference-impl/src/api/wire.json', 'conformance/src/bench/shop.wire.json'],
  },
];

/** Where a field with a default is always there, because what is read has been filled in by then. */
const FILLS_DEFAULTS: ReadonlySet<string> = new Set(['reference-impl/src/api/wire.d.ts']);

/** JSON Schemas whose `$defs` are written as types in the same way. */
const SCHEMAS: readonly Readonly<{ schema: string; types: readonly string[] }>[] = [
  { schema: 'subject-protocol', types: ['conformance/src/bench/subject-protocol.wire.d.ts'] },
];

const HEADER = (file: string) => `// Generated from specs/${file} by \`npm run generate\`. Do not edit.\n`;

/** Every generated file with the text it has to have. */
export async function generated(): Promise<readonly GeneratedFile[]> {
  const files: GeneratedFile[] = [];
  for (const { spec, types, documents } of TARGETS) {
    const source = new URL(`../../../specs/${spec}.openapi.yaml`, import.meta.url);
    if (!existsSync(source)) continue;
    const document = parse(await readFile(source, 'utf8'));
    const json = `${JSON.stringify(document, null, 1)}\n`;
    for (const path of types) {
      const options = { defaultNonNullable: FILLS_DEFAULTS.has(path) };
      const declaration = astToString(await openapiTypescript(structuredClone(document), options));
      files.push({ path: fromRoot(path), text: HEADER(`${spec}.openapi.yaml`) + declaration });
    }
    for (const path of documents) files.push({ path: fromRoot(path), text: json });
  }
  for (const { schema, types } of SCHEMAS) {
    const source = await readFile(new URL(`../../../specs/${schema}.schema.json`, import.meta.url), 'utf8');
    const { title, $defs } = JSON.parse(source.replaceAll('#/$defs/', '#/components/schemas/'));
    const info = { title, version: '2026-12' };
    const document = { openapi: '3.1.0', info, paths: {}, components: { schemas: $defs } };
    const declaration = HEADER(`${schema}.schema.json`) + astToString(await openapiTypescript(document));
    for (const path of types) files.push({ path: fromRoot(path), text: declaration });
  }
  files.push(await situationTable());
  return files;
}

const SITUATIONS = 'scenarios/situations';
const TABLE = /(<!-- table: .*? -->\n).*(<!-- \/table -->)/s;

/** The README of the situations with the table of them, each with the incident that it stands for. */
async function situationTable(): Promise<GeneratedFile> {
  const folder = fromRoot(`${SITUATIONS}/`);
  const names = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).toSorted();
  const rows = names.map(async (file) => {
    const { name, about } = parse(await readFile(`${folder}${file}`, 'utf8'));
    return `| [${name}](${file}) | ${about} |\n`;
  });
  const table = `| situation | the incident |\n|---|---|\n${(await Promise.all(rows)).join('')}`;
  const path = fromRoot(`${SITUATIONS}/README.md`);
  const text = await readFile(path, 'utf8');
  return { path, text: text.replace(TABLE, (_, begin: string, end: string) => `${begin}${table}${end}`) };
}

function fromRoot(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}
