import { budgets } from '../../base/budgets.ts';
import type { Location } from '../../diagnostics/source.ts';
import type { Value } from '../../values/value.ts';
import { measure } from './measure.ts';
import { refusal, type Stop } from './stop.ts';

/** Levels that the interpreter may be inside itself: the tallest expression, within the deepest blocks. */
const deepest = budgets.nesting + budgets.chainedOperators + 50;

/** Counts what one rendering costs, and ends it before it costs too much. */
export class Meter {
  private steps = 0;
  private depth = 0;
  private written = 0;
  private slots = 0;

  /** Takes steps from the budget. */
  charge(steps: number, at: () => Location): void {
    this.steps += steps;
    if (this.steps <= budgets.renderSteps) return;
    throw tooMuch(`the template takes more than ${budgets.renderSteps} steps`, at());
  }

  /** One level further in; `leave` must follow. */
  enter(at: () => Location): void {
    this.depth += 1;
    if (this.depth <= deepest) return;
    throw tooMuch('the template calls itself too deeply', at());
  }

  leave(): void {
    this.depth -= 1;
  }

  /** A text of that many characters is about to be made. */
  reserve(characters: number, at: () => Location): void {
    if (characters <= budgets.renderedCharacters) return;
    throw tooMuch(`the template would make a text of more than ${budgets.renderedCharacters} characters`, at());
  }

  /** A value has been made, or comes from outside. */
  admit(value: Value, at: () => Location): void {
    if (typeof value === 'string') {
      this.reserve(value.length, at);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const { nodes, characters, height } = measure(value);
    if (height > budgets.nesting) throw tooMuch(`the value is nested more than ${budgets.nesting} levels deep`, at());
    if (nodes > budgets.renderedCharacters || characters > budgets.renderedCharacters) {
      throw tooMuch(`the template would make a value of more than ${budgets.renderedCharacters} characters`, at());
    }
  }

  /** Characters that become part of the rendered text. */
  write(characters: number, at: () => Location): void {
    this.written += characters;
    if (this.written <= budgets.renderedCharacters) return;
    throw tooMuch(`the rendered text has more than ${budgets.renderedCharacters} characters`, at());
  }

  slot(at: () => Location): void {
    this.slots += 1;
    if (this.slots <= budgets.slots) return;
    throw tooMuch(`the rendered text has more than ${budgets.slots} values in it`, at());
  }
}

function tooMuch(message: string, at: Location): Stop {
  return refusal('template/budget', message, at);
}
