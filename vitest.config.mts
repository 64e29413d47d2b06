import { defineConfig } from 'vitest/config';
import { totalsReporter } from './test/totalsReporter.ts';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', totalsReporter],
  },
});
