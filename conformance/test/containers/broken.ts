import type { Compose, Service } from './compose.ts';
import { serviceOf } from './compose-rules.ts';

/** A mistake in the compose file, and the promise that it breaks. */
export type BrokenCompose = readonly [what: string, promise: string, change: (compose: Compose) => void];

const change = (name: string, to: Partial<Service>) => (compose: Compose) => {
  Object.assign(serviceOf(compose, name), to);
};
const variable = (name: string, more: Record<string, string>) => (compose: Compose) => {
  const service = serviceOf(compose, name);
  service.environment = { ...service.environment, ...more };
};
const fromOutside = (expression: string) => `\${${expression}}`;
const without = (name: string, key: string) => (compose: Compose) => {
  delete serviceOf(compose, name)[key];
};

/** One mistake at least for every promise. */
export const BROKEN_COMPOSES: readonly BrokenCompose[] = [
  ['a port on every address', 'publishes on the loopback', change('live-door', { ports: ['4130:4130'] })],
  [
    'a port on the address of the machine',
    'publishes on the loopback',
    change('live-door', { ports: ['0.0.0.0:4130:4130'] }),
  ],
  [
    'a shop on a network that leads out',
    'internal networks',
    change('live-shop', { networks: ['production', 'outside'] }),
  ],
  ['a shop on the default network', 'internal networks', without('staging-shop', 'networks')],
  ['a shop on the network of this machine', 'internal networks', change('staging-shop', { network_mode: 'host' })],
  [
    'a network that has become open',
    'internal networks',
    ({ networks }) => void Object.assign(networks, { sandbox: {} }),
  ],
  ['one network for both shops', 'share no network', change('live-shop', { networks: ['sandbox'] })],
  [
    'one volume for both shops',
    'share no network',
    change('live-shop', { volumes: ['live-data:/data', 'staging-key:/key'] }),
  ],
  [
    'one password for both shops',
    'share no network',
    variable('live-shop', { SHOP_ADMINISTRATOR_PASSWORD: fromOutside('STAGING_ADMINISTRATOR_PASSWORD:?say it') }),
  ],
  [
    'one door for both shops',
    'a door that the other shop cannot reach',
    variable('staging-door', { FRONT_DOOR_FORWARD: '4110=staging-shop:4110,4130=live-shop:4130' }),
  ],
  [
    'a door where the other shop is',
    'a door that the other shop cannot reach',
    change('live-door', { networks: ['sandbox', 'production', 'outside'] }),
  ],
  ['a door with a secret', 'doors hold nothing', variable('live-door', { ASSAY_CONTROL_TOKEN: 'x' })],
  ['a door with a volume', 'doors hold nothing', change('live-door', { volumes: ['live-data:/data'] })],
  [
    'a door to nowhere',
    'leads to what listens there',
    variable('live-door', { FRONT_DOOR_FORWARD: '4130=live-shop:4131' }),
  ],
  [
    'a port that leads nowhere',
    'leads to what listens there',
    change('live-door', { ports: ['127.0.0.1:4130:4130', '127.0.0.1:4140:4140'] }),
  ],
  [
    'a port of another number outside',
    'leads to what listens there',
    change('live-door', { ports: ['127.0.0.1:8130:4130'] }),
  ],
  [
    'payment pages that browsers cannot reach',
    'tells browsers',
    variable('simulator', { ASSAY_PUBLIC_URL: 'sandbox=http://simulator:4010' }),
  ],
  [
    'a shop that browsers cannot reach',
    'tells browsers',
    variable('live-shop', { SHOP_PUBLIC_URL: 'http://127.0.0.1:4131' }),
  ],
  [
    'a staging shop at the production listener',
    'its own environment',
    variable('staging-shop', { SHOP_PROVIDER: 'generic=http://simulator:4030' }),
  ],
  ['a live shop that says test', 'its own environment', variable('live-shop', { SHOP_MODE: 'test' })],
  [
    'a token that everybody knows',
    'has no secret of its own',
    variable('simulator', { ASSAY_CONTROL_TOKEN: '0123456789abcdef' }),
  ],
  [
    'a default for a password',
    'has no secret of its own',
    variable('live-shop', { SHOP_ADMINISTRATOR_PASSWORD: fromOutside('LIVE_ADMINISTRATOR_PASSWORD:-administrator') }),
  ],
  [
    'a secret that may be missing',
    'has no secret of its own',
    variable('simulator', { ASSAY_CONTROL_TOKEN: fromOutside('ASSAY_CONTROL_TOKEN') }),
  ],
  ['a variable of another name', 'sets only variables', variable('live-shop', { SHOP_ADMIN_PASSWORD: 'x' })],
  ['a file system that can be written', 'confines every container', change('live-shop', { read_only: false })],
  ['capabilities', 'confines every container', without('simulator', 'cap_drop')],
  ['a capability added', 'confines every container', change('simulator', { cap_add: ['NET_ADMIN'] })],
  ['new privileges', 'confines every container', without('live-door', 'security_opt')],
  ['root', 'confines every container', change('simulator', { user: 'root' })],
  ['no bound', 'confines every container', without('staging-shop', 'pids_limit')],
  ['a key that is forgotten', 'remembered in named volumes', change('live-shop', { volumes: ['live-data:/data'] })],
  [
    'a folder of this machine',
    'remembered in named volumes',
    change('live-shop', { volumes: ['./data:/data', 'live-key:/key'] }),
  ],
  ['a shop that does not wait', 'say that they are well', without('live-shop', 'depends_on')],
  [
    'a shop that waits for too little',
    'say that they are well',
    change('live-shop', { depends_on: { simulator: { condition: 'service_started' } } }),
  ],
  ['an image of somebody', 'builds every image here', change('simulator', { image: 'assay-simulator' })],
];

/** A mistake in a Dockerfile, and the promise that it breaks. */
export type BrokenDockerfile = readonly [what: string, promise: string, from: string | RegExp, to: string];

/** One mistake at least for every promise; each is made in the shop's Dockerfile. */
export const BROKEN_DOCKERFILES: readonly BrokenDockerfile[] = [
  ['another base', 'stands on the Node', 'FROM node:24-slim\n', 'FROM node:latest\n'],
  ['no user', 'other than root', 'USER node\n', ''],
  ['root', 'other than root', 'USER node\n', 'USER 0:0\n'],
  ['no health check', 'say how it is', /HEALTHCHECK.*\\\n.*\n/, ''],
  [
    'a health check that needs a shell',
    'say how it is',
    /(HEALTHCHECK.*\\\n).*\n/,
    '$1  CMD curl -f http://127.0.0.1:4110/health\n',
  ],
  [
    'a program that needs a shell',
    'a program that is in it',
    /CMD \["node", "reference.*/,
    'CMD node reference-impl/src/main.ts',
  ],
  ['a program that is not in it', 'a program that is in it', '"reference-impl/src/main.ts"', '"simulator/src/main.ts"'],
  ['a file that is not there', 'copies only what there is', 'COPY package.json', 'COPY settings.json'],
  ['a file that is left out', 'copies only what there is', 'COPY package.json', 'COPY README.md'],
  ['an address to fetch', 'copies only what there is', 'WORKDIR /app\nCOPY', 'ADD https://example.com/a /app\nCOPY'],
  ['a key in a layer', 'holds no secret', 'ENV NODE_ENV=production', 'ENV SHOP_SETTINGS_KEY=00 NODE_ENV=production'],
  ['a password to build with', 'holds no secret', 'WORKDIR /app\nCOPY', 'ARG SHOP_ADMINISTRATOR_PASSWORD\nCOPY'],
  ['a variable of another name', 'sets only variables', 'SHOP_HOST=', 'SHOP_ADDRESS='],
  ['a database that is forgotten', 'keeps what it has to remember', '"/data", ', ''],
  [
    'a folder that nobody may write',
    'keeps what it has to remember',
    'chown node:node /data /key',
    'chown node:node /data',
  ],
  ['what only developers need', 'what its own workspace needs', '--omit=dev ', ''],
  [
    "another workspace's packages",
    'what its own workspace needs',
    '--workspace @assay/reference-impl',
    '--workspace @assay/simulator',
  ],
  ['install scripts', 'what its own workspace needs', '--ignore-scripts ', ''],
];
