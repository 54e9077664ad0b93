import { type Compose, forwards, published, type Service, usedBy, wanted } from './compose.ts';
import { type Dockerfile, healthCheck, volumesOf } from './dockerfile.ts';
import { knows } from './dockerfile-rules.ts';

/** The images that services are built from, by the path of their Dockerfile. */
export type Images = ReadonlyMap<string, Readonly<{ dockerfile: Dockerfile; help: string }>>;

/** What the compose file promises, and what speaks against it. */
export type ComposeRule = Readonly<{
  promise: string;
  objections: (compose: Compose, images: Images) => readonly string[];
}>;

const SHOPS = {
  'staging-shop': { environment: 'sandbox', mode: 'test', provider: '4010', port: '4110' },
  'live-shop': { environment: 'production', mode: 'live', provider: '4030', port: '4130' },
} as const;
const PROGRAMS = ['simulator', ...Object.keys(SHOPS)];
const LOOPBACK = '127.0.0.1';
const SECRET = /(TOKEN|PASSWORD|SECRET|CREDENTIAL|KEY)$/;

/** What docker-compose.yml promises. */
export const COMPOSE_RULES: readonly ComposeRule[] = [
  {
    promise: 'publishes on the loopback address only',
    objections: ({ services }) =>
      Object.values(services)
        .flatMap(({ ports = [] }) => ports)
        .filter((port) => published(port).address !== LOOPBACK),
  },
  {
    promise: 'keeps simulator and shops on internal networks, so that they reach nothing outside',
    objections: (compose) =>
      PROGRAMS.flatMap((name) => {
        const service = serviceOf(compose, name);
        const outward = usedBy(service).networks.filter((network) => compose.networks[network]?.internal !== true);
        const none = usedBy(service).networks.length === 0;
        return [...outward, ...(none || service.network_mode !== undefined ? ['the default network'] : [])].map(
          (network) => `${name} is on ${network}`,
        );
      }),
  },
  {
    promise: 'lets staging and live share no network, volume or secret',
    objections(compose) {
      const staging = usedBy(serviceOf(compose, 'staging-shop'));
      const live = usedBy(serviceOf(compose, 'live-shop'));
      return (['networks', 'volumes', 'variables'] as const).flatMap((kind) =>
        staging[kind].filter((used) => live[kind].includes(used)),
      );
    },
  },
  {
    promise: 'gives each shop one way out to people, a door that the other shop cannot reach',
    objections: (compose) =>
      Object.entries(compose.services).flatMap(([name, service]) => {
        const leadsTo = [...new Set(forwards(service).map((forward) => forward.service))];
        if (leadsTo.length > 1) return [`${name} leads to ${leadsTo.join(' and ')}`];
        const strangers = Object.keys(SHOPS).filter((shop) => shop !== leadsTo[0]);
        return strangers
          .filter((shop) => leadsTo.length > 0 && share(service, serviceOf(compose, shop)))
          .map((shop) => `${shop} reaches ${name}`);
      }),
  },
  {
    promise: 'lets doors hold nothing: no secret, no volume',
    objections: ({ services }) =>
      Object.entries(services)
        .filter(([name]) => !PROGRAMS.includes(name))
        .filter(([, { environment, volumes }]) => {
          return volumes !== undefined || Object.keys(environment ?? {}).join() !== 'FRONT_DOOR_FORWARD';
        })
        .map(([name]) => name),
  },
  {
    promise: 'publishes what its doors lead to, and leads to what listens there',
    objections: ({ services }) =>
      Object.entries(services).flatMap(([name, service]) => {
        const leads = forwards(service);
        const open = (service.ports ?? []).map(published);
        const astray = leads.filter(({ service: to, to: port }) => !listensOn(to).includes(port) || !(to in services));
        const unequal =
          [...open.map(({ inside }) => inside)].toSorted().join() !==
          leads
            .map(({ port }) => port)
            .toSorted()
            .join();
        return [
          ...astray.map(({ service: to, to: port }) => `${name} leads to ${to}:${port}`),
          ...(unequal ? [`${name} publishes other ports than it passes on`] : []),
          ...open
            .filter(({ inside, outside }) => inside !== outside)
            .map(({ outside }) => `${outside} is another inside`),
        ];
      }),
  },
  {
    promise: 'tells browsers addresses that are published',
    objections(compose) {
      const open = Object.values(compose.services).flatMap(({ ports = [] }) =>
        ports.map((port) => published(port).outside),
      );
      const told = Object.values(compose.services).flatMap(({ environment = {} }) =>
        [environment.ASSAY_PUBLIC_URL, environment.SHOP_PUBLIC_URL].flatMap(
          (value) => value?.match(/http[^,]*/g) ?? [],
        ),
      );
      const missing = told.length === 5 ? [] : [`${told.length} addresses in place of one per environment and shop`];
      return [
        ...missing,
        ...told.filter((url) => new URL(url).hostname !== LOOPBACK || !open.includes(new URL(url).port)),
      ];
    },
  },
  {
    promise: 'puts each shop into its own environment, beside the listener of that environment',
    objections: (compose) =>
      Object.entries(SHOPS).flatMap(([name, { environment, mode, provider, port }]) => {
        const expected = {
          SHOP_ENVIRONMENT: environment,
          SHOP_MODE: mode,
          SHOP_PROVIDER: [
            ...['generic', 'stripe', 'paypal'].map((type) => `${type}=http://simulator:${provider}`),
            `payflow=http://simulator:${provider}/payflow`,
          ].join(),
          SHOP_PORT: port,
        };
        const told = serviceOf(compose, name).environment ?? {};
        return Object.entries(expected)
          .filter(([variable, value]) => told[variable] !== value)
          .map(([variable, value]) => `${name}: ${variable} is ${told[variable]}, not ${value}`);
      }),
  },
  {
    promise: 'has no secret of its own, and says what is missing when it is not given one',
    objections: (compose) => [
      ...Object.values(compose.services).flatMap(({ environment = {} }) =>
        Object.entries(environment)
          .filter(([name, value]) => SECRET.test(name) && !/^\$\{\w+:\?[^}]+\}$/.test(value))
          .map(([name]) => name),
      ),
      ...[...wanted(JSON.stringify(compose))].filter(([, says]) => says === '').map(([name]) => name),
      ...[
        'simulator:ASSAY_CONTROL_TOKEN',
        'staging-shop:SHOP_ADMINISTRATOR_PASSWORD',
        'live-shop:SHOP_ADMINISTRATOR_PASSWORD',
      ]
        .map((needed) => needed.split(':'))
        .filter(([name = '', variable = '']) => serviceOf(compose, name).environment?.[variable] === undefined)
        .map((needed) => `${needed.join(' ')} is left to chance`),
    ],
  },
  {
    promise: 'sets only variables that the program knows',
    objections: (compose, images) =>
      Object.entries(compose.services).flatMap(([name, service]) =>
        Object.keys(service.environment ?? {})
          .filter((variable) => !knows(imageOf(service, images)?.help ?? '', variable))
          .map((variable) => `${name}: ${variable}`),
      ),
  },
  {
    promise: 'confines every container: nothing to write but volumes, no capability, no new privilege, bounded',
    objections: ({ services }) =>
      Object.entries(services).flatMap(([name, service]) => {
        const lacks = [
          service.read_only === true ? [] : ['read_only'],
          service.cap_drop?.includes('ALL') && service.cap_add === undefined ? [] : ['cap_drop'],
          service.security_opt?.includes('no-new-privileges:true') ? [] : ['no-new-privileges'],
          service.pids_limit !== undefined && service.mem_limit !== undefined ? [] : ['limits'],
          service.privileged === undefined && service.user === undefined ? [] : ['the user of its image'],
        ];
        return lacks.flat().map((what) => `${name} lacks ${what}`);
      }),
  },
  {
    promise: 'keeps what has to be remembered in named volumes, each used by one service',
    objections(compose, images) {
      const used = Object.values(compose.services).flatMap((service) => usedBy(service).volumes);
      const twice = used.filter((volume, index) => used.indexOf(volume) !== index);
      const undeclared = used.filter((volume) => !(volume in compose.volumes));
      const forgetful = Object.entries(compose.services).flatMap(([name, service]) => {
        const at = (service.volumes ?? []).map((volume) => volume.split(':')[1]);
        const image = imageOf(service, images)?.dockerfile;
        return (image === undefined ? [] : volumesOf(image))
          .filter((folder) => !at.includes(folder))
          .map((folder) => `${name} forgets ${folder}`);
      });
      return [...twice, ...undeclared, ...forgetful];
    },
  },
  {
    promise: 'starts each service when those it needs say that they are well',
    objections: (compose, images) =>
      Object.entries(compose.services).flatMap(([name, service]) => {
        const needs = [
          ...Object.values(service.environment ?? {}).flatMap((value) => /\/\/([a-z-]+):/.exec(value)?.[1] ?? []),
          ...forwards(service).map((forward) => forward.service),
        ];
        const missing = needs.filter((other) => !(other in (service.depends_on ?? {})));
        const hasty = Object.entries(service.depends_on ?? {}).filter(([other, { condition }]) => {
          const image = imageOf(serviceOf(compose, other), images)?.dockerfile;
          return condition !== 'service_healthy' || image === undefined || healthCheck(image) === undefined;
        });
        return [...missing, ...hasty.map(([other]) => other)].map((other) => `${name} does not wait for ${other}`);
      }),
  },
  {
    promise: 'builds every image here, and pulls none by a name that somebody else could take',
    objections: ({ services }, images) =>
      Object.entries(services)
        .filter(
          ([, { build, image }]) => image !== undefined || build?.context !== '.' || !images.has(build.dockerfile),
        )
        .map(([name]) => name),
  },
];

/** A service by its name. */
export function serviceOf({ services }: Compose, name: string): Service {
  const service = services[name];
  if (service === undefined) throw new Error(`the compose file has no service ${name}`);
  return service;
}

function imageOf({ build }: Service, images: Images) {
  return images.get(build?.dockerfile ?? '');
}

function share(left: Service, right: Service): boolean {
  return usedBy(left).networks.some((network) => usedBy(right).networks.includes(network));
}

/** The ports that a program listens on: those of the demo, which are also its defaults. */
function listensOn(service: string): readonly string[] {
  if (service === 'simulator') return ['4000', '4010', '4020', '4030'];
  return Object.entries(SHOPS).flatMap(([name, { port }]) => (name === service ? [port] : []));
}
