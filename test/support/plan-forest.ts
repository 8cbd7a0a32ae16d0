/**
 * Trees of which each exists once, so that equal ones are one object and have one number. A search compares, counts
 * and remembers by these numbers.
 */

/** An element as the search is given it. */
export interface Tree {
  readonly tag: string;
  /** Its props without its list, as JSON members: `"content":"a"`. */
  readonly props: string;
  readonly explicit?: string | undefined;
  readonly key?: string | undefined;
  /** `undefined`: it has no list. */
  readonly children?: readonly Tree[] | undefined;
  /** The assigned id it was created with; fresh ones have none. */
  readonly id?: string | undefined;
}

export interface Node {
  readonly n: number;
  readonly tag: string;
  readonly props: string;
  readonly explicit: string | undefined;
  readonly key: string | undefined;
  readonly id: string | undefined;
  readonly list: List | undefined;
  /** An action can name it. What is fresh and has no id of the author can be named as a target only. */
  readonly named: boolean;
  /** Its id as JSON, in bytes. One that is handed out later is as long as any other. */
  readonly idBytes: number;
  readonly propsBytes: number;
  /** All of it as JSON, with an id, in bytes. */
  readonly bytes: number;
}

export interface List {
  readonly n: number;
  readonly nodes: readonly Node[];
  /** Equal for lists that look the same, whatever ids were assigned. */
  readonly looks: string;
  /** Its elements as JSON with the commas between them, in bytes. */
  readonly bytes: number;
  /** The ids of the author, at any depth. */
  readonly ids: readonly string[];
}

/** As long as an id that is handed out. */
const FRESH = '"lx0"';
const SKELETON = '{"tag":"","element_id":}';
const LIST = ',"elements":[]';

type Shape = Pick<Node, 'tag' | 'props' | 'explicit' | 'key' | 'id' | 'list'>;

export class Forest {
  private readonly nodes = new Map<string, Node>();
  private readonly lists = new Map<string, List>();

  of(trees: readonly Tree[]): List {
    return this.list(
      trees.map(({ tag, props, explicit, key, id, children }) =>
        this.node({ tag, props, explicit, key, id, list: children && this.of(children) }),
      ),
    );
  }

  node({ tag, props, explicit, key, id, list }: Shape): Node {
    const name = `${tag}|${props}|${explicit ?? ''}|${key ?? ''}|${id ?? ''}|${list?.n ?? ''}`;
    const known = this.nodes.get(name);
    if (known) return known;
    const said = explicit ?? id;
    const idBytes = Buffer.byteLength(said === undefined ? FRESH : JSON.stringify(said));
    const propsBytes = Buffer.byteLength(props);
    const made: Node = {
      n: this.nodes.size,
      ...{ tag, props, explicit, key, id, list },
      named: said !== undefined,
      idBytes,
      propsBytes,
      bytes:
        SKELETON.length +
        Buffer.byteLength(tag) +
        idBytes +
        (propsBytes > 0 ? propsBytes + 1 : 0) +
        (list ? LIST.length + list.bytes : 0),
    };
    this.nodes.set(name, made);
    return made;
  }

  list(nodes: readonly Node[]): List {
    let name = '';
    for (const { n } of nodes) name += `${n},`;
    const known = this.lists.get(name);
    if (known) return known;
    const made: List = {
      n: this.lists.size,
      nodes,
      looks: nodes.map(looksOf).join(';'),
      bytes: nodes.reduce((sum, { bytes }) => sum + bytes, Math.max(0, nodes.length - 1)),
      ids: nodes.flatMap(idsIn),
    };
    this.lists.set(name, made);
    return made;
  }
}

function looksOf({ tag, props, explicit, key, list }: Node): string {
  return `${tag}|${props}|${explicit ?? ''}|${key ?? ''}${list ? `(${list.looks})` : ''}`;
}

/** The ids of the author in an element, its own included. */
export function idsIn({ explicit, list }: Node): readonly string[] {
  const below = list?.ids ?? [];
  return explicit === undefined ? below : [explicit, ...below];
}
