import { commandOverviews } from './definitions/overview.ts';

interface OtherOption {
  readonly names: readonly string[];
  /** The commands that have an option of that name themselves. */
  readonly except: readonly string[];
  /** The only command that the option is one of. Default: all. */
  readonly only?: string;
  readonly instead: string;
}

const noServer =
  'there is no server to reach: statements are carried out by the command itself; --endpoint-url sends requests elsewhere';
const noDownload =
  'there is no provider to download: resource types come with the tool; "schema pull" fetches newer ones';

/** Options of stackql-deploy, Terraform and CDK that this program does not have, and what does their work here. */
const others: readonly OtherOption[] = [
  { names: ['--server', '-H'], except: [], instead: noServer },
  { names: ['--port', '-p'], except: ['emulator'], instead: noServer },
  { names: ['--custom-registry', '--download-dir'], except: [], instead: noDownload },
  {
    names: ['--provider'],
    only: 'init',
    except: [],
    instead: 'every template is one of AWS: --template picks one, --list lists them',
  },
  {
    names: ['--env', '-e'],
    only: 'init',
    except: [],
    instead: 'a template is for any environment: its name is the second argument of build, test and teardown',
  },
  {
    names: ['--auto-approve', '-auto-approve', '--require-approval'],
    except: [],
    instead: 'nothing is asked, unless the manifest says confirm: true; --yes answers that',
  },
  { names: ['-var', '--var', '--context'], except: [], instead: '-e KEY=VALUE sets a variable' },
  { names: ['-var-file', '--var-file'], except: [], instead: '--vars-file FILE reads variables from YAML or JSON' },
  { names: ['-target'], except: [], instead: '--only NAMES chooses resources' },
  { names: ['-out'], except: [], instead: '--out FILE saves a plan' },
  { names: ['-destroy'], except: [], instead: '--destroy plans a teardown' },
];

/** What is said to who uses an option that stackql-deploy has; undefined where none is used. */
export function otherOption(argv: readonly string[]): string | undefined {
  const end = argv.indexOf('--');
  const given = end < 0 ? argv : argv.slice(0, end);
  const command = given.find((argument) => commandOverviews.some(({ name }) => name === argument));
  for (const argument of given) {
    const [name = ''] = argument.split('=', 1);
    const other = others.find(({ names }) => names.includes(name));
    if (other === undefined || (command !== undefined && other.except.includes(command))) continue;
    if (other.only !== undefined && other.only !== command) continue;
    return `error: unknown option '${name}'\n${other.instead}\n`;
  }
  return undefined;
}
