import { parse } from 'yaml';

/** A service of a compose file, as far as the rules look at it. */
export type Service = {
  build?: { context: string; dockerfile: string };
  image?: string;
  environment?: Record<string, string>;
  networks?: string[];
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  pids_limit?: number;
  mem_limit?: string;
  [other: string]: unknown;
};

/** A compose file with its anchors put in. */
export type Compose = {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, unknown>;
};

/** Reads the text of a compose file. */
export function parseCompose(text: string): Compose {
  return parse(text, { merge: true });
}

/** A port as it is published: on which address of this machine, and which port there and inside. */
export function published(port: string): Readonly<{ address: string; outside: string; inside: string }> {
  const [inside = '', outside = '', ...address] = port.split(':').toReversed();
  return { address: address.toReversed().join(':'), outside, inside };
}

/** Where a front door leads. */
export function forwards({ environment }: Service): readonly Readonly<{ port: string; service: string; to: string }>[] {
  return (environment?.FRONT_DOOR_FORWARD ?? '').split(',').flatMap((forward) => {
    const [, port = '', service = '', to = ''] = /^(\d+)=([^:]+):(\d+)$/.exec(forward) ?? [];
    return service === '' ? [] : [{ port, service, to }];
  });
}

/** The variables that whoever starts it has to set, with what they are told when they have not. */
export function wanted(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/\$\{(\w+)(?::\?([^}]*))?[^}]*\}/g)].map(([, name = '', says = '']) => [name, says]),
  );
}

/** The networks, named volumes and variables from outside that a service uses. */
export function usedBy(service: Service): Readonly<Record<'networks' | 'volumes' | 'variables', readonly string[]>> {
  return {
    networks: service.networks ?? [],
    volumes: (service.volumes ?? []).map((volume) => volume.split(':', 1)[0] ?? ''),
    variables: [...wanted(JSON.stringify(service.environment ?? {})).keys()],
  };
}
