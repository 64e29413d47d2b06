/**
 * Lets a script import from `src/`, where imports carry no extension: `node --import ./scripts/sourceImports.mjs …`.
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isOurs = context.parentURL?.endsWith('.ts') === true;
    const isBare = isOurs && specifier.startsWith('.') && !/\.[a-z]+$/.test(specifier);
    return nextResolve(isBare ? `${specifier}.ts` : specifier, context);
  },
});
