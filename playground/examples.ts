export interface Example {
  /** A draft of it is kept under this. */
  readonly name: string;
  readonly title: string;
  readonly load: () => Promise<string>;
}

/**
 * The gallery. A file that imports from `larkx` only and exports `default` or `states` is one line here;
 * `examples/hello.tsx` and `examples/streaming.tsx` say what these mean.
 */
export const EXAMPLES: readonly Example[] = [
  example('hello', 'Hello', () => import('./examples/hello.tsx?raw')),
  example('columns', 'Columns and panels', () => import('./examples/columns.tsx?raw')),
  example('streaming', 'A streaming answer', () => import('./examples/streaming.tsx?raw')),
  example(
    'agent-run',
    'An agent run',
    () => import('../examples/agent-run.tsx?raw'),
    () => import('./examples/agent-run.tsx?raw'),
  ),
  example(
    'approval',
    'An approval',
    () => import('../examples/approval.tsx?raw'),
    () => import('./examples/approval.tsx?raw'),
  ),
  example(
    'dashboard',
    'A dashboard',
    () => import('../examples/dashboard.tsx?raw'),
    () => import('./examples/dashboard.tsx?raw'),
  ),
  example('mistakes', 'Mistakes', () => import('./examples/mistakes.tsx?raw')),
];

type Raw = () => Promise<{ default: string }>;

/** @param rest A file that goes on where the first one ends; its import of the first one is left out. */
function example(name: string, title: string, file: Raw, rest?: Raw): Example {
  const load = async () => {
    const text = (await file()).default;
    if (!rest) return text;
    const more = (await rest()).default.replace(/^import [^;]* from '\.[^']*';\n/m, '');
    return `${text}\n${more.trimStart()}`;
  };
  return { name, title, load };
}
