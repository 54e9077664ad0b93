import { type Canary, type Encoding, type Needle, needlesOf } from './canary.ts';

/** A canary that was found in a text, and how it was written there. */
export type Sighting = Readonly<{ canary: Canary; encoding: Encoding }>;

type Sought = Readonly<{ canary: Canary; needles: readonly Needle[] }>;

/** Finds canaries in texts, and takes them out of texts that are shown to people. */
export class Scanner {
  readonly #sought = new Map<string, Sought>();

  /** From now on this one is looked for as well. */
  add(canary: Canary): void {
    if (!this.#sought.has(canary.text)) this.#sought.set(canary.text, { canary, needles: needlesOf(canary) });
  }

  canaries(): readonly Canary[] {
    return [...this.#sought.values()].map(({ canary }) => canary);
  }

  /** Each canary that is in the text, once, in the plainest encoding it has there. */
  find(text: string): readonly Sighting[] {
    const lower = text.toLowerCase();
    return [...this.#sought.values()].flatMap(({ canary, needles }) => {
      const found = needles.find((needle) => (needle.anyCase ? lower : text).includes(needle.text));
      return found ? [{ canary, encoding: found.encoding }] : [];
    });
  }

  /** The text with every secret in it replaced by its name, in whatever encoding it stands there. */
  redact(text: string): string {
    let redacted = text;
    for (const { canary, needles } of this.#sought.values()) {
      if (canary.nature !== 'secret') continue;
      const name = `‹${canary.label}›`;
      redacted = redacted.replaceAll(canary.text, name);
      for (const { text: needle, anyCase, encoding } of needles) {
        const shown = encoding === 'as it is' ? name : `‹${canary.label}, ${encoding}›`;
        redacted = anyCase ? replaceAnyCase(redacted, needle, shown) : redacted.replaceAll(needle, shown);
      }
    }
    return redacted;
  }
}

function replaceAnyCase(text: string, needle: string, shown: string): string {
  let rest = text;
  let result = '';
  for (let at = rest.toLowerCase().indexOf(needle); at >= 0; at = rest.toLowerCase().indexOf(needle)) {
    result += rest.slice(0, at) + shown;
    rest = rest.slice(at + needle.length);
  }
  return result + rest;
}
