const KEY = 'larkx-playground';

interface Saved {
  /** The example that was open. */
  example: string | undefined;
  /** What was made of each example. */
  texts: Record<string, string>;
}

/** What the viewer wrote, kept in this browser; only until the page is closed where it keeps nothing. */
export class Drafts {
  private readonly saved = read();

  get example(): string | undefined {
    return this.saved.example;
  }

  text(example: string): string | undefined {
    return Object.hasOwn(this.saved.texts, example) ? this.saved.texts[example] : undefined;
  }

  open(example: string): void {
    this.saved.example = example;
    this.write();
  }

  /** `undefined` is the example as it was. */
  keep(example: string, text: string | undefined): void {
    if (text === undefined) delete this.saved.texts[example];
    else this.saved.texts[example] = text;
    this.write();
  }

  private write(): void {
    try {
      localStorage.setItem(KEY, JSON.stringify(this.saved));
    } catch {
      // Blocked or full: the page works without.
    }
  }
}

function read(): Saved {
  const saved: Saved = { example: undefined, texts: {} };
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const { example, texts } = value as Record<string, unknown>;
    if (typeof example === 'string') saved.example = example;
    for (const [name, text] of Object.entries(texts ?? {})) {
      if (typeof text === 'string') saved.texts[name] = text;
    }
  } catch {
    // Blocked, or not ours.
  }
  return saved;
}
