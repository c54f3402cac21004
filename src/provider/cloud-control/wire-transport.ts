import { isJsonObject, parseJson } from '../../base/json.ts';
import type { Output } from './calls.ts';
import type { Exchange } from './exchange.ts';
import type { Transport, TransportRequest } from './transport.ts';
import { errorFromWire, headerOf } from './wire-answer.ts';
import { targetOf, type RequestName } from './wire.ts';

/** Without the SDK: to a Cloud Control in this process, which needs no signature and no network. */
export function createWireTransport(exchange: Exchange): Transport {
  return {
    call: async <O extends RequestName>({ operation, region, input, givenUp }: TransportRequest<O>) => {
      const { status, headers, body } = await exchange({
        target: targetOf(operation),
        // What is in a file is of no use to a Cloud Control in this process.
        body: JSON.stringify('Body' in input ? { ...input, Body: undefined } : input),
        region,
        abortSignal: givenUp,
      });
      const metadata = { httpStatusCode: status, requestId: headerOf(headers, 'x-amzn-requestid') };
      const parsed = parseJson(body);
      if (status >= 400) throw errorFromWire(isJsonObject(parsed) ? parsed : {}, headers, metadata);
      if (!isJsonObject(parsed)) throw Object.assign(new SyntaxError('not JSON'), { $metadata: metadata });
      const answeredMs = Date.parse(headerOf(headers, 'date') ?? '');
      const $metadata = { ...metadata, ...(Number.isNaN(answeredMs) ? {} : { answeredMs }) };
      // What an answer must hold is looked at where it is read, whoever has carried it.
      return { ...parsed, $metadata } as unknown as Output<O>;
    },
    addressOf: () => undefined,
    findCredentials: () => Promise.resolve(),
    close: () => undefined,
  };
}
