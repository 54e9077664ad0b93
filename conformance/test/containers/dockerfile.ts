/** One instruction, with its continued lines joined. */
type Instruction = Readonly<{ keyword: string; rest: string }>;

/** A Dockerfile by its stages; the last one is the image. */
export type Dockerfile = Readonly<{ path: string; stages: readonly (readonly Instruction[])[] }>;

/** Reads the text of a Dockerfile. */
export function parseDockerfile(path: string, text: string): Dockerfile {
  const lines = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: Instruction[][] = [];
  for (const line of lines) {
    const [, keyword = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    if (keyword === 'FROM') stages.push([]);
    stages.at(-1)?.push({ keyword, rest });
  }
  return { path, stages };
}

/** Everything said by a keyword, in the image itself or in all stages. */
export function said({ stages }: Dockerfile, keyword: string, where: 'image' | 'anywhere'): readonly string[] {
  const looked = where === 'image' ? (stages.at(-1) ?? []) : stages.flat();
  return looked.filter((instruction) => instruction.keyword === keyword).map(({ rest }) => rest);
}

/** A command in the form that needs no shell, or nothing when it has another form. */
export function execForm(text: string | undefined): readonly string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text ?? '');
    return Array.isArray(parsed) && parsed.every((part) => typeof part === 'string') ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The command of the health check. */
export function healthCheck(dockerfile: Dockerfile): readonly string[] | undefined {
  return execForm(
    said(dockerfile, 'HEALTHCHECK', 'image')
      .at(-1)
      ?.replace(/^.*?\bCMD\s+/, ''),
  );
}

/** The variables that the image sets. */
export function variablesOf(dockerfile: Dockerfile): ReadonlyMap<string, string> {
  const pairs = said(dockerfile, 'ENV', 'image').flatMap((rest) => rest.split(/\s+/));
  return new Map(pairs.map((pair) => [pair.split('=', 1)[0] ?? '', pair.replace(/^[^=]*=/, '')]));
}

/** The folders that the image declares as volumes. */
export function volumesOf(dockerfile: Dockerfile): readonly string[] {
  return said(dockerfile, 'VOLUME', 'image').flatMap((rest) => execForm(rest) ?? rest.split(/\s+/));
}

/** What is copied out of the repository, and to where. */
export function copied(
  dockerfile: Dockerfile,
  where: 'image' | 'anywhere',
): readonly Readonly<{ source: string; to: string }>[] {
  return said(dockerfile, 'COPY', where).flatMap((rest) => {
    const parts = rest.split(/\s+/);
    if (parts[0]?.startsWith('--from=')) return [];
    const to = parts.at(-1) ?? '';
    return parts.slice(0, -1).map((source) => ({ source, to }));
  });
}
