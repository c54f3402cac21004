import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';
import { runProgram, type ProgramUsage } from './run-program.ts';
import { tellFigures } from './tell-figures.ts';

/**
 * Validates, and builds without a change, stacks of more and more resources that share one query file, and tells the processor's time and the most
 * memory: `node dist/test/bench/alike.js [--write]`. The last column is the processor's time for each further resource.
 */
const counts = [1, 100, 300, 1000, 2000];
const runs = 3;

const queries = `/*+ exists */
SELECT COUNT(*) AS count FROM awscc.ssm.parameters WHERE region = '{{ region }}' AND Identifier = '{{ parameter_name }}';

/*+ create */
INSERT INTO awscc.ssm.parameters (Name, Type, Value, region) SELECT '{{ parameter_name }}', 'String', '{{ text }}', '{{ region }}';

/*+ statecheck */
SELECT COUNT(*) AS count FROM awscc.ssm.parameters
WHERE region = '{{ region }}' AND Identifier = '{{ parameter_name }}' AND value = '{{ text }}';

/*+ update */
UPDATE awscc.ssm.parameters SET PatchDocument = string('{{ {"Value": text} | generate_patch_document }}')
WHERE region = '{{ region }}' AND Identifier = '{{ parameter_name }}';

/*+ exports */
SELECT name FROM awscc.ssm.parameters WHERE region = '{{ region }}' AND Identifier = '{{ parameter_name }}';

/*+ delete */
DELETE FROM awscc.ssm.parameters WHERE region = '{{ region }}' AND Identifier = '{{ parameter_name }}';
`;

function writeAlike(folder: string, count: number): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  writeFileSync(join(folder, 'resources/parameter.iql'), queries);
  const entries = Array.from(
    { length: count },
    (_, index) => `  - name: parameter_${index + 1}
    file: parameter.iql
    props:
      - name: parameter_name
        value: '{{ stack_name }}-${index + 1}'
      - name: text
        value: text ${index + 1}
    exports:
      - name
`,
  );
  const head = 'version: 1\nname: alike\nglobals:\n  - name: region\n    value: us-east-1\nresources:\n';
  writeFileSync(join(folder, 'stackql_manifest.yml'), head + entries.join(''));
}

const program = join(packageRoot, 'bin/stack-deploy.js');

/** The run that took the processor least. */
function take(argv: readonly string[]): ProgramUsage {
  const taken = Array.from({ length: runs }, () => runProgram([program, ...argv]));
  return taken.reduce((best, one) => (one.processorMs < best.processorMs ? one : best));
}

const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-bench-'));
try {
  const lines = [
    '| resources | command | processor ms | MB | ms for each further one |',
    '| --: | --- | --: | --: | --: |',
  ];
  const before = new Map<string, readonly [count: number, ms: number]>();
  for (const count of counts) {
    const stack = join(folder, String(count));
    writeAlike(stack, count);
    const local = ['--local', '--local-dir', join(folder, `local-${count}`)];
    runProgram([program, 'build', stack, 'dev', ...local, '--parallelism', '10']);
    for (const [title, argv] of [
      ['validate', ['validate', stack, 'dev']],
      ['build, no change', ['build', stack, 'dev', ...local]],
    ] as const) {
      const { processorMs, megabytes } = take(argv);
      const [fewer, less] = before.get(title) ?? [count, processorMs];
      const each = count === fewer ? '' : ((processorMs - less) / (count - fewer)).toFixed(1);
      before.set(title, [count, processorMs]);
      lines.push(`| ${count} | ${title} | ${Math.round(processorMs)} | ${Math.round(megabytes)} | ${each} |`);
    }
  }
  tellFigures('alike', lines);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
