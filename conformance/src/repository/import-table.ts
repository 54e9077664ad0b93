import { importsOf } from './imports.ts';
import { isTest, isWritten, type SourceFile, type Violation } from './source.ts';

/**
 * Who may import whom, by folder under `<workspace>/src`. A folder may always import from itself. `*` is any folder of
 * that place which is not named; what lies in `dialects/` or `providers/` itself (registry, interface) is `dialects`.
 */
export type ImportTable = Readonly<Record<string, readonly string[]>>;

const SIMULATED_WORLD = ['situations', 'faults', 'gate'];
const SIMULATOR_EDGE = [
  'dialects',
  'operations',
  'accounts',
  'webhooks',
  ...SIMULATED_WORLD,
  'engine',
  'http',
  'platform',
];
const SHOP_EDGE = ['checkout', 'history', 'payments', 'shop', 'access', 'platform', 'config.ts'];

/** The import tables of the three workspaces, as DESIGN gives them: arrows point inwards. */
export const IMPORT_TABLES: Readonly<Record<string, ImportTable>> = {
  simulator: {
    engine: [],
    faults: ['engine'],
    situations: ['accounts', 'engine', 'faults', 'webhooks'],
    gate: ['accounts', 'engine', 'platform', 'situations'],
    platform: ['engine'],
    accounts: ['engine', 'platform'],
    webhooks: ['accounts', 'engine', 'platform'],
    store: ['accounts', 'webhooks', 'situations', 'faults', 'engine', 'platform'],
    operations: ['accounts', 'signatures', 'store', 'webhooks', ...SIMULATED_WORLD, 'engine', 'platform'],
    http: ['operations', ...SIMULATED_WORLD, 'accounts', 'store', 'engine', 'platform'],
    dialects: ['dialects/*', ...SIMULATOR_EDGE],
    // A provider's own pages are drawn with the parts of all the others.
    'dialects/*': [...SIMULATOR_EDGE, 'pages'],
    signatures: ['engine'],
    tls: ['engine'],
    proxy: ['tls', 'http', 'operations', 'accounts', 'store', 'engine', 'platform'],
    repoint: ['platform'],
    control: [...SIMULATOR_EDGE, 'store', 'proxy', 'tls'],
    pages: SIMULATOR_EDGE,
    'config.ts': ['accounts', 'store', 'proxy', 'webhooks', 'engine', 'platform'],
  },
  'reference-impl': {
    shop: [],
    platform: ['shop'],
    access: ['shop', 'platform'],
    payments: ['shop', 'platform'],
    providers: ['providers/*', 'payments', 'shop', 'platform'],
    'providers/*': ['providers', 'payments', 'shop', 'platform'],
    checkout: ['payments', 'shop', 'access', 'platform'],
    history: ['payments', 'shop', 'access', 'platform'],
    store: ['checkout', 'history', 'payments', 'shop', 'access', 'platform'],
    http: ['access', 'payments', 'shop', 'platform'],
    api: ['http', ...SHOP_EDGE],
    storefront: ['http', ...SHOP_EDGE],
    'back-office': ['http', ...SHOP_EDGE],
    'config.ts': ['payments', 'shop', 'platform'],
  },
  conformance: {
    platform: [],
    generate: [],
    repository: ['platform'],
    http: ['platform'],
    bench: ['http', 'platform'],
    dialects: ['bench'],
    'requirement.ts': [],
    'verdict.ts': ['requirement.ts'],
    'catalogue.ts': ['requirement.ts', 'platform'],
    'baseline.ts': ['requirement.ts', 'verdict.ts'],
    oracle: [],
    subject: ['bench', 'platform'],
    run: ['bench', 'checks', 'dialects', 'mutants', 'oracle', 'subject', 'requirement.ts', 'verdict.ts', 'platform'],
    checks: ['bench', 'dialects', 'requirement.ts', 'verdict.ts'],
    properties: ['bench', 'platform'],
    mutants: ['requirement.ts', 'platform'],
    reporters: ['verdict.ts', 'requirement.ts'],
    init: ['platform'],
    export: ['verdict.ts'],
    pack: [],
    lint: ['bench', 'subject', 'platform'],
    commands: [
      ...[
        'baseline.ts',
        'bench',
        'catalogue.ts',
        'checks',
        'dialects',
        'export',
        'init',
        'lint',
        'mutants',
        'platform',
        'reporters',
      ],
      ...['requirement.ts', 'run', 'run.ts', 'subject', 'verdict.ts'],
    ],
    'bad-input': ['bench', 'platform'],
    load: ['bench', 'http', 'mutants', 'platform'],
    demo: ['bench', 'platform'],
    scenarios: ['bench', 'mutants', 'oracle', 'platform'],
  },
};

/** The only files of a workspace that may import anything of it, because they put it together. */
const COMPOSERS = ['main.ts', 'app.ts', 'run.ts', 'cli.ts'];

/** Modules that only who puts the program together may import as values; anyone may import their types. */
const CONSTRUCTED_ONLY_BY_COMPOSERS = /\/src\/(app|store\/(sqlite|postgres))\.ts$/;

/** Who sees the shapes of what is stored, as types, and yet never a store. */
const SEES_RECORDS_ONLY = ['dialects', 'dialects/*', 'pages'];

/** Imports that cross the lines between workspaces or between the folders of one. */
export function importViolations(
  file: SourceFile,
  tables: Readonly<Record<string, ImportTable>> = IMPORT_TABLES,
): readonly Violation[] {
  if (!isWritten(file.path)) return [];
  const [workspace = '', where = ''] = file.path.split('/');
  const table = tables[workspace];
  if (!table) return [];
  const violations: Violation[] = [];
  const object = (line: number, rule: string, found: string, instead: string) =>
    violations.push({ path: file.path, line, rule, found, instead });

  for (const { specifier, target, typeOnly, names, line } of importsOf(file)) {
    if (/^@assay\//.test(specifier) || (target && !target.startsWith(`${workspace}/`) && target.includes('/'))) {
      object(line, 'workspaces-meet-on-the-wire', `imports ${specifier}`, 'generate types from specs/ and speak HTTP');
      continue;
    }
    if (!target?.startsWith(`${workspace}/src/`)) continue;
    if (target.endsWith('/main.ts')) {
      object(line, 'nobody-imports-main', `imports ${specifier}`, 'start it as a program, or move the code out of it');
    }
    if (isTest(file.path) || where !== 'src') continue;
    const from = areaOf(file.path, table);
    if (isComposer(file.path)) continue;
    if (!typeOnly && CONSTRUCTED_ONLY_BY_COMPOSERS.test(target)) {
      object(line, 'only-main-and-app-construct', `imports ${specifier}`, 'take it as a parameter and import its type');
    }
    const to = areaOf(target, table);
    const allowed = table[from];
    const recordsOnly = typeOnly && names.length > 0 && !names.some((name) => name.endsWith('Store'));
    if (to === 'store' && SEES_RECORDS_ONLY.includes(from) && recordsOnly) continue;
    if (!allowed) {
      object(
        line,
        'import-table',
        `${from} is not in the table`,
        'add it to conformance/src/repository/import-table.ts',
      );
    } else if (folderOf(file.path, table) !== folderOf(target, table) && !allowed.includes(to)) {
      const may = allowed.length === 0 ? 'imports nothing but itself' : `may import ${allowed.join(', ')}`;
      object(line, 'import-table', `${from} imports ${to} (${specifier})`, `${from} ${may}; see DESIGN`);
    }
  }
  return violations;
}

/** Files that wait for each other when they are loaded: each cycle is reported once, at its first file. */
export function importCycles(files: readonly SourceFile[]): readonly Violation[] {
  const edges = new Map<string, readonly Readonly<{ target: string; line: number }>[]>();
  for (const file of files) {
    if (!isWritten(file.path)) continue;
    const targets = importsOf(file).flatMap(({ target, typeOnly, line }) =>
      target && !typeOnly ? [{ target, line }] : [],
    );
    edges.set(file.path, targets);
  }
  const violations: Violation[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (done.has(path)) return;
    for (const { target, line } of edges.get(path) ?? []) {
      const start = [...trail, path].indexOf(target);
      if (start >= 0) {
        const cycle = [...[...trail, path].slice(start), target].join(' → ');
        violations.push({ path, line, rule: 'no-import-cycles', found: cycle, instead: 'move what both need inwards' });
      } else visit(target, [...trail, path]);
    }
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return violations;
}

function isComposer(path: string): boolean {
  const [, , name = '', below] = path.split('/');
  return (below === undefined && COMPOSERS.includes(name)) || path.endsWith('/main.ts');
}

/** The row of the table a file belongs to: `dialects/*` for `…/dialects/generic/parse.ts`, `config.ts` for itself. */
function areaOf(path: string, table: ImportTable): string {
  const [, , first = '', ...rest] = path.split('/');
  return rest.length > 1 && `${first}/*` in table ? `${first}/*` : first;
}

/** The folder within which files may import each other freely: a dialect's own, else the area's. */
function folderOf(path: string, table: ImportTable): string {
  const [, , first = '', ...rest] = path.split('/');
  return rest.length > 1 && `${first}/*` in table ? `${first}/${rest[0]}` : first;
}
