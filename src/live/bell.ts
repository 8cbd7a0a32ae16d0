/** Waits that something can end early, without a timer left behind. */
export class Bell {
  private ringing: (() => void) | undefined;

  /** Ends the wait that is under way. */
  ring(): void {
    this.ringing?.();
  }

  /** Waits some milliseconds, or until it rings. */
  within(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, Math.ceil(ms));
      const self = this;
      this.ringing = done;
      function done() {
        clearTimeout(timer);
        self.ringing = undefined;
        resolve();
      }
    });
  }
}
