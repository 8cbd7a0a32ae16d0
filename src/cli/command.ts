/** One command of `larkx`. */
export interface Command {
  /** What it does, in the list of commands. */
  readonly summary: string;
  /** Runs until it is done. Returns the exit code; throws `UsageError` for arguments that mean nothing. */
  run(args: readonly string[]): Promise<number>;
}
