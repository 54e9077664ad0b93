/** What is answered at a provider's host whose dialect does not exist yet. */
export type NoDialectAnswer = Readonly<{ status: number; headers: Readonly<Record<string, string>>; body: string }>;

/**
 * Says that nobody speaks for this host yet. With 501, which no SDK takes for a decline and none sends again by itself
 * for ever; Authorize.Net's never calls back unless the status is 200, so there it stands in the body alone.
 */
export function noDialectYet(provider: string, host: string): NoDialectAnswer {
  const text = `No dialect for this host yet: Assay knows that ${host} belongs to ${provider}, and does not speak for it so far.`;
  const headers = { 'content-type': 'application/json; charset=utf-8', 'assay-no-dialect': provider };
  if (provider === 'authorizenet') {
    const messages = { resultCode: 'Error', message: [{ code: 'E00000', text }] };
    return { status: 200, headers, body: JSON.stringify({ messages }) };
  }
  const body = {
    type: '/problems/no-dialect',
    title: 'No dialect for this host yet',
    status: 501,
    detail: text,
    // Where SDKs look for what they show to people.
    message: text,
    error: { message: text, type: 'api_error' },
    errors: [{ category: 'API_ERROR', code: 'NOT_IMPLEMENTED', detail: text }],
  };
  return { status: 501, headers, body: JSON.stringify(body) };
}
