import { expect } from 'chai';
import { requireTools, withOutside } from './outside-tools.ts';

const script = `
import json, sys
import boto3

cloud = boto3.client('cloudcontrol', endpoint_url=sys.argv[1])
pool = 'AWS::Cognito::UserPool'
waiter = cloud.get_waiter('resource_request_success')

def finish(answer):
    token = answer['ProgressEvent']['RequestToken']
    waiter.wait(RequestToken=token)
    event = cloud.get_resource_request_status(RequestToken=token)['ProgressEvent']
    return event['OperationStatus'], event['Identifier']

def error_of(call, error, **given):
    try:
        call(**given)
    except error as found:
        return type(found).__name__, found.response['Error']['Code']

status, identifier = finish(cloud.create_resource(TypeName=pool, DesiredState=json.dumps({'UserPoolName': 'people'})))
print(status)
patch = [{'op': 'add', 'path': '/UserPoolTags', 'value': {'team': 'red'}}]
print(finish(cloud.update_resource(TypeName=pool, Identifier=identifier, PatchDocument=json.dumps(patch)))[0])
described = cloud.get_resource(TypeName=pool, Identifier=identifier)['ResourceDescription']
print(json.loads(described['Properties'])['UserPoolTags'])
print([found['Identifier'] for found in cloud.list_resources(TypeName=pool)['ResourceDescriptions']] == [identifier])
print(finish(cloud.delete_resource(TypeName=pool, Identifier=identifier))[0])

errors = cloud.exceptions
print(error_of(cloud.get_resource, errors.ResourceNotFoundException, TypeName=pool, Identifier=identifier))
print(error_of(cloud.get_resource, errors.TypeNotFoundException, TypeName='AWS::No::Type', Identifier='x'))
print(error_of(cloud.create_resource, errors.ClientError, TypeName=pool, DesiredState='{"Name": 1}'))
print(error_of(cloud.get_resource_request_status, errors.RequestTokenNotFoundException, RequestToken='no-such-token'))
given = dict(TypeName=pool, ClientToken='once')
cloud.create_resource(DesiredState='{"UserPoolName": "one"}', **given)
print(error_of(cloud.create_resource, errors.ClientTokenConflictException, DesiredState='{"UserPoolName": "two"}', **given))
`;

describe('boto3', () => {
  before(requireTools);

  it('creates, gets, updates, lists, waits for and deletes, and raises its own exceptions', async () => {
    await withOutside(async ({ runPython }) => {
      const { code, output, errors } = await runPython(script);
      expect(code, errors).to.equal(0);
      expect(output.trimEnd().split('\n')).to.deep.equal([
        'SUCCESS',
        'SUCCESS',
        "{'team': 'red'}",
        'True',
        'SUCCESS',
        "('ResourceNotFoundException', 'ResourceNotFoundException')",
        "('TypeNotFoundException', 'TypeNotFoundException')",
        "('ClientError', 'ValidationException')",
        "('RequestTokenNotFoundException', 'RequestTokenNotFoundException')",
        "('ClientTokenConflictException', 'ClientTokenConflictException')",
      ]);
    });
  });
});
