/** `tsx tools/shape/main.ts`: prints what is wrong, and fails if anything is. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readShape } from './shape.ts'
import { tellViolation } from './violation.ts'

const violations = readShape(resolve(fileURLToPath(new URL('../..', import.meta.url))))
for (const violation of violations) process.stdout.write(`${tellViolation(violation)}\n`)
if (violations.length > 0) process.exitCode = 1
