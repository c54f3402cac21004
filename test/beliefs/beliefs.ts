import { updateLagMs } from '../../src/provider/cloud-control/before-update.ts';
import { presenceWindowMs } from '../../src/provider/cloud-control/presence.ts';
import {
  ask,
  create,
  follow,
  isListed,
  mustAsk,
  newParameter,
  read,
  remove,
  sendCreate,
  update,
  type Belief,
  type ProbedCloud,
  type ProbeParameter,
  type RequestEvent,
  type Seen,
} from './probe.ts';

const hourMs = 3_600_000;
const notPatient: Seen = {
  holds: undefined,
  seen: 'it takes longer than minutes: --patient',
};

/** Everything that stands in the table of `docs/reliability.md`, in its order. */
export const beliefs: readonly Belief[] = [
  {
    name: 'a used ClientToken is refused or answered with its first request',
    probe: (cloud) =>
      withParameter(cloud, async (parameter) => {
        const token = cloud.random.uuid();
        const { RequestToken: requestToken = '' } = await create(cloud, parameter, token);
        const models = [parameter.model, { ...parameter.model, Value: 'two' }];
        const answers: string[] = [];
        for (const model of models) answers.push(await answerToUsedToken(cloud, model, token, requestToken));
        return {
          holds: answers.every((one) => one !== 'accepted anew'),
          seen: answers.join('; other values: '),
        };
      }),
  },
  {
    name: 'a ClientToken belongs to one account',
    probe: async (cloud) => {
      const { other } = cloud;
      if (other === undefined)
        return {
          holds: undefined,
          seen: 'it takes a second account: --other-profile NAME',
        };
      return withParameter(cloud, async (parameter) => {
        const token = cloud.random.uuid();
        await create(cloud, parameter, token);
        const there = { ...cloud, transport: other };
        const sent = await sendCreate(there, parameter.model, token);
        if (sent.ok) {
          await follow(there, sent.value);
          await remove(there, parameter);
        }
        return {
          holds: sent.ok,
          seen: sent.ok ? 'accepted in the other account' : sent.name,
        };
      });
    },
  },
  {
    name: 'a ClientToken is known for 36 hours',
    probe: async (cloud) => {
      if (cloud.isPatient !== true) return notPatient;
      return withParameter(cloud, async (parameter) => {
        const token = cloud.random.uuid();
        const { RequestToken: requestToken = '' } = await create(cloud, parameter, token);
        await cloud.clock.sleep(35 * hourMs);
        const within = await answerToUsedToken(cloud, parameter.model, token, requestToken);
        await remove(cloud, parameter);
        await cloud.clock.sleep(2 * hourMs);
        const after = await answerToUsedToken(cloud, parameter.model, token, requestToken);
        return {
          holds: within !== 'accepted anew' && after === 'accepted anew',
          seen: `after 35 hours: ${within}; after 37: ${after}`,
        };
      });
    },
  },
  {
    name: 'requests can be listed for seven days',
    probe: async (cloud) => {
      if (cloud.isPatient !== true) return notPatient;
      return withParameter(cloud, async (parameter) => {
        const { RequestToken: requestToken = '' } = await create(cloud, parameter);
        await cloud.clock.sleep(167 * hourMs);
        const asked = await ask(cloud, 'GetResourceRequestStatus', {
          RequestToken: requestToken,
        });
        const listed = await isRequestListed(cloud, requestToken);
        return {
          holds: asked.ok && listed,
          seen: `after 167 hours: ${listed ? 'listed' : 'not listed'}`,
        };
      });
    },
  },
  {
    name: 'a list names what exists within five minutes of its create',
    probe: (cloud) =>
      withParameter(cloud, async (parameter) => {
        await create(cloud, parameter);
        return within(cloud, presenceWindowMs, 'listed', () => isListed(cloud, parameter));
      }),
  },
  {
    name: '`GetResource` answers "not found" only of what is not there, five minutes after its create',
    probe: (cloud) =>
      withParameter(cloud, async (parameter) => {
        await create(cloud, parameter);
        return within(cloud, presenceWindowMs, 'found', async () => (await read(cloud, parameter)) !== undefined);
      }),
  },
  {
    name: 'a read shows an update within 30 seconds of its end',
    probe: (cloud) =>
      withParameter(cloud, async (parameter) => {
        await create(cloud, parameter);
        await update(cloud, parameter, [{ op: 'replace', path: '/Value', value: 'two' }]);
        return within(cloud, updateLagMs, 'shown', async () => (await read(cloud, parameter))?.['Value'] === 'two');
      }),
  },
  {
    name: 'a patch is refused where its `test` does not hold, and changes nothing',
    probe: (cloud) =>
      withParameter(cloud, async (parameter) => {
        await create(cloud, parameter);
        const answer = await update(cloud, parameter, [
          { op: 'add', path: '/Description', value: 'changed' },
          { op: 'test', path: '/Value', value: 'another' },
          { op: 'replace', path: '/Value', value: 'two' },
        ]);
        const { Value: value, Description: description } = (await read(cloud, parameter)) ?? {};
        const isRefused = !answer.ok || answer.value.OperationStatus !== 'SUCCESS';
        return {
          holds: isRefused && value === 'one' && description === undefined,
          seen: answer.ok ? statusOf(answer.value) : answer.name,
        };
      }),
  },
  {
    name: 'a parameter is created only where none has its name',
    probe: (cloud) =>
      withParameter(cloud, async (parameter) => {
        await create(cloud, parameter);
        const again = await createAgain(cloud, parameter);
        const value = (await read(cloud, parameter))?.['Value'];
        return { holds: again !== 'SUCCESS' && value === 'one', seen: again };
      }),
  },
];

async function withParameter(cloud: ProbedCloud, probe: (parameter: ProbeParameter) => Promise<Seen>): Promise<Seen> {
  const parameter = newParameter(cloud);
  try {
    return await probe(parameter);
  } finally {
    await remove(cloud, parameter);
  }
}

async function answerToUsedToken(
  cloud: ProbedCloud,
  model: ProbeParameter['model'],
  token: string,
  firstRequest: string,
): Promise<string> {
  const sent = await sendCreate(cloud, model, token);
  if (!sent.ok) return sent.message.includes(firstRequest) ? `${sent.name}, naming the first request` : sent.name;
  await follow(cloud, sent.value);
  return sent.value.RequestToken === firstRequest ? 'answered with the first request' : 'accepted anew';
}

/** How a second create of the same name ends. */
async function createAgain(cloud: ProbedCloud, { model }: ProbeParameter): Promise<string> {
  const sent = await sendCreate(cloud, { ...model, Value: 'two' }, cloud.random.uuid());
  return sent.ok ? statusOf(await follow(cloud, sent.value)) : sent.name;
}

function statusOf({ OperationStatus: status, ErrorCode: code }: RequestEvent): string {
  return code === undefined ? String(status) : `${status}, ${code}`;
}

async function isRequestListed(cloud: ProbedCloud, requestToken: string): Promise<boolean> {
  let token: string | undefined;
  do {
    const page = await mustAsk(cloud, 'ListResourceRequests', token === undefined ? {} : { NextToken: token });
    if (page.ResourceRequestStatusSummaries?.some(({ RequestToken }) => RequestToken === requestToken) === true)
      return true;
    token = page.NextToken;
  } while (token !== undefined);
  return false;
}

/** Asks every second until it is so, at most for `mostMs`. */
async function within(cloud: ProbedCloud, mostMs: number, word: string, isSo: () => Promise<boolean>): Promise<Seen> {
  const startedMs = cloud.clock.now();
  for (;;) {
    const afterMs = cloud.clock.now() - startedMs;
    if (await isSo()) return { holds: true, seen: `${word} after ${afterMs / 1000} s` };
    if (afterMs >= mostMs) return { holds: false, seen: `not ${word} after ${afterMs / 1000} s` };
    await cloud.clock.sleep(1000);
  }
}
