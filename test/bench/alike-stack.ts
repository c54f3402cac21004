import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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

/** A stack of parameters that share one query file. */
export function writeAlike(folder: string, count: number): void {
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
