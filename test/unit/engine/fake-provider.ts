import type { JsonObject } from '../../../src/base/json.ts';
import { err, ok, type Result } from '../../../src/base/result.ts';
import type { Failure } from '../../../src/provider/failure.ts';
import type { Provider, RequestEvent } from '../../../src/provider/provider.ts';

/** A resource that the fake cloud has. */
export interface FakeResource {
  readonly region: string;
  readonly typeName: string;
  readonly identifier: string;
  readonly properties: JsonObject;
  /** What a list tells of it. Default: nothing but the identifier. */
  readonly listed?: JsonObject;
}

export interface FakeProvider extends Provider {
  /** Every call in one line, in order. */
  readonly calls: readonly string[];
  /** Makes calls whose line begins with the text fail. */
  failOn(start: string, failure?: Partial<Failure>): void;
  /** What list handlers that need a model say of parents that are not there. */
  readonly absentParents: Set<string>;
  /** The requests that it knows. */
  readonly requests: RequestEvent[];
}

/** A cloud that holds what it is given, answers at once and writes down what it was asked. */
export function createFakeProvider(resources: readonly FakeResource[] = []): FakeProvider {
  const calls: string[] = [];
  const failures: { readonly start: string; readonly failure: Partial<Failure> }[] = [];
  const absentParents = new Set<string>();
  const requests: RequestEvent[] = [];
  let tokens = 0;

  const called = <T>(line: string, operation: string, answer: () => T): Promise<Result<T, Failure>> => {
    calls.push(line);
    const planned = failures.find(({ start }) => line.startsWith(start));
    return Promise.resolve(planned === undefined ? ok(answer()) : err({ ...denied(operation), ...planned.failure }));
  };
  const event = (operation: string, typeName: string, identifier: string): RequestEvent => {
    tokens += 1;
    const requestToken = `token-${tokens}`;
    return {
      requestToken,
      operation,
      status: 'SUCCESS',
      typeName,
      identifier,
      fields: {
        EventTime: 1700000000.25,
        Identifier: identifier,
        Operation: operation,
        OperationStatus: 'SUCCESS',
        RequestToken: requestToken,
        TypeName: typeName,
      },
    };
  };
  const extras = (request: object): string => {
    const { model, roleArn, typeVersionId, clientToken } = request as Readonly<Record<string, unknown>>;
    const given = Object.entries({ model, roleArn, typeVersionId, clientToken }).filter(
      ([, value]) => value !== undefined,
    );
    return given.map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`).join('');
  };
  const short = (typeName: string): string => typeName.split('::').slice(1).join('.');

  return {
    calls,
    absentParents,
    requests,
    failOn: (start, failure = {}) => failures.push({ start, failure }),
    read: (target) =>
      called(
        `get ${target.region} ${short(target.typeName)} ${target.identifier}${extras(target)}`,
        'GetResource',
        () => {
          const found = resources.find(
            ({ region, typeName, identifier }) =>
              region === target.region && typeName === target.typeName && identifier === target.identifier,
          );
          return found === undefined
            ? { kind: 'absent' as const }
            : { kind: 'found' as const, identifier: found.identifier, properties: found.properties };
        },
      ),
    list: (request) =>
      called(`list ${request.region} ${short(request.typeName)}${extras(request)}`, 'ListResources', () => {
        const model = Object.entries(request.model ?? {});
        if (model.some(([, value]) => typeof value === 'string' && absentParents.has(value)))
          return { kind: 'parent-absent' as const };
        const found = resources.filter(
          ({ region, typeName, properties }) =>
            region === request.region &&
            typeName === request.typeName &&
            model.every(([name, value]) => properties[name] === value),
        );
        return {
          kind: 'listed' as const,
          resources: found.map(({ identifier, listed }) => ({ identifier, properties: listed ?? {} })),
        };
      }),
    create: (request) =>
      called(
        `create ${request.region} ${short(request.typeName)} ${JSON.stringify(request.desiredState)}${extras(request)}`,
        'CreateResource',
        () => ({ ...event('CREATE', request.typeName, 'made'), wasThere: false }),
      ),
    update: (request) =>
      called(
        `update ${request.region} ${short(request.typeName)} ${request.identifier} ${JSON.stringify(request.patch)}${extras(request)}`,
        'UpdateResource',
        () => event('UPDATE', request.typeName, request.identifier),
      ),
    delete: (request) =>
      called(
        `delete ${request.region} ${short(request.typeName)} ${request.identifier}${extras(request)}`,
        'DeleteResource',
        () => ({
          ...event('DELETE', request.typeName, request.identifier),
          wasAbsent: !resources.some(({ identifier }) => identifier === request.identifier),
        }),
      ),
    requestStatus: ({ region, requestToken }) => {
      calls.push(`status ${region} ${requestToken}`);
      const found = requests.find((request) => request.requestToken === requestToken);
      if (found !== undefined) return Promise.resolve(ok(found));
      const unknown = { kind: 'not-found', errorName: 'RequestTokenNotFoundException' } as const;
      return Promise.resolve(err({ ...denied('GetResourceRequestStatus'), ...unknown }));
    },
    listRequests: ({ region, operations, statuses }) =>
      called(
        `requests ${region} ${operations?.join('+') ?? 'all'} ${statuses?.join('+') ?? 'all'}`,
        'ListResourceRequests',
        () =>
          requests.filter(
            ({ operation, status }) =>
              operations?.includes(operation) !== false && statuses?.includes(status) !== false,
          ),
      ),
    cancel: ({ region, requestToken }) =>
      called(`cancel ${region} ${requestToken}`, 'CancelResourceRequest', () => {
        const made = event('CREATE', 'AWS::Cognito::UserPool', 'pool');
        const fields = { ...made.fields, RequestToken: requestToken, OperationStatus: 'CANCEL_COMPLETE' };
        return { ...made, requestToken, status: 'CANCEL_COMPLETE' as const, fields };
      }),
    taggedResources: ({ region, ...filters }) =>
      called(`tagged ${region} ${JSON.stringify(filters)}`, 'GetResources', () =>
        resources.flatMap(({ typeName, identifier, properties }) => {
          const [, service = '', type = ''] = typeName.toLowerCase().split('::');
          const tags = properties['Tags'] as readonly { readonly Key: string; readonly Value: string }[] | undefined;
          if (tags === undefined) return [];
          const arn = `arn:aws:${service}:${region}:000000000000:${type}/${identifier}`;
          const listed = tags.map((tag) => ({ key: tag.Key, value: tag.Value }));
          return [{ arn, tags: listed, complianceDetails: undefined }];
        }),
      ),
    parameter: ({ region, name }) =>
      called(`parameter ${region} ${name}`, 'GetParameter', () => ({ kind: 'absent' as const })),
    secret: ({ region, name, part }) =>
      called(`secret ${part} ${region} ${name}`, 'GetSecretValue', () => ({ kind: 'absent' as const })),
    object: ({ region, bucket, key }) =>
      called(`object ${region} ${bucket} ${key}`, 'HeadObject', () => 'absent' as const),
    putObject: ({ region, bucket, key }) =>
      called(`put object ${region} ${bucket} ${key}`, 'PutObject', () => undefined),
    close: () => undefined,
  };
}

function denied(operation: string): Failure {
  return {
    kind: 'denied',
    operation,
    region: 'eu-west-1',
    typeName: undefined,
    identifier: undefined,
    errorName: 'AccessDeniedException',
    message: 'not allowed',
    handlerErrorCode: undefined,
    requestToken: undefined,
    requestId: undefined,
    hooks: [],
    attempts: 1,
  };
}
