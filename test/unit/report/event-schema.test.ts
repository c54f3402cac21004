import { expect } from 'chai';
import type { Event } from '../../../src/events/event.ts';
import { assertDescribedEvent, describedKinds } from '../../support/described-json.ts';

/** The compiler asks for a line of each kind. */
const kinds: Readonly<Record<Event['kind'], true>> = {
  'run.started': true,
  'run.diagnostics': true,
  'run.finished': true,
  'resource.started': true,
  'resource.statement': true,
  'resource.waiting': true,
  'resource.delayed': true,
  'resource.postponed': true,
  'resource.writing': true,
  'resource.finished': true,
  'resource.script-line': true,
  'resource.troubleshot': true,
  'rollback.started': true,
  'rollback.step': true,
  'lock.waiting': true,
  'lock.taken': true,
  'lock.lost': true,
  'request.open': true,
  'request.sent': true,
  'request.answered': true,
  'request.progress': true,
  'request.doubted': true,
  'request.slowed': true,
  'statement.started': true,
  'statement.finished': true,
};

const head = { format: 2, time: '2026-01-01T00:00:01.000Z' };
const isDescribed =
  (event: object): (() => void) =>
  () => {
    assertDescribedEvent(JSON.stringify({ ...head, ...event }));
  };

describe('the schema of events', () => {
  it('describes every kind of event', () => {
    expect([...describedKinds()].sort()).to.deep.equal(Object.keys(kinds).sort());
  });

  it('notices a member that is missing, wrong or not described', () => {
    const writing = { kind: 'resource.writing', resource: 'pool', address: 'pool', anchor: 'create' };
    expect(isDescribed(writing)).not.to.throw();
    expect(isDescribed({ ...writing, anchor: undefined })).to.throw(/must have required property 'anchor'/);
    expect(isDescribed({ ...writing, anchor: 'make' })).to.throw(/anchor must be equal to one of the allowed values/);
    expect(isDescribed({ ...writing, attempt: 1 })).to.throw(/"additionalProperty":"attempt"/);
    expect(isDescribed({ ...writing, format: 3 })).to.throw(/not as events.schema.json says/);
  });

  it('describes a write that has another turn', () => {
    const reason = { kind: 'interrupted' };
    const postponed = { kind: 'resource.postponed', resource: 'late', address: 'late', until: ['early'], reason };
    expect(isDescribed(postponed)).not.to.throw();
    expect(isDescribed({ ...postponed, until: [] })).to.throw(/not as events.schema.json says/);
  });

  it('lets a kind be added', () => {
    expect(isDescribed({ kind: 'run.paused', why: 'lunch' })).not.to.throw();
  });
});
