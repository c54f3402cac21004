import { isGiven, rulesFor, textAt } from '../define-rule.ts';
import { isTrueAt, mapsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

const branding = rulesFor('AWS::Cognito::ManagedLoginBranding', deployments);
const customization = rulesFor('AWS::Cognito::UserPoolUICustomizationAttachment', deployments);

export const brandingRules: readonly ServiceRule[] = [
  branding(
    'icons-are-favicons',
    (model) => {
      for (const { map, index } of mapsAt(model, 'Assets')) {
        const category = textAt(map, 'Category');
        if (textAt(map, 'Extension')?.text !== 'ICO' || category === undefined || category.text === 'FAVICON_ICO')
          continue;
        return {
          path: ['Assets', index, 'Extension'],
          message: `an asset of category ${category.shown} cannot be an ICO file`,
        };
      }
      return undefined;
    },
    { words: 'ours' },
  ),
  branding('provided-values-or-settings', (model) =>
    isTrueAt(model, 'UseCognitoProvidedValues') === true && isGiven(model, 'Settings')
      ? { path: ['Settings'], message: 'useCognitoProvidedValues or settings should be specified (but not both)' }
      : undefined,
  ),
  customization('css-classes', (model) => {
    const css = textAt(model, 'CSS');
    const plain = css?.text.replace(/\/\*[^]*?\*\//g, '') ?? '';
    const selectors = plain.split('}').flatMap((rule) => {
      const [selector = '', ...body] = rule.split('{');
      return body.length === 0 ? [] : [selector.trim()];
    });
    const wrong = selectors.find((one) => one !== '' && !one.startsWith('@') && !one.includes('-customizable'));
    if (wrong === undefined || css === undefined) return undefined;
    const shown = css.shown === css.text ? wrong : css.shown;
    return { path: ['CSS'], message: `The CSS class ${shown} is not in the list of allowed classes.` };
  }),
  customization(
    'customization-needs-domain',
    (_model, { neighbours }) =>
      neighbours?.siblings('AWS::Cognito::UserPoolDomain', 'UserPoolId')?.length === 0
        ? { path: ['UserPoolId'], message: 'A domain must be associated with this user pool.' }
        : undefined,
    { looksAround: true },
  ),
];
