import type { CardElement } from '../../jsx-runtime/element.js';
import type { TAG_COLORS } from '../../src/schema/color.js';
import { type Component, component, type DefProps, define } from '../../src/schema/definition.js';
import { type MarkdownSource, t } from '../../src/schema/field.js';
import { isObject, type Json, type JsonObject } from '../../src/schema/json.js';
import { common } from '../common.js';

const columns = t.list(
  t.obj({
    /** Key of the cells in each row; unique in the table. */
    name: t.req(t.string({ minLength: 1 })),
    /** Text in the head; none unless told. */
    displayName: t.string({ wire: 'display_name' }),
    /** What the cells are. @default "text" */
    dataType: t.req(
      t.oneOf(['text', 'lark_md', 'markdown', 'number', 'options', 'persons', 'date'], {
        default: 'text',
        newer: { date: '7.6', lark_md: '7.10', markdown: '7.14' },
      }),
      'it has a default as well',
    ),
    /** Width: 80 to 600 px, or 1 to 100 % of the card. @default "auto" */
    width: t.share(['auto'], { min: 80, max: 600, default: 'auto' }),
    /** Horizontal alignment; numbers stand right unless told. */
    horizontalAlign: t.oneOf(['left', 'center', 'right']),
    /** Vertical alignment. @default "center" */
    verticalAlign: t.oneOf(['top', 'center', 'bottom'], { default: 'center' }),
    /** How numbers are written. */
    format: t.obj({
      /** Decimal places, 0 to 10; as given unless told. */
      precision: t.integer({ min: 0, max: 10 }),
      /** One character in front, such as a currency. */
      symbol: t.string({ maxLength: 1 }),
      /** Whether thousands are separated by commas. @default false */
      separator: t.boolean({ default: false }),
    }),
    /** How dates are written: `YYYY MM DD HH mm ss` with any separators. */
    dateFormat: t.string(),
  }),
  { maxShown: 50 },
);

export const table = define({
  name: 'Table',
  tag: 'table',
  place: 'element',
  page: 'card-json-v2-components/content-components/table',
  children: { kind: 'none' },
  rootOnly: true,
  fields: {
    ...common,
    /** The columns; the first 50 are shown. */
    columns: t.req(columns),
    /**
     * The rows: data, keyed by the names of the columns. Sent as it is, but for cells of type `markdown` and `lark_md`:
     * those are what stands in `<Markdown>` and `<LarkMd>`, without tables.
     */
    rows: t.req(t.jsonArray({ cellsOf: 'columns' })),
    /** Rows per page, 1 to 10. @default 5 */
    pageSize: t.integer({ min: 1, max: 10, default: 5 }),
    /** Height of a row: a word or 32 to 124 px. `auto` needs client 7.33. @default "low" */
    rowHeight: t.length(['low', 'middle', 'high', 'auto'], {
      min: 32,
      max: 124,
      default: 'low',
      newer: { auto: '7.33' },
    }),
    /** Height that a row of `rowHeight="auto"` may have; 32 to 999 px. @default "124px" */
    rowMaxHeight: t.length([], { min: 32, max: 999, default: '124px', since: '7.33' }),
    /** Whether the first column stays in view. @default false */
    freezeFirstColumn: t.boolean({ default: false }),
    /** Look of the head. */
    headerStyle: t.obj({
      /** Alignment. @default "left" */
      textAlign: t.oneOf(['left', 'center', 'right'], { default: 'left' }),
      /** Font size. @default "normal" */
      textSize: t.oneOf(['normal', 'heading'], { default: 'normal' }),
      /** Background. @default "none" */
      backgroundStyle: t.oneOf(['none', 'grey'], { default: 'none' }),
      /** Colour of the text. @default "default" */
      textColor: t.oneOf(['default', 'grey'], {
        default: 'default',
        doubtful: 'the page of colours allows all of them',
      }),
      /** Whether it is bold. @default true */
      bold: t.boolean({ default: true }),
      /** Lines shown; at least 1. @default 1 */
      lines: t.integer({ min: 1, default: 1 }),
    }),
  },
  rules: [
    ({ columns, rows }, report) => {
      if (!Array.isArray(columns)) return;
      const types = new Map<string, unknown>();
      columns.forEach((column, i) => {
        if (!isObject(column) || typeof column.name !== 'string') return;
        if (types.has(column.name)) {
          report({
            code: 'name-duplicate',
            field: ['columns', String(i), 'name'],
            message: `two columns have the name "${column.name}"`,
            hint: 'the name is the key of the cells in each row',
          });
        }
        types.set(column.name, column.data_type);
      });
      if (!Array.isArray(rows)) return;
      rows.forEach((row, i) => {
        if (!isObject(row)) {
          report({
            code: 'type',
            field: ['rows', String(i)],
            message: `found ${Array.isArray(row) ? 'an array' : JSON.stringify(row)}; expected an object with the cells by the names of the columns`,
          });
          return;
        }
        for (const [name, type] of types) wrongCell(row, name, type, i, report);
      });
    },
  ],
});

/** Reports a cell that is of another type than its column; what is not there is a blank cell. */
function wrongCell(
  row: JsonObject,
  name: string,
  type: unknown,
  i: number,
  report: Parameters<NonNullable<typeof table.rules>[number]>[1],
): void {
  const cell = Object.hasOwn(row, name) ? row[name] : undefined;
  const [fits, expected] = CELLS[String(type)] ?? [];
  if (!fits || cell === undefined || cell === null || cell === '' || fits(cell)) return;
  report({
    code: 'type',
    field: ['rows', String(i), name],
    message: `found ${JSON.stringify(cell)}; a cell of type ${String(type)} is ${expected}`,
    severity: 'warning',
  });
}

/** Cells that are not simply shown as text. */
const CELLS: Readonly<Record<string, readonly [fits: (cell: Json) => boolean, what: string]>> = {
  number: [(cell) => typeof cell === 'number', 'a number'],
  date: [(cell) => typeof cell === 'number', 'a number of milliseconds since 1970'],
  persons: [
    (cell) => [cell].flat().every((id) => typeof id === 'string'),
    'the id of a user, or an array of ids',
  ],
  options: [
    (cell) =>
      typeof cell === 'string' ||
      (Array.isArray(cell) && cell.every((tag) => isObject(tag) && typeof tag.text === 'string')),
    'a string, or an array of objects with text and color',
  ],
};

type MarkdownCell = MarkdownSource | readonly MarkdownSource[];

/** What a cell of each type is. */
interface Cells {
  text: string | number | boolean;
  /** A string is safe markdown. */
  lark_md: MarkdownCell;
  markdown: MarkdownCell;
  number: number;
  options:
    | string
    | readonly {
        readonly text: string;
        readonly color?: (typeof TAG_COLORS)[number] | undefined;
      }[];
  /** Ids of users. */
  persons: string | readonly string[];
  /** Milliseconds since 1970. */
  date: number;
}

type TableFields = DefProps<typeof table>;
export type TableColumn = TableFields['columns'][number];

/** A row of a table with these columns. */
export type TableRow<C extends readonly TableColumn[]> = {
  readonly [K in C[number] as K['name']]?: Cells[K['dataType']] | null | undefined;
};

export interface TableProps<C extends readonly TableColumn[] = readonly TableColumn[]>
  extends Omit<TableFields, 'columns' | 'rows'> {
  /** The columns; the first 50 are shown. */
  columns: C;
  /**
   * The rows: data, keyed by the names of the columns. Sent as it is, but for cells of type `markdown` and `lark_md`:
   * those are what stands in `<Markdown>` and `<LarkMd>`, without tables.
   */
  rows: readonly TableRow<C>[];
}

/**
 * A table, in the body only; at most five in a card. The rows are typed by the columns.
 *
 * ```tsx
 * <Table
 *   columns={[{ name: 'day', dataType: 'date' }, { name: 'builds', dataType: 'number' }]}
 *   rows={[{ day: 1763769600000, builds: 118 }]}
 * />
 * ```
 */
export const Table = component<TableProps>(table) as Omit<Component<TableProps>, never> &
  (<const C extends readonly TableColumn[]>(props: TableProps<C>) => CardElement);
