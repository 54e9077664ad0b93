import type { App } from './app.ts';
import { type Config, HELP, readConfig } from './config.ts';
import { environmentVariables } from './platform/environment-variables.ts';

const read = readConfig(process.argv.slice(2), environmentVariables(), process.execArgv);
switch (read.kind) {
  case 'help':
    console.log(HELP);
    break;
  case 'wrong':
    console.error(`assay-shop: ${read.why}`);
    process.exitCode = 2;
    break;
  case 'rotate_key':
    await rotate(read.config, read.newKey);
    break;
  case 'copy_database':
    await copy(read.from, read.to);
    break;
  case 'run':
    await run(read.config);
}

/** The shop itself, when it is known that it can be started: to load it takes longer than to say why not. */
function whole() {
  return import('./app.ts');
}

async function rotate(config: Config, newKey: Buffer | undefined): Promise<void> {
  const { rotateSettingsKey } = await whole();
  const done = await rotateSettingsKey(config, newKey).catch(complain);
  if (!done) return;
  const { resealed, alreadyNew, unreadable } = done;
  console.log(`Sealed the settings of ${resealed + alreadyNew} integrations with the new key.`);
  if (unreadable.length > 0) {
    console.log(`Neither key opens ${unreadable.join(', ')}: enter their credentials again in the back office.`);
  }
}

async function copy(from: string, to: string): Promise<void> {
  const { copyToPostgres } = await whole();
  const carried = await copyToPostgres(from, to).catch(complain);
  if (!carried) return;
  for (const { table, rows, digest } of carried) console.log(`${table}: ${rows} rows, digest ${digest.slice(0, 16)}`);
  console.log('All of it has arrived as it was. Start the shop with the new database, and keep the old one aside.');
}

function complain(error: unknown): undefined {
  console.error(`assay-shop: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function run(config: Config): Promise<void> {
  const { startApp } = await whole();
  const app = await startApp(config).catch(complain);
  if (!app) return;
  console.log(config.json ? readyLine(app) : greeting(app, config.administrator.password === undefined));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());
}

function readyLine({ url, world, administrator }: App): string {
  const { environment, mode, publicUrl } = world.deployment;
  return JSON.stringify({ ready: true, url, publicUrl, environment, mode, administrator });
}

/** A password that was given is known to whoever gave it, and this output may end up in a log. */
function greeting({ url, world, administrator }: App, drawn: boolean): string {
  const { environment, mode } = world.deployment;
  const money = mode === 'live' ? 'money is real here' : 'no real money moves here';
  return [
    `The shop of the environment "${environment}" (mode ${mode}: ${money})`,
    `  shop         ${url}/`,
    `  back office  ${url}/admin`,
    ...(administrator
      ? [
          `  sign in as   ${administrator.email}`,
          `  password     ${drawn ? `${administrator.password}   (shown this once)` : 'as it was given'}`,
        ]
      : []),
    'Stop it with Ctrl-C.',
  ].join('\n');
}
