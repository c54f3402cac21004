import { parseArgs } from 'node:util';
import { systemClock } from '../../src/base/clock.ts';
import { systemRandom } from '../../src/base/random.ts';
import { createSdkTransport } from '../../src/provider/cloud-control/sdk-transport.ts';
import { beliefs } from './beliefs.ts';
import { formatSeen, probeAll } from './probe-all.ts';

/**
 * `npm run aws:beliefs -- --region REGION [--profile NAME] [--other-profile NAME] [--patient]` asks AWS what is taken for granted about it.
 * Needs the credentials of an account that holds nothing else: it creates parameters under `/stack-deploy-beliefs/`, and removes them.
 * Ends with 1 where a belief does not hold, or there are no credentials.
 */
const { values } = parseArgs({
  options: {
    region: { type: 'string' },
    profile: { type: 'string' },
    'other-profile': { type: 'string' },
    patient: { type: 'boolean', default: false },
  },
});
const region = values.region ?? process.env['AWS_REGION'];
if (region === undefined) throw new Error('Give --region.');
const common = { clock: systemClock, random: systemRandom };
const transport = createSdkTransport({
  ...common,
  ...(values.profile === undefined ? {} : { profile: values.profile }),
});
const otherProfile = values['other-profile'];
const other = otherProfile === undefined ? undefined : createSdkTransport({ ...common, profile: otherProfile });
try {
  await transport.findCredentials(region);
  const seen = await probeAll(beliefs, { ...common, transport, other, region, isPatient: values.patient }, (one) =>
    process.stdout.write(formatSeen(one)),
  );
  process.exitCode = seen.some(({ holds }) => holds === false) ? 1 : 0;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  transport.close();
  other?.close();
}
