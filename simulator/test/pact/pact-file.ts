/** A pact file, as far as the tests look into it. */
export type Pact = Readonly<{ interactions: readonly Interaction[] }>;

/** One exchange of a pact. */
export type Interaction = {
  description: string;
  providerStates: { name: string; params: Record<string, unknown> }[];
  request: {
    path: string;
    headers: Record<string, string[]>;
    body: { content: Record<string, unknown> };
    generators?: object;
    matchingRules: { header?: Record<string, { matchers: { regex: string }[] }> };
  };
  response: { status: number; headers: Record<string, string[]>; body: { content: Record<string, unknown> } };
};

/** Reads the text of a pact file; the verifier refuses what is no pact. */
export function readPact(text: string): Pact {
  return JSON.parse(text);
}
