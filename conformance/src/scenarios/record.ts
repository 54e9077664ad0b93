import type { runCucumber } from '@cucumber/cucumber/api';

/** What Cucumber says about a run, message by message. */
export type Envelope = Parameters<NonNullable<Parameters<typeof runCucumber>[2]>>[0];

type Pickle = NonNullable<Envelope['pickle']>;
type TestCase = NonNullable<Envelope['testCase']>;
type StepFinished = NonNullable<Envelope['testStepFinished']>;

/** What a step does: sets the scene, makes something happen, or looks at what came of it; and what is done around steps. */
export type StepKind = 'before' | 'context' | 'action' | 'outcome' | 'after';

/** The first step of a scenario that did not hold. */
export type Failure = Readonly<{ step: string; kind: StepKind; line: number; message: string }>;

/** What became of one scenario. */
export type ScenarioResult = Readonly<{
  name: string;
  feature: string;
  file: string;
  line: number;
  tags: readonly string[];
  outcome: 'passed' | 'failed' | 'skipped';
  durationMs: number;
  failure?: Failure;
  /** What was put beside the failure, as text. */
  attachments: readonly string[];
}>;

/** A step that scenarios can be written with, and where it stands. */
export type KnownStep = Readonly<{ pattern: string; file: string; line: number }>;

/** A step that nobody can perform, or that two could: found before anything is run. */
export type UnclearStep = Readonly<{
  file: string;
  line: number;
  step: string;
  /** The patterns that match: none, or more than one. */
  matches: readonly string[];
}>;

/** A place in a scenario file that cannot be run, and what is wrong with it. */
export type Misprint = Readonly<{ file: string; line: number; message: string }>;

type Running = { pickle: Pickle; testCase: TestCase; failure?: Failure; durationMs: number; attachments: string[] };

/** Makes sense of Cucumber's messages: what is to be run, what is wrong with it, and what became of each scenario. */
export class RunRecord {
  readonly #lines = new Map<string, number>();
  readonly #features = new Map<string, string>();
  readonly #pickles = new Map<string, Pickle>();
  readonly #testCases = new Map<string, TestCase>();
  readonly #steps = new Map<string, KnownStep>();
  readonly #running = new Map<string, Running>();
  readonly results: ScenarioResult[] = [];
  readonly misprints: Misprint[] = [];

  /** Takes one message; gives the result of a scenario when this was its last. */
  take(envelope: Envelope): ScenarioResult | undefined {
    const { gherkinDocument, pickle, parseError, stepDefinition, testCase } = envelope;
    const { testCaseStarted, testStepFinished, attachment, testCaseFinished } = envelope;
    if (gherkinDocument) this.#document(gherkinDocument);
    if (pickle) this.#pickles.set(pickle.id, pickle);
    if (parseError) {
      const { source, message } = parseError;
      const file = source.uri ?? '?';
      this.misprints.push({
        file,
        line: source.location?.line ?? 1,
        message: `this is not Gherkin: ${message.replace(/^\(\d+:\d+\): /, '')}`,
      });
    }
    if (stepDefinition) {
      const { id, pattern, sourceReference } = stepDefinition;
      const { uri = '?', location } = sourceReference;
      this.#steps.set(id, { pattern: pattern.source, file: uri, line: location?.line ?? 1 });
    }
    if (testCase) this.#testCases.set(testCase.id, testCase);
    if (testCaseStarted) this.#start(testCaseStarted.id, testCaseStarted.testCaseId);
    if (testStepFinished) this.#step(testStepFinished);
    if (attachment?.testCaseStartedId !== undefined && attachment.contentEncoding === 'IDENTITY') {
      this.#running.get(attachment.testCaseStartedId)?.attachments.push(attachment.body);
    }
    return testCaseFinished ? this.#finish(testCaseFinished.testCaseStartedId) : undefined;
  }

  /** How many scenarios have been chosen to be run. */
  get chosen(): number {
    return this.#testCases.size;
  }

  /** Every step that scenarios can be written with. */
  get knownSteps(): readonly KnownStep[] {
    return [...this.#steps.values()];
  }

  /** Steps that no chosen scenario has a use for. */
  unusedSteps(): readonly KnownStep[] {
    const used = new Set(
      [...this.#testCases.values()].flatMap(({ testSteps }) =>
        testSteps.flatMap(({ stepDefinitionIds = [] }) => stepDefinitionIds),
      ),
    );
    return [...this.#steps].flatMap(([id, step]) => (used.has(id) ? [] : [step]));
  }

  /** The chosen scenarios: name, file and tags. */
  get scenarios(): readonly Readonly<{ name: string; file: string; tags: readonly string[] }>[] {
    return [...this.#testCases.values()].flatMap(({ pickleId }) => {
      const pickle = this.#pickles.get(pickleId);
      return pickle ? [{ name: pickle.name, file: pickle.uri, tags: pickle.tags.map(({ name }) => name) }] : [];
    });
  }

  /** Chosen scenarios that promise nothing, as they have no steps. */
  emptyScenarios(): readonly Misprint[] {
    return [...this.#testCases.values()].flatMap(({ pickleId }) => {
      const pickle = this.#pickles.get(pickleId);
      if (!pickle || pickle.steps.length > 0) return [];
      const message = `the scenario ${JSON.stringify(pickle.name)} has no steps`;
      return [{ file: pickle.uri, line: this.#lineOf(pickle.astNodeIds), message }];
    });
  }

  /** Steps of chosen scenarios that match no pattern, or several; each place in a file once. */
  unclearSteps(): readonly UnclearStep[] {
    const unclear = new Map<string, UnclearStep>();
    for (const { pickleId, testSteps } of this.#testCases.values()) {
      const pickle = this.#pickles.get(pickleId);
      for (const { pickleStepId, stepDefinitionIds = [] } of testSteps) {
        const step = pickle?.steps.find(({ id }) => id === pickleStepId);
        if (!pickle || !step || stepDefinitionIds.length === 1) continue;
        const line = this.#lineOf(step.astNodeIds);
        const matches = stepDefinitionIds.map((id) => {
          const known = this.#steps.get(id);
          return known ? `${known.pattern}  (${known.file}:${known.line})` : id;
        });
        unclear.set(`${pickle.uri}:${line} ${step.text}`, { file: pickle.uri, line, step: step.text, matches });
      }
    }
    return [...unclear.values()];
  }

  #document({ uri = '?', feature }: NonNullable<Envelope['gherkinDocument']>): void {
    this.#features.set(uri, feature?.name ?? '');
    const remember = (node: Readonly<{ id: string; location: Readonly<{ line: number }> }>) =>
      this.#lines.set(node.id, node.location.line);
    const children = (feature?.children ?? []).flatMap((child) => [child, ...(child.rule?.children ?? [])]);
    for (const { background, scenario } of children) {
      for (const step of [...(background?.steps ?? []), ...(scenario?.steps ?? [])]) remember(step);
      if (scenario) remember(scenario);
      for (const { tableBody } of scenario?.examples ?? []) tableBody.forEach(remember);
    }
  }

  #start(id: string, testCaseId: string): void {
    const testCase = this.#testCases.get(testCaseId);
    const pickle = testCase && this.#pickles.get(testCase.pickleId);
    if (testCase && pickle) this.#running.set(id, { pickle, testCase, durationMs: 0, attachments: [] });
  }

  #step({ testCaseStartedId, testStepId, testStepResult }: StepFinished): void {
    const running = this.#running.get(testCaseStartedId);
    if (!running) return;
    const { seconds, nanos } = testStepResult.duration;
    running.durationMs += seconds * 1_000 + nanos / 1_000_000;
    if (running.failure || ['PASSED', 'SKIPPED'].includes(testStepResult.status)) return;
    const { testSteps } = running.testCase;
    const at = testSteps.findIndex(({ id }) => id === testStepId);
    const step = running.pickle.steps.find(({ id }) => id === testSteps[at]?.pickleStepId);
    const isBefore = at < testSteps.findIndex(({ pickleStepId }) => pickleStepId !== undefined);
    running.failure = {
      step: step?.text ?? (isBefore ? 'what every scenario begins with' : 'what has to hold after every scenario'),
      kind: step ? kindOf(step.type) : isBefore ? 'before' : 'after',
      line: step ? this.#lineOf(step.astNodeIds) : this.#lineOf(running.pickle.astNodeIds),
      message: testStepResult.message ?? testStepResult.status.toLowerCase(),
    };
  }

  #finish(id: string): ScenarioResult | undefined {
    const running = this.#running.get(id);
    if (!running) return undefined;
    const { pickle, durationMs, failure, attachments } = running;
    const result: ScenarioResult = {
      name: pickle.name,
      feature: this.#features.get(pickle.uri) ?? '',
      file: pickle.uri,
      line: this.#lineOf(pickle.astNodeIds),
      tags: pickle.tags.map(({ name }) => name),
      outcome: failure ? 'failed' : 'passed',
      durationMs,
      ...(failure === undefined ? {} : { failure }),
      attachments,
    };
    this.results.push(result);
    return result;
  }

  #lineOf(nodes: readonly string[]): number {
    return this.#lines.get(nodes[0] ?? '') ?? 1;
  }
}

function kindOf(type: string | undefined): StepKind {
  if (type === 'Action') return 'action';
  return type === 'Outcome' ? 'outcome' : 'context';
}
