import { openRegistry } from '../../api/open-registry.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { diagnosticCodes } from '../../diagnostics/codes.ts';
import { completionScript, completionShells } from '../completion/completion-script.ts';
import { completionWords } from '../completion/completion-words.ts';
import { environmentsIn, manifestIn, pathsFrom, stackFoldersFrom } from '../completion/stack-facts.ts';
import type { Context } from '../context.ts';
import type { CommandDefinition } from '../definitions/definition.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';

/** Prints what a shell sources, or, as `words`, what that asks for: what the last of the words may be, one a line. */
export function complete(
  shell: string,
  words: readonly string[],
  definitions: readonly CommandDefinition[],
  context: Context,
): ExitCode {
  const { output, errors } = context;
  if (shell === 'words') {
    output.write(
      wordsIn(words, definitions, context)
        .map((word) => word + '\n')
        .join(''),
    );
    return exitCodes.done.code;
  }
  const known = completionShells.find((one) => one === shell);
  if (known === undefined) {
    const help = didYouMean(shell, completionShells);
    errors.write(`error: no completion for ${shell}: use bash, zsh or fish${help === undefined ? '' : `; ${help}`}\n`);
    return exitCodes.failed.code;
  }
  output.write(completionScript(known));
  return exitCodes.done.code;
}

function wordsIn(
  words: readonly string[],
  definitions: readonly CommandDefinition[],
  { workingDirectory }: Context,
): readonly string[] {
  return completionWords(words, {
    commands: definitions.map(({ name }) => name),
    definitionOf: (command) => definitions.find(({ name }) => name === command),
    stackFolders: (start) => stackFoldersFrom(start, workingDirectory),
    paths: (start) => pathsFrom(start, workingDirectory),
    environmentsOf: (folder) => {
      const manifest = manifestIn(folder, workingDirectory);
      return manifest === undefined ? [] : environmentsIn(manifest);
    },
    resourcesOf: (folder) => manifestIn(folder, workingDirectory)?.resources.map(({ name }) => name) ?? [],
    types: (start) => {
      const opened = openRegistry({ workingDirectory, stackFolder: workingDirectory });
      if (!opened.ok) return [];
      return start.startsWith('awscc') ? opened.value.statementNames() : opened.value.typeNames();
    },
    diagnosticCodes: Object.keys(diagnosticCodes),
  });
}
