import { pointerTo } from './schema.ts';

type Level = { kind: 'object'; names: Set<string>; name: string } | { kind: 'array'; index: number };

/**
 * Where an object of this JSON text has a member twice, if one has. A parser takes the last of them without a word, and
 * whoever wrote two amounts meant only one. The text has to be JSON: it is not checked again.
 */
export function repeatedMember(text: string): string | undefined {
  const levels: Level[] = [];
  let atName = false;
  for (let at = 0; at < text.length; at += 1) {
    const level = levels.at(-1);
    switch (text.charAt(at)) {
      case '{':
        levels.push({ kind: 'object', names: new Set(), name: '' });
        atName = true;
        break;
      case '[':
        levels.push({ kind: 'array', index: 0 });
        break;
      case '}':
      case ']':
        levels.pop();
        break;
      case ',':
        if (level?.kind === 'array') level.index += 1;
        else atName = true;
        break;
      case '"': {
        const end = endOfString(text, at);
        if (level?.kind === 'object' && atName) {
          level.name = JSON.parse(text.slice(at, end + 1));
          if (level.names.has(level.name)) return pointerOf(levels);
          level.names.add(level.name);
          atName = false;
        }
        at = end;
        break;
      }
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at;
}

function pointerOf(levels: readonly Level[]): string {
  return levels.reduce(
    (pointer, level) => pointerTo(pointer, level.kind === 'array' ? String(level.index) : level.name),
    '',
  );
}
