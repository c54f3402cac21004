import { relative, resolve } from 'node:path';

/** The service that runs the program, where it is known: its log understands marks, and it gives files to write to. */
export type Pipeline =
  | { readonly kind: 'none' }
  | { readonly kind: 'gitlab' }
  | {
      readonly kind: 'github';
      /** The top of the repository; undefined where GitHub does not say it. */
      readonly workspace: string | undefined;
      /** Is shown beside the log of the step. */
      readonly summaryFile: string | undefined;
      /** Takes values for later steps. */
      readonly outputFile: string | undefined;
    };

/** By the variables that GitHub Actions and GitLab CI/CD set for every job. */
export function pipelineOf(environment: ReadonlyMap<string, string>): Pipeline {
  const given = (name: string): string | undefined => {
    const value = environment.get(name);
    return value === '' ? undefined : value;
  };
  if (environment.get('GITHUB_ACTIONS') === 'true') {
    return {
      kind: 'github',
      workspace: given('GITHUB_WORKSPACE'),
      summaryFile: given('GITHUB_STEP_SUMMARY'),
      outputFile: given('GITHUB_OUTPUT'),
    };
  }
  return environment.get('GITLAB_CI') === 'true' ? { kind: 'gitlab' } : { kind: 'none' };
}

/** A path as annotations need it: from the top of the repository. What is not in it keeps its path. */
export function repositoryPath(path: string, workspace: string | undefined, workingDirectory: string): string {
  if (workspace === undefined) return path;
  const inside = relative(workspace, resolve(workingDirectory, path)).replaceAll('\\', '/');
  return inside === '' || inside === '..' || inside.startsWith('../') ? path : inside;
}
