import { type Call, type CardElement, diff, type Plan, render } from 'larkx';

/** Renders two cards and plans from one to the other, as a live card does. */
export function between(
  before: CardElement,
  after: CardElement,
  options?: { streaming?: boolean },
): Plan {
  return diff(render(before, { ids: 'all' }), render(after), options);
}

/** The actions of a plan that is one batch. */
export function actions(plan: Plan): unknown {
  const [call, ...others] = plan.calls;
  if (call?.type !== 'batch' || others.length > 0) {
    throw new Error(
      `expected one batch, found ${plan.calls.map((one: Call) => one.type).join(', ')}`,
    );
  }
  return call.actions;
}

export function types(plan: Plan): string[] {
  return plan.calls.map((call) => call.type);
}
