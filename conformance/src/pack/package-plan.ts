/** What goes into a package beside its own compiled sources: from where in the repository, to where in `dist`. */
export type PackagePlan = Readonly<{
  /** The workspace, which is also where `package.json` lies. */
  workspace: string;
  /** The command that people type, and the source that it runs. */
  bin: string;
  main: string;
  /** Other sources that programs are started with. */
  also: readonly string[];
  copied: readonly Readonly<{ from: string; to: string }>[];
}>;

/** The two packages that can be installed elsewhere. */
export const PACKAGES: readonly PackagePlan[] = [
  {
    workspace: 'simulator',
    bin: 'assay-simulator',
    main: 'src/main.ts',
    also: ['src/repoint/preload.ts'],
    copied: [{ from: 'scenarios/situations', to: 'situations' }],
  },
  {
    workspace: 'conformance',
    bin: 'assay',
    main: 'src/main.ts',
    also: [],
    copied: [
      { from: 'specs/subject-protocol.schema.json', to: 'specs/subject-protocol.schema.json' },
      { from: 'conformance/requirements', to: 'requirements' },
      { from: 'conformance/starters', to: 'starters' },
      { from: 'conformance/PROTOCOL.md', to: 'PROTOCOL.md' },
    ],
  },
];
