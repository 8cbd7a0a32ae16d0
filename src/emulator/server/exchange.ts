import type { ServerResponse } from 'node:http';
import type { Exchange } from '../handler.js';

/**
 * Does to a connection what the service decided: answers late, answers with something that is no JSON, keeps still
 * until the connection ends, or breaks it. Settles when nothing is left to do, also when the client has gone away
 * meanwhile or `cut` fires, which ends a wait with the connection.
 */
export async function carryOut(
  exchange: Exchange,
  response: ServerResponse,
  cut: AbortSignal,
): Promise<void> {
  if (!(await wait(exchange.afterMs, response, cut))) {
    response.destroy();
    return;
  }
  switch (exchange.kind) {
    case 'silence':
      response.destroy();
      return;
    case 'reset':
      // A FIN would look like a server that closes an idle connection; this is one that breaks.
      response.socket?.resetAndDestroy();
      return;
    case 'answer': {
      const { status, headers, body } = exchange.response;
      const text = exchange.text ?? JSON.stringify(body);
      response.writeHead(status, headers).end(text);
    }
  }
}

/** Whether the time passed with the connection still there. */
function wait(ms: number, response: ServerResponse, cut: AbortSignal): Promise<boolean> {
  if (cut.aborted || response.destroyed) return Promise.resolve(false);
  if (ms <= 0) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (passed: boolean) => {
      clearTimeout(timer);
      response.off('close', gone);
      cut.removeEventListener('abort', gone);
      resolve(passed);
    };
    const gone = () => end(false);
    const timer = setTimeout(() => end(true), ms);
    response.on('close', gone);
    cut.addEventListener('abort', gone);
  });
}
