import { defineConfig } from 'vitest/config'

/** Waiting is bounded so that a hang ends a run, not so that slowness fails one. */
const patience = { testTimeout: 120_000, hookTimeout: 180_000, teardownTimeout: 60_000 }

export default defineConfig({
  test: {
    // At the root only: one server for all projects of a run.
    globalSetup: './test/global.ts',
    // Beside them a browser is at work (tools/test.mjs), on the two cores it is all meant for.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,seed,tools,bench}/**/*.test.{ts,tsx}', 'test/*.test.ts', 'test/house/*.test.ts'],
          // Modules are loaded once a worker, not once a file: half of the processor time of a run.
          isolate: false,
          ...patience,
        },
      },
      { test: { name: 'stories', include: ['test/stories/**/*.test.ts'], isolate: false, ...patience } },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          // One Chromium at a time: two of them and the database are more than two cores carry.
          fileParallelism: false,
          ...patience,
        },
      },
    ],
  },
})
