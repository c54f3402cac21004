import { err, ok, type Result } from '../base/result.ts';
import type { Failure } from '../provider/failure.ts';
import type { Provider } from '../provider/provider.ts';
import { leaseNumber, leasePrefix, leaseText, leaseTypeName, readLease, type Lease } from './lease.ts';

export type LeaseProvider = Pick<Provider, 'create' | 'read' | 'update' | 'delete' | 'list'>;

/** A lease as it was read. */
export interface ReadLease {
  readonly number: number;
  readonly text: string;
  /** Undefined where the text is no lease. */
  readonly lease: Lease | undefined;
}

/** The leases of one stack in one environment and region. */
export class Leases {
  readonly #provider: LeaseProvider;
  readonly #region: string;
  readonly #prefix: string;

  constructor(
    provider: LeaseProvider,
    { region, stack, environment }: { readonly region: string; readonly stack: string; readonly environment: string },
  ) {
    this.#provider = provider;
    this.#region = region;
    this.#prefix = leasePrefix(stack, environment);
  }

  nameOf(number: number): string {
    return `${this.#prefix}${number}`;
  }

  /** The numbers that a list names, in order. */
  async numbers(): Promise<Result<readonly number[], Failure>> {
    const listed = await this.#provider.list({ region: this.#region, typeName: leaseTypeName });
    if (!listed.ok) return listed;
    const resources = listed.value.kind === 'listed' ? listed.value.resources : [];
    const numbers = resources.flatMap(({ identifier }) => leaseNumber(this.#prefix, identifier) ?? []);
    return ok(numbers.toSorted((left, right) => left - right));
  }

  async read(number: number): Promise<Result<ReadLease | undefined, Failure>> {
    const reading = await this.#provider.read(this.#target(number));
    if (!reading.ok) return reading;
    if (reading.value.kind === 'absent') return ok(undefined);
    const value = reading.value.properties['Value'];
    const text = typeof value === 'string' ? value : '';
    return ok({ number, text, lease: readLease(text) });
  }

  /** False where the name is taken: the service creates a name once. */
  async create(number: number, lease: Lease): Promise<Result<boolean, Failure>> {
    const { region, typeName } = this.#target(number);
    const created = await this.#provider.create({
      region,
      typeName,
      desiredState: {
        Name: this.nameOf(number),
        Type: 'String',
        Value: leaseText(lease),
        Description: 'Lock of a stack of stack-deploy',
      },
    });
    if (created.ok) return ok(true);
    const { kind, handlerErrorCode } = created.error;
    return kind === 'already-exists' || handlerErrorCode === 'AlreadyExists' ? ok(false) : err(created.error);
  }

  async write(number: number, lease: Lease): Promise<Result<unknown, Failure>> {
    const patch = [{ op: 'replace', path: '/Value', value: leaseText(lease) }];
    return this.#provider.update({ ...this.#target(number), patch });
  }

  async remove(number: number): Promise<Result<unknown, Failure>> {
    return this.#provider.delete(this.#target(number));
  }

  #target(number: number): { readonly region: string; readonly typeName: string; readonly identifier: string } {
    return { region: this.#region, typeName: leaseTypeName, identifier: this.nameOf(number) };
  }
}
