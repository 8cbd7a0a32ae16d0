import { component, type DefProps, define } from '../../src/schema/definition.js';
import { t } from '../../src/schema/field.js';
import { common } from '../common.js';
import { icon } from './icon.js';
import type { IconToken } from './icon-tokens.js';

const size = {
  /** Size of the avatar. @default "medium" */
  size: t.oneOf(['extra_small', 'small', 'medium', 'large'], { default: 'medium' }),
};

export const person = define({
  name: 'Person',
  tag: 'person',
  place: 'element',
  page: 'card-json-v2-components/content-components/user-profile',
  children: { kind: 'none' },
  fields: {
    ...common,
    ...size,
    /** open_id, union_id or user_id; one that the app cannot see may make the service refuse the card. */
    userId: t.req(t.string({ minLength: 1 })),
    /** Whether the avatar is shown. @default true */
    showAvatar: t.boolean({ default: true }),
    /** Whether the name is shown. @default false */
    showName: t.boolean({ default: false }),
    /** Plain, or a capsule. @default "normal" */
    style: t.oneOf(['normal', 'capsule'], { default: 'normal' }),
  },
});

export interface PersonProps extends DefProps<typeof person> {}

/**
 * A user, by id. Nobody is notified.
 *
 * ```tsx
 * <Person userId="ou_..." showName />
 * ```
 */
export const Person = component<PersonProps>(person);

export const personList = define({
  name: 'PersonList',
  tag: 'person_list',
  place: 'element',
  page: 'card-json-v2-components/content-components/user-list',
  children: { kind: 'none' },
  fields: {
    ...common,
    ...size,
    /** The users: open_ids, union_ids or user_ids. */
    persons: t.req(
      t.list(
        t.obj({
          /** open_id, union_id or user_id. */
          id: t.req(t.string({ minLength: 1, wire: 'id' })),
        }),
      ),
    ),
    /** Whether names are shown; without them avatars overlap. @default true */
    showName: t.boolean({ default: true }),
    /** Whether avatars are shown. @default false */
    showAvatar: t.boolean({ default: false }),
    /** Rows shown; at least 1. */
    lines: t.integer({ min: 1 }),
    /** Whether ids that are not valid are dropped; otherwise they make the request fail. @default false */
    dropInvalidUserId: t.boolean({ default: false }),
    /** Icon in front of the list. */
    icon: t.part(icon),
    /** The older form of the icon; `icon` wins. */
    udIcon: t.obj({
      /** Token of the icon library. */
      token: t.iconToken<IconToken>(),
      /** Look of the icon. */
      style: t.obj({
        /** Colour, by name. */
        color: t.color(),
      }),
    }),
  },
});

export interface PersonListProps extends DefProps<typeof personList> {}

/**
 * Several users, by id. Nobody is notified.
 *
 * ```tsx
 * <PersonList persons={[{ id: 'ou_...' }, { id: 'ou_...' }]} showAvatar />
 * ```
 */
export const PersonList = component<PersonListProps>(personList);
