/**
 * Which of several media types an Accept header (RFC 9110 section 12.5.1) wants most, the first of them where it has no
 * preference; undefined where it takes none.
 */
export function preferred<Type extends string>(accept: string | undefined, offered: readonly Type[]): Type | undefined {
  const ranges = (accept ?? '*/*').split(',').flatMap(rangeOf);
  // A header that says nothing that can be understood says nothing.
  if (ranges.length === 0) return offered[0];
  let best: Readonly<{ type: Type; quality: number }> | undefined;
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality > (best?.quality ?? 0)) best = { type, quality };
  }
  return best?.type;
}

type Range = Readonly<{ range: string; quality: number }>;

function rangeOf(text: string): readonly Range[] {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  if (!/^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+$/.test(range)) return [];
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = given === undefined ? 1 : Number(given.slice(2));
  return [{ range, quality: quality >= 0 && quality <= 1 ? quality : 0 }];
}

/** The range that says most about the type counts: `text/csv` before `text/*` before everything. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  const [kind] = type.split('/');
  for (const range of [type, `${kind}/*`, '*/*']) {
    const found = ranges.find((candidate) => candidate.range === range);
    if (found !== undefined) return found.quality;
  }
  return 0;
}
