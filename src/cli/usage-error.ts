/** The command line says something that is not there. The process ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
