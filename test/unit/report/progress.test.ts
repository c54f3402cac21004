import { expect } from 'chai';
import { createHeartbeat } from '../../../src/report/heartbeat.ts';
import { createSpinner } from '../../../src/report/spinner.ts';

describe('createHeartbeat', () => {
  it('writes a line a minute while the same thing runs, and none after it', () => {
    const lines: string[] = [];
    let nowMs = 0;
    let beat: (() => void) | undefined;
    const heartbeat = createHeartbeat({
      say: (line) => void lines.push(line),
      now: () => nowMs,
      every: (ms, callback) => {
        beat = () => {
          nowMs += ms;
          callback();
        };
        return () => (beat = undefined);
      },
    });
    heartbeat.start('web');
    nowMs = 20_000;
    heartbeat.start('web: create');
    beat?.();
    heartbeat.start('web: create');
    beat?.();
    heartbeat.stop();
    expect(beat).to.equal(undefined);
    expect(lines).to.deep.equal(['  web: create, 1 min 0 s', '  web: create, 2 min 0 s']);
  });
});

describe('createHeartbeat, of several things', () => {
  it('has a line a minute for each that still runs', () => {
    const lines: string[] = [];
    let nowMs = 0;
    const beats = new Map<number, () => void>();
    let made = 0;
    const heartbeat = createHeartbeat({
      say: (line) => void lines.push(line),
      now: () => nowMs,
      every: (_ms, callback) => {
        const number = (made += 1);
        beats.set(number, callback);
        return () => beats.delete(number);
      },
    });
    heartbeat.start('web: create', 'web');
    nowMs = 30_000;
    heartbeat.start('pool: create', 'pool');
    nowMs = 90_000;
    for (const beat of beats.values()) beat();
    heartbeat.stop('web');
    nowMs = 150_000;
    for (const beat of beats.values()) beat();
    heartbeat.stop();
    expect(beats.size).to.equal(0);
    expect(lines).to.deep.equal([
      '  web: create, 1 min 30 s',
      '  pool: create, 1 min 0 s',
      '  pool: create, 2 min 0 s',
    ]);
  });
});

describe('createSpinner, of several things', () => {
  it('has a line for each, in the order in which they began, and takes them all away before anything is said', () => {
    const written: string[] = [];
    let nowMs = 0;
    const spinner = createSpinner(
      (text) => void written.push(text),
      () => 40,
      () => nowMs,
    );
    const last = (): string => (written.at(-1) ?? '').replaceAll(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/g, '*');
    const clear = '\r\u001b[2K';
    const up = `\u001b[1A${clear}`;
    spinner.start('web: create', 'web');
    nowMs = 3000;
    spinner.start('pool: create', 'pool');
    expect(last()).to.equal(`${clear}  * web: create  3 s\n  * pool: create`);
    spinner.start('pool: waits for web', 'pool');
    expect(last()).to.equal(`${clear}${up}  * web: create  3 s\n  * pool: waits for web`);
    spinner.pause();
    expect(last()).to.equal(`${clear}${up}`);
    spinner.resume();
    expect(last()).to.equal(`${clear}  * web: create  3 s\n  * pool: waits for web`);
    spinner.stop('web');
    expect(last()).to.equal(`${clear}${up}  * pool: waits for web`);
    spinner.stop('pool');
    expect(last()).to.equal(clear);
  });

  it('takes away what a window that became narrower shows on several rows', () => {
    const written: string[] = [];
    let columns = 40;
    const spinner = createSpinner(
      (text) => void written.push(text),
      () => columns,
      () => 0,
    );
    spinner.start('a_name_of_thirty_characters_xx', 'one');
    spinner.start('short', 'two');
    columns = 20;
    spinner.pause();
    const clear = '\r\u001b[2K';
    expect(written.at(-1)).to.equal(`${clear}${`\u001b[1A${clear}`.repeat(2)}`);
  });

  it('shows no more than ten lines', () => {
    const written: string[] = [];
    const spinner = createSpinner(
      (text) => void written.push(text),
      () => 40,
      () => 0,
    );
    for (let index = 1; index <= 12; index += 1) spinner.start(`web_${index}`, `web_${index}`);
    const lines = (written.at(-1) ?? '').split('\n');
    spinner.stop();
    expect(lines).to.have.length(10);
    expect(lines.at(-1)).to.equal('    and 3 more');
  });
});

describe('createSpinner', () => {
  it('shows the time that the same thing has run', () => {
    const written: string[] = [];
    let nowMs = 0;
    const spinner = createSpinner(
      (text) => void written.push(text),
      () => 24,
      () => nowMs,
    );
    const shown = (text: string): string => {
      written.length = 0;
      spinner.start(text);
      // Behind what clears the rows: a time has its room in the narrowest window, too.
      return (written.at(-1) ?? '').split('\u001b[2K').at(-1)?.slice(4) ?? '';
    };
    const texts = [shown('web: create')];
    nowMs = 12_700;
    texts.push(shown('web: create'));
    nowMs = 75_000;
    texts.push(shown('web: create'));
    texts.push(shown('pool: a long name of an anchor'));
    spinner.stop();
    expect(texts).to.deep.equal(['web: create', 'web: create  12 s', 'web: creat  1 min 15 s', 'pool: a long name o']);
  });
});
