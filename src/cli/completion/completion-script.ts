export const completionShells = ['bash', 'zsh', 'fish'] as const;
export type CompletionShell = (typeof completionShells)[number];

/**
 * What a shell sources to complete command lines of the program. It asks `stack-deploy completion words` for what the last word may be, so that it
 * stays right when the program changes.
 */
export function completionScript(shell: CompletionShell): string {
  return scripts[shell];
}

const scripts: Readonly<Record<CompletionShell, string>> = {
  // bash parts words at colons and equals signs too, and replaces the last part alone.
  bash: String.raw`# stack-deploy completion for bash: source <(stack-deploy completion bash)
_stack_deploy() {
  local line="\${COMP_LINE:0:COMP_POINT}" current part IFS=$' \t\n' words
  read -ra words <<< "$line"
  if [[ "$line" == *[[:space:]] ]]; then words+=(''); fi
  current="\${words[\${#words[@]}-1]}"
  part="\${current%"\${current##*[:=]}"}"
  IFS=$'\n' read -rd '' -a COMPREPLY < <(stack-deploy completion words -- "\${words[@]:1}" 2>/dev/null)
  COMPREPLY=("\${COMPREPLY[@]#"$part"}")
  if [[ \${#COMPREPLY[@]} -eq 1 && "\${COMPREPLY[0]}" == */ ]]; then compopt -o nospace 2>/dev/null; fi
  return 0
}
complete -F _stack_deploy stack-deploy
`.replaceAll(String.raw`\$`, '$'),
  zsh: String.raw`#compdef stack-deploy
# stack-deploy completion for zsh: source <(stack-deploy completion zsh)
_stack_deploy() {
  local -a found folders others
  found=("\${(@f)$(stack-deploy completion words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  folders=("\${(@M)found:#*/}")
  others=("\${(@)found:#(|*/)}")
  (( \${#folders} )) && compadd -S '' -- "\${folders[@]}"
  (( \${#others} )) && compadd -- "\${others[@]}"
  return 0
}
if (( \${+functions[compdef]} )); then compdef _stack_deploy stack-deploy; fi
`.replaceAll(String.raw`\$`, '$'),
  fish: `# stack-deploy completion for fish: stack-deploy completion fish | source
function __stack_deploy_words
    set -l typed (commandline -opc) (commandline -ct)
    stack-deploy completion words -- $typed[2..-1] 2>/dev/null
end
complete -c stack-deploy -f -a '(__stack_deploy_words)'
`,
};
