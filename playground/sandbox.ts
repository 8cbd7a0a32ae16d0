import { isSaid, type Outcome, type Question, type Run } from './protocol.js';

/** How long the author's code may take, the start of its worker included. */
const MS = 2000;
/** After this the frame itself is taken for dead. */
const PATIENCE = 3000;

interface Frame {
  readonly element: HTMLIFrameElement;
  /** What calls the author's code. */
  readonly worker: string;
}

/**
 * Runs programs in a frame of an opaque origin, one at a time: the newest. What was asked before and has no answer
 * yet never gets one.
 */
export class Sandbox {
  private frame: Promise<Frame> | undefined;
  private id = 0;
  private abandon: () => void = () => {};

  /** @param home Where the frame, which nobody sees, is put. */
  constructor(private readonly home: HTMLElement) {}

  /** Runs the author's compiled code; `undefined` where a newer run took its place. */
  async run(code: string, question: Question): Promise<Outcome | undefined> {
    this.abandon();
    this.id++;
    const { id } = this;
    this.frame ??= this.open();
    const { element, worker } = await this.frame;
    if (id !== this.id) return undefined;
    const run: Run = { larkx: 'run', id, program: program(code, worker), question, ms: MS };
    return new Promise((resolve) => {
      const end = (outcome: Outcome | undefined) => {
        clearTimeout(timer);
        removeEventListener('message', onMessage);
        resolve(outcome);
      };
      const onMessage = ({ source, origin, data }: MessageEvent<unknown>) => {
        if (source !== element.contentWindow || origin !== 'null') return;
        if (isSaid(data) && data.id === id) end(data.outcome);
      };
      const timer = setTimeout(() => {
        element.remove();
        this.frame = undefined;
        end({ kind: 'timeout' });
      }, MS + PATIENCE);
      this.abandon = () => end(undefined);
      addEventListener('message', onMessage);
      // An opaque origin cannot be named. Only this frame can get it: it has no way to go elsewhere.
      element.contentWindow?.postMessage(run, '*');
    });
  }

  private async open(): Promise<Frame> {
    const { frame, worker } = await import('virtual:sandbox');
    const element = document.createElement('iframe');
    element.setAttribute('sandbox', 'allow-scripts');
    element.hidden = true;
    element.title = 'sandbox';
    element.srcdoc = frame;
    await new Promise((loaded) => {
      element.addEventListener('load', loaded, { once: true });
      this.home.append(element);
    });
    return { element, worker };
  }
}

/** One file: the author's code as a function, then what calls it. `inside/thrown.ts` relies on the first line. */
function program(code: string, worker: string): string {
  const lines = code.split('\n').length;
  return `const __authorLines = ${lines}; const __author = function (module, __larkx, __runtime) {
${code}
};
${worker}`;
}
