/** Components of Card JSON 1.0 that 2.0 refuses (`200861`), and what takes their place. */
export const LEGACY_TAGS: Readonly<Record<string, string>> = {
  action: 'the buttons directly, or <ColumnSet> to arrange them',
  note: '<Div> with <PlainText textSize="notation" textColor="grey">',
};
