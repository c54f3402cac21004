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
      return (written.at(-1) ?? '').slice('\r\u001b[2K'.length + 4);
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
