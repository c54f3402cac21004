import { parseJson, type Json } from '../../base/json.ts';
import { err, ok } from '../../base/result.ts';
import { textOf, type SqlFunction } from './sql-function.ts';

/**
 * A function of two JSON texts that gives 1 where `isEqual` and else 0. NULL, the value of a property that is not there, is equal to NULL
 * and to nothing else.
 */
export function jsonComparison(name: string, isEqual: (left: Json, right: Json) => boolean): SqlFunction {
  return {
    name,
    parameters: ['left', 'right'],
    evaluate: (left, right) => {
      const leftText = textOf(left);
      const rightText = textOf(right);
      if (leftText === rightText) return ok(1);
      if (leftText === null || rightText === null) return ok(0);
      const leftJson = parseJson(leftText);
      const rightJson = parseJson(rightText);
      if (leftJson === undefined) return err('its first argument is not JSON');
      if (rightJson === undefined) return err('its second argument is not JSON');
      return ok(isEqual(leftJson, rightJson) ? 1 : 0);
    },
  };
}
