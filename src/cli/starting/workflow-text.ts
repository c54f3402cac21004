/** What a workflow is written for. */
export interface WorkflowSubject {
  /** The name of the stack. */
  readonly name: string;
  /** Its folder, from the root of the repository. */
  readonly folder: string;
  /** The version of this program. */
  readonly version: string;
}

/** A workflow of GitHub Actions that checks every change, and builds what is merged. */
export function githubWorkflow({ name, folder, version }: WorkflowSubject): string {
  const program = `npx --yes stack-deploy@${version}`;
  return `name: ${name}
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
  id-token: write # AWS gives the role for it
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: ${program} validate ${folder} prd
      - run: ${program} build ${folder} dev --local
      - run: ${program} test ${folder} dev --local
  build:
    needs: check
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    concurrency: ${name}-prd
    steps:
      - uses: actions/checkout@v4
      # The variable BUILD_ROLE of the repository: the ARN of a role that trusts it. "stack-deploy permissions" prints what it needs.
      - run: ${program} build ${folder} prd --role-arn "$BUILD_ROLE"
        env:
          BUILD_ROLE: \${{ vars.BUILD_ROLE }}
`;
}
