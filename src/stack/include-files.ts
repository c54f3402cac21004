import { existsSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { budgets } from '../base/budgets.ts';
import { hasErrors, mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location, Source } from '../diagnostics/source.ts';
import type { ManifestValue } from '../manifest/manifest.ts';
import { parseYaml } from '../manifest/parse-yaml.ts';
import { isBelow, linkHelp, linkTooFar, nearFile } from './inside.ts';
import { loadSource } from './load-source.ts';

/** `file(policies/admin.json)`, the path in quotes or not. */
const call = /^\s*file\(\s*(?:'([^']*)'|"([^"]*)"|([^'"()]*?))\s*\)\s*$/;

const readable = ['.json', '.yaml', '.yml'];

/** How many files one stack may include, the same one again counted again. */
const mostIncluded = 1000;

/**
 * Puts the content of JSON and YAML files in the place of `file(…)`, before anything is rendered. What is included may include
 * others; paths are relative to `resources/` and stay inside the stack's folder. Values keep the places that they have in their files.
 */
export class FileIncluder {
  readonly #folder: string;
  readonly #workingDirectory: string;
  readonly #diagnostics: Diagnostic[];
  #included = 0;
  readonly #files = new Map<string, Source>();

  constructor(folder: string, workingDirectory: string, diagnostics: Diagnostic[]) {
    this.#folder = folder;
    this.#workingDirectory = workingDirectory;
    this.#diagnostics = diagnostics;
  }

  /** The files that were included, each once. */
  get files(): readonly Source[] {
    return [...this.#files.values()];
  }

  include(value: ManifestValue): ManifestValue {
    return this.#include(value, []);
  }

  /** `open`: the files around this value, outermost first. */
  #include(value: ManifestValue, open: readonly string[]): ManifestValue {
    switch (value.kind) {
      case 'scalar':
        return value;
      case 'text': {
        const found = call.exec(value.excerpt.text);
        if (found === null) return open.length === 0 ? value : { ...value, isIncluded: true };
        return this.#load((found[1] ?? found[2] ?? found[3] ?? '').trim(), value.at, open) ?? value;
      }
      case 'list':
        return { ...value, items: value.items.map((item) => this.#include(item, open)) };
      case 'map':
        return {
          ...value,
          entries: value.entries.map((entry) => ({ ...entry, value: this.#include(entry.value, open) })),
        };
    }
  }

  #load(name: string, at: Location, open: readonly string[]): ManifestValue | undefined {
    const refuse = (code: Diagnostic['code'], message: string, help?: string): ManifestValue | undefined => {
      this.#diagnostics.push(mistake(code, message, { at, ...(help === undefined ? {} : { help }) }));
      return undefined;
    };
    if (name === '') return refuse('manifest/invalid-name', 'file() names no file', 'write file(policies/admin.json)');
    const root = join(this.#folder, 'resources');
    const path = resolve(root, name);
    if (!isBelow(path, this.#folder)) {
      const help = 'paths are relative to resources/';
      return refuse('manifest/invalid-name', `file(${name}) leads out of the folder of the stack`, help);
    }
    const target = linkTooFar(path, this.#folder, this.#workingDirectory);
    if (target !== undefined) {
      const message = `file(${name}) is a link to ${target}, which is not part of the project`;
      return refuse('manifest/invalid-name', message, linkHelp);
    }
    if (!readable.includes(extname(path).toLowerCase())) {
      return refuse('manifest/unsupported', `file(${name}) must end in .json, .yaml or .yml`);
    }
    if (open.includes(path)) return refuse('manifest/too-complex', `file(${name}) includes itself`);
    this.#included += 1;
    if (this.#included > mostIncluded || open.length >= budgets.nesting) {
      // Told once: what comes after it is of the same kind.
      if (this.#included > mostIncluded + 1) return undefined;
      return refuse(
        'manifest/too-complex',
        open.length >= budgets.nesting
          ? `files include each other more than ${budgets.nesting} levels deep`
          : `the stack includes more than ${mostIncluded} files`,
      );
    }
    const near = existsSync(path) ? undefined : nearFile(path, root, readable);
    const loaded = loadSource(path, {
      workingDirectory: this.#workingDirectory,
      what: 'the included file',
      at,
      ...(near === undefined ? {} : { help: `did you mean "${near}"?` }),
    });
    this.#diagnostics.push(...loaded.diagnostics);
    if (loaded.value === undefined) return undefined;
    this.#files.set(path, loaded.value);
    const parsed = parseYaml(loaded.value);
    this.#diagnostics.push(...parsed.diagnostics);
    if (parsed.value === undefined || hasErrors(parsed.diagnostics)) return undefined;
    return this.#include(parsed.value, [...open, path]);
  }
}
