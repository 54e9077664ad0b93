import { type App, startApp } from './app.ts';
import { HELP, readConfig } from './config.ts';
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
  case 'run':
    await run(read.config);
}

async function run(config: Parameters<typeof startApp>[0]): Promise<void> {
  const app = await startApp(config).catch((error: unknown) => {
    console.error(`assay-shop: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
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
