import ts from 'typescript';
import { isTest, isWritten, lineOf, nodesOf, type SourceFile, syntaxOf, type Violation } from './source.ts';

type Ban = Readonly<{
  rule: string;
  /** Calls by their whole written name, such as `Date.now`, or by their last part, such as `.listen`. */
  calls?: readonly string[];
  /** Names that may not be imported, with where from. */
  imports?: readonly Readonly<{ from: RegExp; names: RegExp }>[];
  /** `new` without an argument. */
  bareNew?: readonly string[];
  /** Properties read, by their whole written name. */
  reads?: readonly string[];
  /** The single file per workspace where it may stand. */
  allowedIn: RegExp;
  inTests: 'banned' | 'allowed';
  instead: string;
}>;

const platform = (file: string) => new RegExp(`^(simulator|conformance|reference-impl)/src/platform/${file}$`);

const BANS: readonly Ban[] = [
  {
    rule: 'one-clock',
    calls: ['Date.now', 'Date', 'performance.now', 'process.hrtime', 'process.hrtime.bigint'],
    bareNew: ['Date'],
    allowedIn: platform('clock.ts'),
    inTests: 'allowed',
    instead: 'take the time from platform/clock.ts, handed in by who calls',
  },
  {
    rule: 'one-clock',
    calls: ['setTimeout', 'setInterval', 'setImmediate'],
    imports: [{ from: /^(node:)?timers(\/promises)?$/, names: /./ }],
    allowedIn: platform('clock.ts'),
    inTests: 'banned',
    instead: 'wait for what you want through platform/clock.ts; a test never sleeps',
  },
  {
    rule: 'one-source-of-randomness',
    calls: ['Math.random', '.randomUUID', '.randomBytes', '.randomInt', '.getRandomValues'],
    imports: [{ from: /^(node:)?crypto$/, names: /^(randomUUID|randomBytes|randomInt|randomFill|randomFillSync)$/ }],
    allowedIn: platform('random.ts'),
    inTests: 'allowed',
    instead: 'take ids and chance from platform/random.ts, handed in by who calls',
  },
  {
    rule: 'one-reader-of-the-environment',
    reads: ['process.env'],
    imports: [{ from: /^(node:)?process$/, names: /^env$/ }],
    allowedIn: platform('environment-variables.ts'),
    inTests: 'banned',
    instead: 'read it in platform/environment-variables.ts and hand the value in',
  },
  {
    rule: 'one-logger',
    calls: ['pino'],
    allowedIn: platform('log.ts'),
    inTests: 'banned',
    instead: 'take the log as a parameter; platform/log.ts makes it, with its redaction',
  },
  {
    rule: 'only-main-and-app-construct',
    calls: ['.listen'],
    allowedIn: /\/(main|src\/app|src\/http\/serve)\.ts$/,
    inTests: 'allowed',
    instead: 'hand the application to main.ts or http/serve.ts, which binds it',
  },
  {
    rule: 'only-stores-open-databases',
    imports: [
      { from: /^node:sqlite$/, names: /^DatabaseSync$/ },
      { from: /^pg$/, names: /^(Pool|Client)$/ },
    ],
    allowedIn: /\/src\/(store\/(sqlite|postgres)|load\/baseline\/main|scenarios\/shop-database)\.ts$/,
    inTests: 'allowed',
    instead: 'go through the store interface',
  },
];

/** Calls that belong in one file each: clock, randomness, environment, log, sockets, databases. */
export function bannedCalls(file: SourceFile): readonly Violation[] {
  if (!isWritten(file.path)) return [];
  const tree = syntaxOf(file);
  const bans = BANS.filter(
    (ban) => !ban.allowedIn.test(file.path) && !(isTest(file.path) && ban.inTests === 'allowed'),
  );
  const violations: Violation[] = [];
  for (const node of nodesOf(tree)) {
    for (const ban of bans) {
      const found = offence(node, ban);
      if (found === undefined) continue;
      violations.push({ path: file.path, line: lineOf(node, tree), rule: ban.rule, found, instead: ban.instead });
    }
  }
  return violations;
}

function offence(node: ts.Node, ban: Ban): string | undefined {
  if (ts.isCallExpression(node)) {
    const name = writtenName(node.expression);
    const banned = ban.calls?.some((call) => (call.startsWith('.') ? `.${name}`.endsWith(call) : call === name));
    return banned ? `${name}(…)` : undefined;
  }
  if (ts.isNewExpression(node)) {
    const name = writtenName(node.expression);
    return (node.arguments?.length ?? 0) === 0 && ban.bareNew?.includes(name) ? `new ${name}()` : undefined;
  }
  if (ts.isPropertyAccessExpression(node) && ban.reads?.includes(writtenName(node))) return writtenName(node);
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return bannedImport(node, node.moduleSpecifier.text, ban);
  }
  return undefined;
}

function bannedImport(node: ts.ImportDeclaration, from: string, ban: Ban): string | undefined {
  if (!node.importClause || node.importClause.isTypeOnly) return undefined;
  const bindings = node.importClause.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements.filter((name) => !name.isTypeOnly) : [];
  const names = named.map((element) => (element.propertyName ?? element.name).text);
  if (node.importClause.name || (bindings && ts.isNamespaceImport(bindings))) names.push('*');
  const banned = names.find((name) => ban.imports?.some((rule) => rule.from.test(from) && rule.names.test(name)));
  return banned === undefined ? undefined : `imports ${banned} from ${from}`;
}

/** `a.b.c` as it is written, `globalThis.` left out; empty for anything more complicated. */
function writtenName(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  if (!ts.isPropertyAccessExpression(node)) return '';
  const left = writtenName(node.expression);
  return left === 'globalThis' ? node.name.text : `${left}.${node.name.text}`;
}
