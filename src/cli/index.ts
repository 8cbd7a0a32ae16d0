#!/usr/bin/env node
import { main } from './main.js';

// `larkx emulator | head` closes the pipe early; that is no error to report.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await main(process.argv.slice(2));
