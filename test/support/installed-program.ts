import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';

export interface InstalledRun {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/**
 * The program as `npm install` puts it in place: a link in `node_modules/.bin`, started by the system. NODE_FOLDER names the folder of
 * another `node` to run it with; default: the one that runs the tests.
 */
export class InstalledProgram {
  private readonly folder: string;
  private readonly link: string;

  constructor(folder: string) {
    this.folder = folder;
    const links = join(folder, 'node_modules/.bin');
    mkdirSync(links, { recursive: true });
    this.link = join(links, 'stack-deploy');
    symlinkSync(join(packageRoot, 'bin/stack-deploy.js'), this.link);
  }

  /** Runs it in the folder that it is installed in; of this process's environment it has PATH alone. */
  run(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): InstalledRun {
    const nodeFolder = process.env['NODE_FOLDER'] ?? dirname(process.execPath);
    const { status, stdout, stderr } = spawnSync(this.link, argv, {
      cwd: this.folder,
      env: {
        PATH: [nodeFolder, process.env['PATH']].join(delimiter),
        HOME: this.folder,
        ...environment,
      },
      encoding: 'utf8',
    });
    return { code: status, output: stdout, errors: stderr };
  }
}
