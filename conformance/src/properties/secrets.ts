// A third of a secret's random part is a leak; the four characters that a mask leaves are not.
const PIECE = 12;

/** Secrets that must not stand in a text: whole or in part, in any case, also within base64 such as HTTP Basic. */
export class Secrets {
  readonly #pieces = new Set<string>();

  /** Notes a secret; what comes before its last underscore is not secret. */
  add(secret: string): void {
    const random = secret.slice(secret.lastIndexOf('_') + 1);
    // Within base64 a text begins at one of three places of a group, and its first and last characters are mixed with
    // what stands beside them.
    const encoded = [0, 1, 2].map((offset) => {
      const padded = Buffer.from('\0'.repeat(offset) + random).toString('base64');
      return padded.slice(4, -4);
    });
    for (const form of [random, ...encoded]) for (const piece of piecesOf(form)) this.#pieces.add(piece);
  }

  /** The pieces of secrets that stand in a text. */
  foundIn(text: string): readonly string[] {
    const found: string[] = [];
    for (const [run] of text.matchAll(/[A-Za-z0-9+/]{12,}/g)) {
      for (const piece of piecesOf(run)) if (this.#pieces.has(piece)) found.push(piece);
    }
    return found;
  }
}

function piecesOf(text: string): readonly string[] {
  const lower = text.toLowerCase();
  return Array.from({ length: Math.max(0, lower.length - PIECE + 1) }, (_, at) => lower.slice(at, at + PIECE));
}
