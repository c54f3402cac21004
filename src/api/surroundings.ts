/** What around a program says how AWS is reached, as the AWS CLI reads it. */
export interface Surroundings {
  /** The environment of the process. */
  readonly environment: ReadonlyMap<string, string>;
  /** What paths in it are relative to. */
  readonly workingDirectory: string;
}
