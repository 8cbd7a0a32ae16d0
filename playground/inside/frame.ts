/**
 * Runs in the sandboxed frame: an origin of its own, and no network. It starts each program in a worker, so that one
 * that never ends can be ended from here.
 */
import { MAX_ANSWER, type Outcome, type Run } from '../protocol.js';

let stop = () => {};

addEventListener('message', ({ source, data }: MessageEvent<Run>) => {
  // Whoever opened this frame; nobody else has code to run here.
  if (source !== parent || data?.larkx !== 'run') return;
  // An edit is newer than what still runs.
  stop();
  start(data);
});

function start({ id, program, question, ms }: Run): void {
  const url = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
  const worker = new Worker(url);
  stop = () => {
    clearTimeout(timer);
    worker.terminate();
    URL.revokeObjectURL(url);
  };
  const end = (outcome: Outcome) => {
    stop();
    // The page's origin is not known to an opaque one; what is said is no secret.
    parent.postMessage({ larkx: 'said', id, outcome }, '*');
  };
  const timer = setTimeout(() => end({ kind: 'timeout' }), ms);
  worker.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string' && data.length <= MAX_ANSWER) end({ kind: 'answer', text: data });
    else end({ kind: 'crash', message: 'the answer is too long, or no text' });
  };
  worker.onerror = (event) => {
    event.preventDefault();
    end({ kind: 'crash', message: event.message || 'the program could not be started' });
  };
  worker.postMessage(question);
}
