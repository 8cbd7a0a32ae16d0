import { component, type DefProps, define } from '../../src/schema/definition.js';
import { inLine, MARKDOWN, nodesOf, PAGE } from './common.js';

export const mdTable = define({
  name: 'MdTable',
  place: 'block',
  page: PAGE,
  children: { kind: 'parts', accepts: 'table_row' },
  dialects: MARKDOWN,
  // Their cells take no table.
  notIn: ['Table'],
  fields: {},
  markdown: (_json, children, report) => {
    const rows = nodesOf(children, 'row');
    const width = rows[0]?.cells.length ?? 0;
    if (width === 0) {
      report({
        code: 'field-missing',
        message: rows.length === 0 ? 'it has no rows' : 'its head has no cells',
        hint: 'the first <Tr> is the head',
      });
    }
    rows.forEach(({ cells }, i) => {
      if (width === 0 || cells.length <= width) return;
      report({
        code: 'range',
        message: `row ${i + 1} has ${cells.length} cells; the head has ${width}, and what goes beyond is not shown`,
      });
    });
    return { type: 'table', rows };
  },
});

export interface MdTableProps extends DefProps<typeof mdTable> {}

/**
 * A table inside a text. The first row is the head; a shorter row ends with empty cells. Five rows of data are a page.
 * It counts towards the tables of the card, before those in strings. For typed columns there is {@link Table}.
 *
 * ```tsx
 * <MdTable>
 *   <Tr><Td>day</Td><Td>builds</Td></Tr>
 *   <Tr><Td>Monday</Td><Td>118</Td></Tr>
 * </MdTable>
 * ```
 */
export const MdTable = component<MdTableProps>(mdTable);

export const tr = define({
  name: 'Tr',
  place: 'table_row',
  page: PAGE,
  children: { kind: 'parts', accepts: 'table_cell' },
  dialects: MARKDOWN,
  fields: {},
  markdown: (_json, children) => ({ type: 'row', cells: nodesOf(children, 'cell') }),
});

export interface TrProps extends DefProps<typeof tr> {}

/** A row of {@link MdTable}. */
export const Tr = component<TrProps>(tr);

export const td = define({
  name: 'Td',
  place: 'table_cell',
  page: PAGE,
  children: { kind: 'inert', accepts: ['inline'] },
  dialects: MARKDOWN,
  fields: {},
  markdown: (_json, children) => ({ type: 'cell', children: inLine(children) }),
});

export interface TdProps extends DefProps<typeof td> {}

/** A cell of {@link MdTable}. It holds what stands in a line, and `<Br>`. */
export const Td = component<TdProps>(td);
