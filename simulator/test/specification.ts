import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

/** An answer as it came over the wire. */
export type Answer = Readonly<{ status: number; headers: Headers; text: string; body: unknown }>;

type Node = { readonly [key: string]: Node };

/**
 * An OpenAPI document that answers are held against: path, method, status, content type and body have to be in it. Read
 * from `specs/` and not from what the simulator serves, so that the two cannot be wrong together.
 */
export class Specification {
  readonly #document: Node;
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #compiled = new Map<string, ValidateFunction>();
  /** Every answer that was held against the document, as `operationId status`. */
  readonly seen = new Set<string>();

  /** The response that describes what is said where there is nothing. */
  readonly #nothing: string;
  /** What is answered where there is something, but not for this method. */
  readonly #wrongMethod: number;

  constructor(name: 'generic' | 'control' | 'stripe' | 'paypal') {
    this.#nothing = `#/components/responses/${name === 'stripe' || name === 'paypal' ? 'Error' : 'Problem'}`;
    this.#wrongMethod = name === 'stripe' ? 404 : 405;
    this.#document = parse(readFileSync(new URL(`../../specs/${name}.openapi.yaml`, import.meta.url), 'utf8'));
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(this.#document, 'specification');
  }

  /** Throws unless the document has this answer to this request. */
  check(method: string, target: string, answer: Answer): void {
    const problem = this.#problemWith(method, target, answer);
    if (problem === undefined) return;
    throw new Error(`${method} ${target} → ${answer.status} ${answer.text.slice(0, 2000)}\n${problem}`);
  }

  #problemWith(method: string, target: string, answer: Answer): string | undefined {
    const path = this.#pathOf(target);
    const operation = path === undefined ? undefined : this.#operationOf(path, method);
    if (path === undefined || operation === undefined) {
      const expected = path === undefined ? [404, 413] : [this.#wrongMethod, 413];
      if (!expected.includes(answer.status)) return 'the path or method is not in the document';
      return this.#bodyProblem(answer, this.#nothing);
    }
    const responses = operation.pointer.concat('/responses');
    const key = [String(answer.status), 'default'].find((candidate) => this.#at(`${responses}/${candidate}`));
    if (key === undefined || (key === 'default' && answer.status < 400)) return 'the status is not in the document';
    this.seen.add(`${String(operation.id)} ${answer.status}`);
    return this.#bodyProblem(answer, `${responses}/${key}`, method === 'HEAD');
  }

  #bodyProblem(answer: Answer, pointer: string, bodiless = false): string | undefined {
    const found = this.#at(pointer);
    const reference = found?.$ref;
    if (typeof reference === 'string') return this.#bodyProblem(answer, reference, bodiless);
    const content = found?.content;
    const type = answer.headers.get('content-type')?.split(';', 1)[0] ?? '';
    if (content === undefined) return answer.text === '' ? undefined : 'there is a body, and none is documented';
    if (content[type] === undefined) return `the content type ${type || '(none)'} is not in the document`;
    if (bodiless) return answer.text === '' ? undefined : 'an answer to HEAD has no body';
    if (type.startsWith('text/')) return undefined;
    const schema = `${pointer}/content/${escaped(type)}/schema`;
    const validate = this.#compiled.get(schema) ?? this.#ajv.compile({ $ref: `specification${schema}` });
    this.#compiled.set(schema, validate);
    return validate(answer.body) ? undefined : this.#ajv.errorsText(validate.errors);
  }

  #pathOf(target: string): string | undefined {
    const path = target.split('?', 1)[0] ?? '';
    return Object.keys(this.#document.paths ?? {}).find((template) =>
      new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
    );
  }

  #operationOf(path: string, method: string): Readonly<{ id: unknown; pointer: string }> | undefined {
    const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
    const pointer = `#/paths/${escaped(path)}/${verb}`;
    const operation = this.#at(pointer);
    return operation === undefined ? undefined : { id: operation.operationId, pointer };
  }

  #at(pointer: string): Node | undefined {
    let node: Node | undefined = this.#document;
    for (const part of pointer.slice(2).split('/')) {
      node = node?.[part.replaceAll('~1', '/').replaceAll('~0', '~')];
    }
    return node;
  }
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
