import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { hasErrors, mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Failure } from '../../provider/failure.ts';
import type { Provider, RequestEvent } from '../../provider/provider.ts';
import type { Registry } from '../../resource-types/resource-type.ts';
import { derivedIdentifierOf } from '../../resource-types/derived-identifier.ts';
import type { PatchOperation } from '../../resource-types/check-patch.ts';
import { createShows, patchShows } from '../../resource-types/patch-shows.ts';
import { reveal } from '../../values/reading.ts';
import type { Value } from '../../values/value.ts';
import type { StatementFailure, WriteOptions, Written, WrittenResource } from '../engine.ts';
import type {
  CancelOperation,
  CreateOperation,
  DeleteOperation,
  RequestParameters,
  UpdateOperation,
  WriteOperation,
  WriteTarget,
} from '../operation.ts';
import { parameterText } from './bind/request-parameter.ts';
import { evaluateReturning } from './returning.ts';
import type { Sqlite } from './sqlite.ts';
import { interrupted } from './statement-failure.ts';

export interface WriteContext {
  readonly provider: Pick<Provider, 'create' | 'update' | 'delete' | 'cancel'>;
  /** Tells what in a resource's model is never shown. */
  readonly registry: Registry;
  readonly sqlite: () => Promise<Sqlite>;
  readonly signal: AbortSignal | undefined;
}

/** One request of a statement. */
interface WriteRequest {
  readonly operation: string;
  readonly region: string;
  /** Undefined for a request about a request. */
  readonly typeName: string | undefined;
  readonly identifier: string | undefined;
  readonly send: () => Promise<
    Result<RequestEvent & { readonly wasAbsent?: boolean; readonly wasThere?: boolean }, Failure>
  >;
}

export async function writeCreate(
  operation: CreateOperation,
  options: WriteOptions,
  context: WriteContext,
): Promise<Result<Written, StatementFailure>> {
  const { typeName } = operation.type;
  const requests = operation.resources.map((resource, index): WriteRequest => {
    const region = parameterText(resource.region);
    const desiredState = plainObject(resource.desiredState);
    const identifier = derivedIdentifierOf(operation.type, desiredState);
    const request = {
      region,
      typeName,
      desiredState,
      ...(identifier === undefined ? {} : { identifier }),
      showsInReads: (before: JsonObject) => createShows(operation.type, desiredState, before, region),
      ...parametersOf(resource, options, index),
      ...mayPassOf(options),
    };
    return {
      operation: 'CreateResource',
      region,
      typeName,
      identifier: undefined,
      send: () => context.provider.create(request),
    };
  });
  return writeAll(requests, operation, context);
}

export async function writeUpdate(
  operation: UpdateOperation,
  options: WriteOptions,
  context: WriteContext,
): Promise<Result<Written, StatementFailure>> {
  const { type, target, parameters } = operation;
  const patch = (operation.patch ?? []).map(plainOperation);
  if (patch.length === 0) {
    const diagnostic = mistake('resource/patch', 'The patch document changes nothing', { at: operation.patchAt });
    return err({ kind: 'refused', diagnostics: [diagnostic] });
  }
  const { typeName } = type;
  const requests = targetsOf(target).map(({ region, identifier }, index): WriteRequest => {
    const request = {
      region,
      typeName,
      identifier,
      patch,
      showsInReads: (before: JsonObject) => patchShows(type, operation.patch ?? [], before, region),
      ...parametersOf(parameters, options, index),
      ...mayPassOf(options),
    };
    return { operation: 'UpdateResource', region, typeName, identifier, send: () => context.provider.update(request) };
  });
  return writeAll(requests, operation, context);
}

export async function writeDelete(
  operation: DeleteOperation,
  options: WriteOptions,
  context: WriteContext,
): Promise<Result<Written, StatementFailure>> {
  const { type, target, parameters } = operation;
  const { typeName } = type;
  const requests = targetsOf(target).map(({ region, identifier }, index): WriteRequest => {
    const request = { region, typeName, identifier, ...parametersOf(parameters, options, index) };
    return { operation: 'DeleteResource', region, typeName, identifier, send: () => context.provider.delete(request) };
  });
  return writeAll(requests, operation, context);
}

/** Asks that requests be given up. What one of them had done before stays done. */
export async function writeCancel(
  operation: CancelOperation,
  context: WriteContext,
): Promise<Result<Written, StatementFailure>> {
  const tokens = [...new Set(operation.requestTokens.map(parameterText))];
  const requests = [...new Set(operation.regions.map(parameterText))].flatMap((region) =>
    tokens.map((requestToken): WriteRequest => ({
      operation: 'CancelResourceRequest',
      region,
      typeName: undefined,
      identifier: undefined,
      send: () => context.provider.cancel({ region, requestToken }),
    })),
  );
  return writeAll(requests, operation, context);
}

/** One request after the other, so that what was done is known when one fails. */
async function writeAll(
  requests: readonly WriteRequest[],
  { returning, at }: WriteOperation,
  context: WriteContext,
): Promise<Result<Written, StatementFailure>> {
  const typeNamed = (typeName: string) => context.registry.find(typeName);
  if (returning !== undefined) {
    // A name that RETURNING cannot mean is found before anything is changed.
    const tried = evaluateReturning(await context.sqlite(), returning, typeNamed, [], at);
    if (!tried.ok) return tried;
  }
  const events: RequestEvent[] = [];
  const done: WrittenResource[] = [];
  for (const { operation, region, typeName, identifier, send } of requests) {
    if (context.signal?.aborted === true) {
      return err({ kind: 'failed', failure: interrupted(operation, region, typeName ?? '', identifier), done });
    }
    const answer = await send();
    if (!answer.ok) return err({ kind: 'failed', failure: answer.error, done });
    const event = answer.value;
    events.push(event);
    done.push({
      typeName: typeName ?? event.typeName,
      region,
      identifier: event.identifier ?? identifier,
      requestToken: event.requestToken,
      wasAbsent: event.wasAbsent === true,
      wasThere: event.wasThere === true,
    });
  }
  if (returning === undefined) return ok({ resources: done, returned: undefined });
  const returned = evaluateReturning(await context.sqlite(), returning, typeNamed, events, at);
  return returned.ok ? ok({ resources: done, returned: returned.value }) : returned;
}

function targetsOf(target: WriteTarget): readonly { readonly region: string; readonly identifier: string }[] {
  const identifiers = new Set(target.identifiers.map(parameterText));
  return [...new Set(target.regions.map(parameterText))].flatMap((region) =>
    [...identifiers].map((identifier) => ({ region, identifier })),
  );
}

function parametersOf(given: RequestParameters, options: WriteOptions, index: number) {
  const clientToken = given.clientToken === undefined ? tokenFor(options, index) : parameterText(given.clientToken);
  return {
    ...textOption('roleArn', given.roleArn),
    ...textOption('typeVersionId', given.typeVersionId),
    ...(clientToken === undefined ? {} : { clientToken }),
  };
}

function mayPassOf({ mayPass }: WriteOptions): Pick<WriteOptions, 'mayPass'> {
  return mayPass === undefined ? {} : { mayPass };
}

/** The token of the statement's requests; each request of several has one of its own, the same at every attempt. */
function tokenFor({ clientToken }: WriteOptions, index: number): string | undefined {
  return clientToken === undefined || index === 0 ? clientToken : `${clientToken}-${index + 1}`;
}

function textOption<Name extends string>(
  name: Name,
  value: Value | undefined,
): Readonly<Partial<Record<Name, string>>> {
  // One key of the record's own name.
  return (value === undefined ? {} : { [name]: parameterText(value) }) as Readonly<Partial<Record<Name, string>>>;
}

function plainOperation({ op, path, from, value }: PatchOperation): JsonObject {
  return {
    op,
    path,
    ...(from === undefined ? {} : { from }),
    ...(value === undefined ? {} : { value: reveal(value) }),
  };
}

function plainObject(value: Value): JsonObject {
  const plain: Json = reveal(value);
  return isJsonObject(plain) ? plain : {};
}

/** The trouble that diagnostics are, or undefined where none of them is an error. */
export function refusal(diagnostics: readonly Diagnostic[]): StatementFailure | undefined {
  return hasErrors(diagnostics) ? { kind: 'refused', diagnostics } : undefined;
}
