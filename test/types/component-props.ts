/** What a component takes, without its key. */
export type ComponentProps<C> = C extends (props: infer P) => any ? P : never;
