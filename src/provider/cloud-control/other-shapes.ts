import type { Json } from '../../base/json.ts';
import type { WireMetadata } from './wire-answer.ts';

/** Requests and answers of other services as they stand on the wire; what an answer must hold is looked at where it is read. */
export interface OtherShapes {
  readonly GetResources: {
    readonly input: {
      readonly TagFilters?: readonly Json[] | undefined;
      readonly ResourceTypeFilters?: readonly Json[] | undefined;
      readonly ResourceARNList?: readonly Json[] | undefined;
      readonly ResourcesPerPage?: number | undefined;
      readonly TagsPerPage?: number | undefined;
      readonly IncludeComplianceDetails?: boolean | undefined;
      readonly ExcludeCompliantResources?: boolean | undefined;
      readonly PaginationToken?: string | undefined;
    };
    readonly output: Answer<'ResourceTagMappingList' | 'PaginationToken'>;
  };
  readonly GetParameter: {
    readonly input: { readonly Name: string; readonly WithDecryption: true };
    readonly output: Answer<'Parameter'>;
  };
  readonly GetSecretValue: {
    readonly input: { readonly SecretId: string };
    readonly output: Answer<'SecretString' | 'VersionId'>;
  };
  readonly DescribeSecret: {
    readonly input: { readonly SecretId: string };
    readonly output: Answer<'VersionIdsToStages'>;
  };
  readonly HeadObject: {
    readonly input: { readonly Bucket: string; readonly Key: string };
    readonly output: Answer<never>;
  };
  readonly PutObject: {
    readonly input: {
      readonly Bucket: string;
      readonly Key: string;
      /** Of the content, in hexadecimal. */
      readonly Sha256: string;
      readonly Size: number;
      readonly Body: Uint8Array;
    };
    readonly output: Answer<never>;
  };
}

export type Answer<Members extends string> = Readonly<Partial<Record<Members, Json>>> & {
  readonly $metadata: WireMetadata;
};
