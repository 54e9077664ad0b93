import type { WebhookEndpoint } from '../../accounts/artefact.ts';
import { seconds } from './call.ts';
import { readEndpoint } from './codec.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** The id of an endpoint as it is shown here. */
export function endpointIdOf({ id }: Pick<WebhookEndpoint, 'id'>): string {
  return `we_${id.slice(id.indexOf('_') + 1)}`;
}

/** An endpoint as it is answered, with its secret to whoever has just made it. */
export function renderEndpoint(
  endpoint: WebhookEndpoint,
  { livemode, secret }: Readonly<{ livemode: boolean; secret?: string }>,
): Wire['WebhookEndpoint'] {
  const { apiVersion, description, metadata } = readEndpoint(endpoint);
  return {
    id: endpointIdOf(endpoint),
    object: 'webhook_endpoint',
    api_version: apiVersion ?? null,
    application: null,
    created: seconds(endpoint.createdAt),
    description: description ?? null,
    enabled_events: [...(endpoint.types ?? ['*'])],
    livemode,
    metadata: { ...metadata },
    ...(secret === undefined ? {} : { secret }),
    status: endpoint.disabledAt === undefined ? 'enabled' : 'disabled',
    url: endpoint.url,
  };
}
