/** A text as one word of a command line, for commands that are shown to be typed again. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
