import { isJsonObject, parseJson, type JsonObject } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import type { ListedResource, Listing, ListRequest, Reading, Target } from '../provider.ts';
import { malformedAnswer, provesAbsence, type Subject } from './failures.ts';
import type { Requests } from './requests.ts';

/** GetResource: the resource, or the proof that it is not there. */
export async function readResource(requests: Requests, target: Target): Promise<Result<Reading, Failure>> {
  const { region, typeName, identifier, roleArn, typeVersionId } = target;
  const answer = await requests.send({
    subject: { operation: 'GetResource', region, typeName, identifier },
    input: { TypeName: typeName, Identifier: identifier, RoleArn: roleArn, TypeVersionId: typeVersionId },
    read: ({ ResourceDescription: described }): Result<Reading, string> => {
      if (described === undefined) return err('The answer has no ResourceDescription.');
      const properties = readProperties(described.Properties);
      if (!properties.ok) return properties;
      return ok({ kind: 'found', identifier: described.Identifier ?? identifier, properties: properties.value });
    },
  });
  return !answer.ok && provesAbsence(answer.error) ? ok({ kind: 'absent' }) : answer;
}

/** ListResources, page after page. */
export async function listResources(requests: Requests, request: ListRequest): Promise<Result<Listing, Failure>> {
  const { region, typeName, roleArn, typeVersionId, model } = request;
  const resources: ListedResource[] = [];
  const subject = { operation: 'ListResources', region, typeName, identifier: undefined } as const;
  const pages = await everyPage(subject, async (nextToken) => {
    const answer = await requests.send({
      subject,
      input: {
        TypeName: typeName,
        RoleArn: roleArn,
        TypeVersionId: typeVersionId,
        ResourceModel: model === undefined ? undefined : JSON.stringify(model),
        NextToken: nextToken,
      },
      read: (output) => {
        // An empty list may be left out; the name of the type shows that the answer is one of this operation.
        const page = readDescriptions(output.ResourceDescriptions ?? (output.TypeName === undefined ? undefined : []));
        return page.ok ? ok({ page: page.value, nextToken: output.NextToken }) : page;
      },
    });
    if (!answer.ok) return answer;
    resources.push(...answer.value.page);
    return ok(answer.value.nextToken);
  });
  if (pages.ok) return ok({ kind: 'listed', resources });
  // Only a list under a parent can miss one; without a model the answer makes no sense and is passed on.
  return model !== undefined && provesAbsence(pages.error) ? ok({ kind: 'parent-absent' }) : pages;
}

/** Asks for page after page until there is no token; a token that comes again would never end. */
export async function everyPage(
  subject: Subject,
  askPage: (nextToken: string | undefined) => Promise<Result<string | undefined, Failure>>,
): Promise<Result<undefined, Failure>> {
  const seen = new Set<string>();
  let nextToken: string | undefined;
  for (;;) {
    const answer = await askPage(nextToken);
    if (!answer.ok) return answer;
    nextToken = answer.value;
    if (nextToken === undefined || nextToken === '') return ok(undefined);
    if (seen.has(nextToken)) return err(malformedAnswer(subject, 'The answer repeats a NextToken.', undefined));
    seen.add(nextToken);
  }
}

function readDescriptions(descriptions: unknown): Result<readonly ListedResource[], string> {
  if (!Array.isArray(descriptions)) return err('The answer has no ResourceDescriptions.');
  const resources: ListedResource[] = [];
  for (const description of descriptions as readonly unknown[]) {
    const { Identifier: identifier, Properties: text } = (description ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof identifier !== 'string' || identifier === '') return err('A ResourceDescription has no Identifier.');
    // A list handler need not return more than identifiers.
    const properties = text === undefined ? ok({}) : readProperties(text);
    if (!properties.ok) return properties;
    resources.push({ identifier, properties: properties.value });
  }
  return ok(resources);
}

/** The text itself is not quoted: it may hold secrets. */
function readProperties(text: unknown): Result<JsonObject, string> {
  const value = typeof text === 'string' ? parseJson(text) : undefined;
  return isJsonObject(value) ? ok(value) : err('Properties in the answer is not the text of a JSON object.');
}
