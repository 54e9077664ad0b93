import { basename } from 'node:path/posix';
import { copied, type Dockerfile, execForm, healthCheck, said, variablesOf, volumesOf } from './dockerfile.ts';

/** What a Dockerfile is held against. */
export type Surroundings = Readonly<{
  /** Whether the repository has this file or folder. */
  has: (path: string) => boolean;
  /** The lines of `.dockerignore`. */
  ignore: readonly string[];
  /** The name of the package whose folder this is. */
  packageIn: (folder: string) => string | undefined;
  /** What the program of a Dockerfile says about itself. */
  help: string;
}>;

/** What a Dockerfile promises, and what speaks against it. */
export type DockerfileRule = Readonly<{
  promise: string;
  objections: (dockerfile: Dockerfile, surroundings: Surroundings) => readonly string[];
}>;

const SECRET = /(TOKEN|PASSWORD|SECRET|CREDENTIAL|KEY)$/;

/** What all Dockerfiles of the repository promise. */
export const DOCKERFILE_RULES: readonly DockerfileRule[] = [
  {
    promise: 'stands on the Node that Assay runs on, without what only building takes',
    objections: (dockerfile) => said(dockerfile, 'FROM', 'anywhere').filter((from) => !/^node:24-slim( |$)/.test(from)),
  },
  {
    promise: 'runs as somebody other than root',
    objections(dockerfile) {
      const user = said(dockerfile, 'USER', 'image').at(-1);
      return user === undefined || /^(root|0)(:|$)/.test(user) ? [`USER ${user}`] : [];
    },
  },
  {
    promise: 'can say how it is, without a shell',
    objections: (dockerfile) => (healthCheck(dockerfile)?.[0] === 'node' ? [] : ['no HEALTHCHECK CMD ["node", …]']),
  },
  {
    promise: 'starts a program that is in it, without a shell',
    objections(dockerfile, { has }) {
      const command = execForm(said(dockerfile, 'CMD', 'image')[0]) ?? [];
      const [program, script = ''] = command;
      const comesBy = copied(dockerfile, 'image').filter(({ source, to }) => {
        if (to.endsWith('/')) return to + basename(source) === script;
        return script.startsWith(`${to}/`) && has(source + script.slice(to.length));
      });
      return program === 'node' && comesBy.length > 0 ? [] : [`it starts ${command.join(' ')}`];
    },
  },
  {
    promise: 'copies only what there is and what .dockerignore lets through',
    objections: (dockerfile, { has, ignore }) => [
      ...said(dockerfile, 'ADD', 'anywhere').map((rest) => `ADD ${rest}`),
      ...copied(dockerfile, 'anywhere').flatMap(({ source }) => {
        if (!has(source)) return [`${source} is not there`];
        return ignore.includes(`!${source}`) ? [] : [`${source} is left out by .dockerignore`];
      }),
    ],
  },
  {
    promise: 'holds no secret, and asks for none while it is built',
    objections: (dockerfile) => [
      ...said(dockerfile, 'ARG', 'anywhere').map((rest) => `ARG ${rest}`),
      ...[...variablesOf(dockerfile).keys()].filter((name) => SECRET.test(name)),
    ],
  },
  {
    promise: 'sets only variables that its program knows',
    objections: (dockerfile, { help }) =>
      [...variablesOf(dockerfile).keys()].filter((name) => name !== 'NODE_ENV' && !knows(help, name)),
  },
  {
    promise: 'keeps what it has to remember in volumes that its user may write',
    objections(dockerfile) {
      const files = [...variablesOf(dockerfile).values()].filter((value) => value.startsWith('/'));
      const prepared = said(dockerfile, 'RUN', 'image').join('\n');
      return files
        .map((file) => file.slice(0, file.lastIndexOf('/')))
        .filter((folder) => {
          const owned = new RegExp(`chown node:node[^&]*${folder}\\b`).test(prepared);
          return !owned || !volumesOf(dockerfile).includes(folder);
        });
    },
  },
  {
    promise: 'installs what its own workspace needs to run, nothing else, and runs no install script',
    objections(dockerfile, { packageIn }) {
      const name = packageIn(dockerfile.path.replace(/\/Dockerfile$/, ''));
      const wanted = `npm ci --omit=dev --ignore-scripts --workspace ${name}`;
      const installs = said(dockerfile, 'RUN', 'anywhere').filter((run) => /\bnpm\b/.test(run));
      const inImage = said(dockerfile, 'RUN', 'image').filter((run) => /\bnpm\b/.test(run));
      return [...installs.filter((run) => run !== wanted), ...inImage];
    },
  },
];

/** Whether a help text names a variable. */
export function knows(help: string, variable: string): boolean {
  return new RegExp(`\\b${variable}\\b`).test(help);
}
