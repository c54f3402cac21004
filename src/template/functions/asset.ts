import type { Operation } from '../operations/operation.ts';
import { knownText } from '../operations/known-text.ts';

export const assetFunction: Operation = {
  name: 'asset',
  parameters: ['path'],
  summary:
    'Where a file of the stack lies once it is uploaded: `{S3Bucket, S3Key}`, in the bucket that the environment names under `assets`.',
  marks: 'raw',
  apply: (_input, args, call) => {
    const path = knownText(args, 'path', call) ?? call.wrong('"path" is null');
    return typeof path === 'string' ? call.lookUp({ kind: 'asset', path }) : path;
  },
};
