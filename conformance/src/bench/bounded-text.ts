/** The end of a long text: what a program printed last says why it failed. */
export class BoundedText {
  readonly #charactersMax: number;
  #text = '';
  #dropped = false;

  constructor(charactersMax: number) {
    this.#charactersMax = charactersMax;
  }

  add(text: string): void {
    this.#text += text;
    // Cut only at twice the length, so that adding stays cheap.
    if (this.#text.length <= 2 * this.#charactersMax) return;
    this.#text = this.#text.slice(-this.#charactersMax);
    this.#dropped = true;
  }

  toString(): string {
    return this.#dropped ? `…${this.#text}` : this.#text;
  }
}
