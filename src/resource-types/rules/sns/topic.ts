import { rulesFor, textAt } from '../define-rule.ts';
import { isTrueAt } from '../reading-model.ts';
import { snsApi } from '../sources.ts';

export const topicName = rulesFor('AWS::SNS::Topic', snsApi)('topic-name', (model) => {
  const name = textAt(model, 'TopicName');
  const isFifo = isTrueAt(model, 'FifoTopic');
  if (name === undefined || isFifo === undefined) return undefined;
  if (isFifo ? /^[\w-]{1,251}\.fifo$/.test(name.text) : /^[\w-]{1,256}$/.test(name.text)) return undefined;
  const message = isFifo
    ? 'Invalid parameter: Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 characters long.'
    : 'Invalid parameter: Topic Name';
  return { path: ['TopicName'], message };
});
