/** What a command ends with. Red for want of a prerequisite only is told apart from a requirement that is broken. */
export const EXIT_CODES = {
  conforming: 0,
  not_conforming: 1,
  bad_input: 2,
  environment: 3,
  untestable: 4,
  harness_fault: 5,
} as const;

/** What the command line is connected to. */
export type Terminal = Readonly<{
  write(text: string): void;
  complain(text: string): void;
  colors: boolean;
  /** What people type to start this program, for commands that are shown to be typed again. */
  command: string;
  /** The variables that subjects are started with. */
  variables: Readonly<Record<string, string | undefined>>;
}>;

/** Says why nothing was done. */
export function refused(why: string, { complain }: Pick<Terminal, 'complain'>): number {
  complain(`assay: ${why}\nTry --help.\n`);
  return EXIT_CODES.bad_input;
}
