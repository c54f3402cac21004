import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, schemas/ and templates/, seen from the compiled files in dist/src/base. */
export const packageRoot: string = fileURLToPath(new URL('../../../', import.meta.url));
