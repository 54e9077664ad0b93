import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT, runProgram } from '../src/bench/program.ts';
import { PACKAGES } from '../src/pack/package-plan.ts';

// Stands for a folder in which somebody has installed both packages. The packages themselves are really unpacked there,
// outside the repository; what they depend on is linked, so that no network is needed.
const elsewhere = mkdtempSync(join(tmpdir(), 'assay-installed-'));
const modules = join(elsewhere, 'node_modules');
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

type Manifest = Readonly<{
  name: string;
  version: string;
  bin: Readonly<Record<string, string>>;
  dependencies: Readonly<Record<string, string>>;
}>;

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

async function run(program: string, ...args: readonly string[]) {
  const ended = await runProgram({ program, args, cwd: ROOT, endsWithinMs: 60_000 });
  if (ended.code !== 0) throw new Error(`${program} ${args.join(' ')}: ${JSON.stringify(ended)}`);
  return ended.stdout;
}

/** Packs the workspaces as they would be published, which compiles them first, and unpacks them where they are installed. */
async function install(): Promise<void> {
  const workspaces = PACKAGES.flatMap(({ workspace }) => ['--workspace', workspace]);
  await run('npm', 'pack', '--offline', '--pack-destination', elsewhere, ...workspaces);
  for (const { workspace } of PACKAGES) {
    const { name, version, dependencies } = manifestOf(join(ROOT, workspace));
    const folder = join(modules, name);
    mkdirSync(folder, { recursive: true });
    const packed = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
    await run('tar', '-xzf', join(elsewhere, packed), '-C', folder, '--strip-components', '1');
    for (const dependency of Object.keys(dependencies).filter((candidate) => !candidate.startsWith('@assay/'))) {
      const link = join(modules, dependency);
      mkdirSync(dirname(link), { recursive: true });
      rmSync(link, { force: true });
      symlinkSync(join(ROOT, 'node_modules', dependency), link);
    }
  }
}

/** Runs the command of an installed package, by the file that its `bin` names. */
async function command(name: string, ...args: readonly string[]) {
  for (const { workspace } of PACKAGES) {
    const folder = join(modules, manifestOf(join(ROOT, workspace)).name);
    const bin = manifestOf(folder).bin[name];
    if (bin !== undefined) {
      return runProgram({ args: [join(folder, bin), ...args], cwd: elsewhere, endsWithinMs: 60_000 });
    }
  }
  throw new Error(`no package has the command ${name}`);
}

beforeAll(install, 120_000);

test('the simulator can be installed: it explains itself', async () => {
  const { code, stdout, stderr } = await command('assay-simulator', '--help');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Usage: assay-simulator');
});

test('the harness can be installed: it knows its version and explains itself', async () => {
  expect(await command('assay', '--version')).toMatchObject({ code: 0, stdout: '0.1.0\n', stderr: '' });
  const { stdout } = await command('assay', '--help');
  expect(stdout).toContain('init [options] [folder]');
});

test('whoever has installed it writes a starter and lints it against the installed simulator', async () => {
  const { code, stdout } = await command('assay', 'init', '--language', 'ts', 'mine');
  expect({ code, stdout }).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("npx assay lint --subject 'stdio:"),
  });
  const linted = await command('assay', 'lint', '--subject', 'stdio:node mine/subject.ts');
  expect(linted.stderr).toBe('');
  expect(linted.stdout).toContain('✓ a customer can pay');
  expect(linted.code).toBe(0);
});
