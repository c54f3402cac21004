import { expect } from 'chai';
import { handlerErrorCodeIn, requestTokenIn } from '../../../../src/provider/cloud-control/message-parts.ts';

describe('message parts', () => {
  it('are found in what a handler returned', () => {
    const message = 'AWS::S3::Bucket Handler returned status FAILED: x (HandlerErrorCode: NotFound, RequestToken: a-1)';
    expect(handlerErrorCodeIn(message)).to.equal('NotFound');
    expect(requestTokenIn(message)).to.equal('a-1');
  });

  it('are found in what is said of another request', () => {
    const message = 'ClientToken c is already associated with an existing operation with RequestToken 1b2c-3d.';
    expect(requestTokenIn(message)).to.equal('1b2c-3d');
    expect(handlerErrorCodeIn(message)).to.equal(undefined);
  });

  it('are not made up', () => {
    expect(requestTokenIn('MyRequestToken x')).to.equal(undefined);
    expect(requestTokenIn('RequestToken')).to.equal(undefined);
  });
});
