/** Who may see a text: everybody in an environment, or one merchant account there. */
export type Viewer = Readonly<{ environment: string; merchantId?: string }>;

type Fact = Readonly<{ what: string; owners: Viewer[] }>;

// Ids and secrets have 20 characters and more; nothing shorter is unmistakable.
const SEGMENT_MIN = 12;

/**
 * Texts that only some may see: ids, names, references, secrets. A text is known by its longest part, so that it is
 * also found inside an address or with another prefix.
 */
export class Facts {
  readonly #facts = new Map<string, Fact>();
  readonly #environments: readonly string[];

  constructor(environments: readonly string[]) {
    this.#environments = environments;
  }

  /** Notes that a text is the owner's. One that several have is everybody's of them. */
  learn(what: string, text: string, owner: Viewer): void {
    for (const segment of segmentsOf(text)) {
      const fact = this.#facts.get(segment) ?? { what, owners: [] };
      if (!fact.owners.some((known) => sees(owner, known))) fact.owners.push(owner);
      this.#facts.set(segment, fact);
    }
  }

  /** What in a text the viewer must not see: other people's facts, and names of other environments. */
  foreignIn(text: string, viewer: Viewer, namesAllowed: readonly string[] = []): readonly string[] {
    const foreign = new Set<string>();
    for (const segment of segmentsOf(text)) {
      const fact = this.#facts.get(segment);
      if (fact === undefined || fact.owners.some((owner) => sees(viewer, owner))) continue;
      const [owner] = fact.owners;
      foreign.add(`${fact.what} ${segment} of ${owner?.environment}${owner?.merchantId ? '' : ' in general'}`);
    }
    for (const name of this.#environments) {
      if (name === viewer.environment || namesAllowed.includes(name)) continue;
      if (new RegExp(`(?<![A-Za-z0-9])${name}(?![A-Za-z0-9])`).test(text)) foreign.add(`the name ${name}`);
    }
    return [...foreign];
  }
}

function sees(viewer: Viewer, owner: Viewer): boolean {
  if (viewer.environment !== owner.environment) return false;
  return owner.merchantId === undefined || owner.merchantId === viewer.merchantId;
}

function segmentsOf(text: string): readonly string[] {
  return text.split(/[^A-Za-z0-9-]+/).filter((segment) => segment.length >= SEGMENT_MIN);
}
