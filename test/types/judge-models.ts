import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SchemaValidator, TemplateFile } from '@aws/cloudformation-validate';
import type { JsonObject } from '../../src/base/json.ts';

export interface Judged {
  readonly typeName: string;
  readonly rule: string;
  readonly message: string;
}

/** What AWS's own validator of templates, which has the full schemas, says of models. */
export function judgeModels(models: ReadonlyMap<string, JsonObject>): readonly Judged[] {
  const folder = mkdtempSync(join(tmpdir(), 'judge-'));
  const validator = new SchemaValidator();
  try {
    const names = [...models.keys()];
    const resources = names.map((typeName, index): [string, JsonObject] => [
      `R${index}`,
      { Type: typeName, Properties: models.get(typeName) ?? {} },
    ]);
    const path = join(folder, 'template.json');
    writeFileSync(path, JSON.stringify({ Resources: Object.fromEntries(resources) }));
    return validator.validate(new TemplateFile(path)).map((one) => ({
      typeName: names[Number(/R(\d+)/.exec(JSON.stringify(one))?.[1])] ?? '',
      rule: one.ruleId,
      message: one.message,
    }));
  } finally {
    validator.free();
    rmSync(folder, { recursive: true });
  }
}
