import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules, stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import type { PackagePlan } from './package-plan.ts';

/** What was compiled, and what is wrong with the package if anything is. */
export type Compiled = Readonly<{ files: number; complaints: readonly string[] }>;

const NODE_MAJOR_MIN = 24;

/**
 * Compiles a workspace's program, and everything it imports, to `dist`, because Node strips no types inside
 * `node_modules`. They are stripped here as Node would, so what is published is what is tested, line by line. Every other
 * package that is imported has to be a dependency of the workspace.
 */
export function compilePackage(root: string, { workspace, bin, main, also, copied }: PackagePlan): Compiled {
  const base = join(root, workspace);
  const dist = join(base, 'dist');
  const { compiled, packages } = closureOf([main, ...also].map((source) => join(base, source)));
  rmSync(dist, { recursive: true, force: true });
  for (const [source, text] of compiled) write(join(dist, relative(base, source).replace(/\.ts$/, '.js')), text);
  for (const folder of new Set([...compiled.keys()].map((source) => dirname(source)))) {
    copyAssets(folder, join(dist, relative(base, folder)));
  }
  for (const { from, to } of copied) cpSync(join(root, from), join(dist, to), { recursive: true });
  write(join(dist, `${bin}.js`), starter(bin, main.replace(/\.ts$/, '.js')));
  return { files: compiled.size, complaints: undeclared(join(base, 'package.json'), packages) };
}

type Closure = Readonly<{ compiled: ReadonlyMap<string, string>; packages: ReadonlySet<string> }>;

/** The sources that programs are made of, each with what it compiles to, and the packages they import. */
function closureOf(entries: readonly string[]): Closure {
  const sources = new Set(entries);
  const compiled = new Map<string, string>();
  const packages = new Set<string>();
  for (const source of sources) {
    const text = stripTypeScriptTypes(readFileSync(source, 'utf8'));
    const { importedFiles } = ts.preProcessFile(text, true, true);
    for (const { fileName } of importedFiles) {
      if (!fileName.startsWith('.')) packages.add(packageOf(fileName));
      else if (fileName.endsWith('.ts')) sources.add(join(dirname(source), fileName));
    }
    compiled.set(source, withCompiledImports(text, importedFiles));
  }
  return { compiled, packages };
}

/** The text with every import of a source turned into one of what it compiles to; from the end, so that places stay. */
function withCompiledImports(text: string, imports: readonly ts.FileReference[]): string {
  return imports
    .filter(({ fileName }) => fileName.startsWith('.') && fileName.endsWith('.ts'))
    .toSorted((left, right) => right.pos - left.pos)
    .reduce((before, { fileName, pos, end }) => {
      const literal = before.slice(pos, end + 1);
      return before.slice(0, pos) + literal.replace(fileName, fileName.replace(/\.ts$/, '.js')) + before.slice(end + 1);
    }, text);
}

function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return specifier.startsWith('@') ? `${first}/${second}` : first;
}

/** Style sheets, tables and the like lie beside the sources that read them. */
function copyAssets(from: string, to: string): void {
  for (const { name } of readdirSync(from, { withFileTypes: true }).filter((entry) => entry.isFile())) {
    if (/\.ts$|Dockerfile/.test(name)) continue;
    mkdirSync(to, { recursive: true });
    cpSync(join(from, name), join(to, name));
  }
}

function undeclared(manifest: string, packages: ReadonlySet<string>): readonly string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8'));
  return [...packages]
    .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name) && !(name in dependencies))
    .map((name) => `${name} is imported and no dependency in ${manifest}`);
}

/** An older Node would stumble over something, and say something else. */
function starter(bin: string, main: string): string {
  return `#!/usr/bin/env node
if (Number(process.versions.node.split('.', 1)[0]) < ${NODE_MAJOR_MIN}) {
  console.error(\`${bin} needs Node ${NODE_MAJOR_MIN} or newer, and this is \${process.version}\`);
  process.exitCode = 2;
} else await import('./${main}');
`;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
}
