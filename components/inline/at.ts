import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { PAGE, TITLE, tag, USER_ID } from './common.js';

export const at = define({
  name: 'At',
  place: 'inline',
  page: PAGE,
  children: { kind: 'none' },
  dialects: TITLE,
  fields: {
    /**
     * open_id or user_id, or `all` for everybody. The service refuses a card with an id that the app cannot see, and
     * `all` where the owner of the chat does not allow it.
     */
    id: t.string(USER_ID),
    /** Several ids, instead of `id`; `all` is none of them. */
    ids: t.list(t.string(USER_ID)),
    /** An e-mail address, instead of `id`. Custom bots know ids only. */
    email: t.string({
      pattern: /^[\w.!#$%&*+/=?^{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/,
      says: 'an address such as "ada@example.com"',
    }),
  },
  rules: [
    ({ ids }, report) => {
      const nth = Array.isArray(ids) ? ids.indexOf('all') : -1;
      if (nth < 0) return;
      report({
        code: 'type',
        field: ['ids', String(nth)],
        message: `ids[${nth}]: found "all"; expected the id of a user`,
        hint: '<At id="all"/> mentions everybody',
      });
    },
    ({ id, ids, email }, report) => {
      const given = [id, ids, email].filter((one) => one !== undefined);
      if (given.length === 1 && !(Array.isArray(ids) && ids.length === 0)) return;
      report(
        given.length > 1
          ? {
              code: 'field-duplicate',
              field: ['id'],
              message: 'it has more than one of id, ids and email',
              hint: 'one mention is one of them; write several <At>',
            }
          : {
              code: 'field-missing',
              field: ['id'],
              message: 'it says nobody',
              hint: 'give id, ids or email; <At id="all" /> is everybody',
            },
      );
    },
  ],
  markdown: ({ id, ids, email }) =>
    tag('at', { id, ids: Array.isArray(ids) ? ids.join(',') : undefined, email }),
});

export interface AtProps extends DefProps<typeof at> {}

/**
 * A mention, which notifies: by `id`, `ids` or `email`, one of the three. Not in forwarded cards.
 *
 * ```tsx
 * <At id="ou_1" />
 * ```
 */
export const At = component<AtProps>(at);
