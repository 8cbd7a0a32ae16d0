import { Client, DefaultCache } from '@larksuiteoapi/node-sdk';
import { type RunningEmulator, startEmulator } from 'larkx/emulator/server';
import { onTestFinished } from 'vitest';

/** The vendor's SDK and an emulator to talk to. Its cache is its own: tokens of another emulator are worth nothing. */
export async function sdkAndEmulator(options: Parameters<typeof startEmulator>[0] = {}) {
  const emulator = await running(options);
  return { emulator, client: new Client(toward(emulator)) };
}

/** An emulator that ends with the test. */
export async function running(
  options: Parameters<typeof startEmulator>[0] = {},
): Promise<RunningEmulator> {
  const emulator = await startEmulator({ appId: 'cli_sdk', appSecret: 'hidden', ...options });
  onTestFinished(() => emulator.close());
  return emulator;
}

/** The SDK writes every refusal to the console, also those that a test is about. */
export const silent = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };

/** What the SDK needs to know to find an emulator. */
export function toward(emulator: RunningEmulator) {
  return {
    appId: 'cli_sdk',
    appSecret: 'hidden',
    domain: emulator.url,
    cache: new DefaultCache(),
    logger: silent,
  };
}
