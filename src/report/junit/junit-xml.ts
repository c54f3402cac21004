import type { JUnitCase, JUnitSuite } from './junit-suite.ts';

/** The suites as JUnit's XML, as Jenkins and GitLab read it. */
export function formatJUnit(suites: readonly JUnitSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  const seconds = suites.reduce((sum, suite) => sum + suite.seconds, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'stack-deploy', ...countsOf(all), time: timeText(seconds) })}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteLines({ name, seconds, cases, output, errors }: JUnitSuite): readonly string[] {
  return [
    `  <testsuite${attributes({ name, ...countsOf(cases), time: timeText(seconds) })}>`,
    ...cases.flatMap(caseLines),
    ...(output === undefined ? [] : [`    <system-out>${textOf(output)}</system-out>`]),
    ...(errors === undefined ? [] : [`    <system-err>${textOf(errors)}</system-err>`]),
    '  </testsuite>',
  ];
}

function caseLines({ group, name, seconds, place, end }: JUnitCase): readonly string[] {
  const head = attributes({
    classname: group,
    name,
    time: timeText(seconds),
    ...(place === undefined ? {} : { file: place.file, line: place.line }),
  });
  const inside = endLine(end);
  return inside === undefined
    ? [`    <testcase${head}/>`]
    : [`    <testcase${head}>`, `      ${inside}`, '    </testcase>'];
}

function endLine(end: JUnitCase['end']): string | undefined {
  switch (end.kind) {
    case 'passed':
      return end.output === undefined ? undefined : `<system-out>${textOf(end.output)}</system-out>`;
    case 'skipped':
      return `<skipped${attributes({ message: end.message })}/>`;
    case 'failure':
    case 'error':
      return `<${end.kind}${attributes({ message: end.message, type: end.type })}>${textOf(end.text)}</${end.kind}>`;
  }
}

function countsOf(cases: readonly JUnitCase[]): Readonly<Record<string, number>> {
  const amount = (kind: JUnitCase['end']['kind']): number => cases.filter(({ end }) => end.kind === kind).length;
  return { tests: cases.length, failures: amount('failure'), errors: amount('error'), skipped: amount('skipped') };
}

function timeText(seconds: number): string {
  return seconds.toFixed(3);
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${attributeText(String(value))}"`)
    .join('');
}

/** A reader makes blanks of line breaks and tabs in an attribute unless they are written by their number. */
function attributeText(text: string): string {
  return textOf(text)
    .replaceAll('"', '&quot;')
    .replace(/[\n\t]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function textOf(text: string): string {
  return withoutControls(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

/** XML 1.0 has no way to write them, not even by their number (https://www.w3.org/TR/xml/#charsets). */
function withoutControls(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
