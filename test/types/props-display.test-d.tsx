import {
  Audio,
  B,
  Chart,
  Icon,
  Image,
  ImageCombination,
  type ImageProps,
  md,
  Person,
  PersonList,
  PlainText,
  Table,
  type TableColumn,
  type TableProps,
  type TableRow,
} from 'larkx';
import { describe, expectTypeOf, test } from 'vitest';

/** Every error is on the line below its comment: the compiler must find exactly these. */
const maybe = undefined as string | undefined;

describe('Image', () => {
  test('takes its props', () => {
    void (
      <Image
        key="image"
        id="a"
        margin="4px -12px"
        imgKey="img_1"
        i18nImgKey={{ zh_cn: 'img_2', en_us: undefined }}
        alt={{ zh_cn: '延迟' }}
        title={<PlainText>a</PlainText>}
        cornerRadius="5%"
        scaleType="fit_horizontal"
        size="100px 60px"
        transparent
        preview={false}
        extra={{ a: 1 }}
      />
    );
    void (
      <Image
        imgKey="img_1"
        alt=""
        id={undefined}
        margin={undefined}
        i18nImgKey={undefined}
        title={undefined}
        cornerRadius={undefined}
        scaleType={undefined}
        size={undefined}
        transparent={undefined}
        preview={undefined}
        extra={undefined}
      />
    );
    void (<Image imgKey="img_1" alt={0} size="stretch" cornerRadius="0" />);
  });

  test('takes no others', () => {
    // @ts-expect-error the words are missing
    void (<Image imgKey="img_1" />);
    // @ts-expect-error the key is missing
    void (<Image alt="a" />);
    // @ts-expect-error the key is required
    void (<Image imgKey={maybe} alt="a" />);
    // @ts-expect-error images have no address
    void (<Image src="https://example.com/a.png" alt="a" />);
    // @ts-expect-error no such size
    void (<Image imgKey="img_1" alt="a" size="huge" />);
    // @ts-expect-error a width and a height
    void (<Image imgKey="img_1" alt="a" size="100px" />);
    // @ts-expect-error no such cut
    void (<Image imgKey="img_1" alt="a" scaleType="cover" />);
    // @ts-expect-error a unit is missing
    void (<Image imgKey="img_1" alt="a" cornerRadius="8" />);
    // @ts-expect-error the 1.0 prop
    void (<Image imgKey="img_1" alt="a" mode="stretch" />);
    // @ts-expect-error no such language
    void (<Image imgKey="img_1" alt={{ zh: 'a' }} />);
    // @ts-expect-error no children
    void (<Image imgKey="img_1" alt="a" children="b" />);
    expectTypeOf<ImageProps['imgKey']>().toEqualTypeOf<string>();
  });
});

describe('ImageCombination', () => {
  test('takes its props', () => {
    void (
      <ImageCombination
        id={maybe}
        margin="4px"
        combinationMode="trisect"
        imgList={[
          { imgKey: 'a', i18nImgKey: { zh_cn: 'b' }, transparent: true },
          { imgKey: 'c', transparent: undefined },
        ]}
        combinationTransparent
        cornerRadius="8px"
      />
    );
  });

  test('takes no others', () => {
    // @ts-expect-error the mode is missing
    void (<ImageCombination imgList={[]} />);
    // @ts-expect-error the images are missing
    void (<ImageCombination combinationMode="double" />);
    // @ts-expect-error no such mode
    void (<ImageCombination combinationMode="nine" imgList={[]} />);
    // @ts-expect-error an object per image
    void (<ImageCombination combinationMode="double" imgList={['a']} />);
    // @ts-expect-error the wire name
    void (<ImageCombination combinationMode="double" imgList={[{ img_key: 'a' }]} />);
  });
});

describe('Person and PersonList', () => {
  test('take their props', () => {
    void (<Person userId="ou_1" size="extra_small" showAvatar showName={false} style="capsule" />);
    void (<Person userId="ou_1" size={undefined} style={undefined} showName={undefined} />);
    void (
      <PersonList
        persons={[{ id: 'ou_1' }]}
        size="large"
        showName
        showAvatar
        lines={2}
        dropInvalidUserId
        icon={<Icon token="member_outlined" />}
        udIcon={{ token: 'member_outlined', style: { color: 'blue' } }}
      />
    );
    void (<PersonList persons={[]} icon={{ token: 'a' }} udIcon={{ style: undefined }} />);
  });

  test('take no others', () => {
    // @ts-expect-error the id is missing
    void (<Person showName />);
    // @ts-expect-error no such size
    void (<Person userId="ou_1" size="tiny" />);
    // @ts-expect-error no such look
    void (<Person userId="ou_1" style="round" />);
    // @ts-expect-error no children
    void (<Person userId="ou_1">Ada</Person>);
    // @ts-expect-error the users are missing
    void (<PersonList />);
    // @ts-expect-error an object per user
    void (<PersonList persons={['ou_1']} />);
    // @ts-expect-error no such member
    void (<PersonList persons={[{ userId: 'ou_1' }]} />);
    // @ts-expect-error a number
    void (<PersonList persons={[]} lines="2" />);
  });
});

describe('Icon', () => {
  test('offers the tokens of the library, and takes any other', () => {
    void (<Icon token="robot_outlined" />);
    void (<Icon token="not-on-the-list_outlined" />);
    void (<Icon token={maybe} />);
  });
});

describe('Chart', () => {
  const values = [{ day: 'Mon', builds: 12 }] as const;

  test('takes any JSON for its spec', () => {
    void (
      <Chart
        chartSpec={{
          type: 'common',
          data: [{ id: 'a', values }],
          series: [
            { type: 'bar', dataIndex: 0, xField: ['day', 'kind'], label: { visible: true } },
          ],
          axes: [{ orient: 'left', domainLine: null }],
          media: [],
          legends: undefined,
        }}
        aspectRatio="1:1"
        colorTheme="primary"
        height="300px"
        preview
      />
    );
    const spec = { type: 'pie', data: { values }, outerRadius: 0.8 };
    void (<Chart chartSpec={spec} height="auto" />);
    const frozen = { type: 'line', data: { values: [1, 2, 3] }, xField: ['a', 'b'] } as const;
    void (<Chart chartSpec={frozen} />);
    type Spec = { type: 'line'; xField: string; data: { values: { day: string }[] } };
    void (<Chart chartSpec={{} as Spec} />);
  });

  test('takes nothing that is no JSON', () => {
    // @ts-expect-error the spec is missing
    void (<Chart />);
    // @ts-expect-error a function
    void (<Chart chartSpec={{ type: 'bar', label: { formatMethod: () => 'a' } }} />);
    // @ts-expect-error a date
    void (<Chart chartSpec={{ type: 'bar', data: { values: [{ day: new Date() }] } }} />);
    // @ts-expect-error an array
    void (<Chart chartSpec={[]} />);
    // @ts-expect-error a string
    void (<Chart chartSpec="{}" />);
    // @ts-expect-error no such ratio
    void (<Chart chartSpec={{}} aspectRatio="3:2" />);
    // @ts-expect-error no such theme
    void (<Chart chartSpec={{}} colorTheme="dark" />);
    // @ts-expect-error px or auto
    void (<Chart chartSpec={{}} height="50%" />);
    // @ts-expect-error no children
    void (<Chart chartSpec={{}}>a</Chart>);
  });
});

describe('Table', () => {
  test('types its rows by its columns', () => {
    void (
      <Table
        key="table"
        id={maybe}
        columns={[
          { name: 'day', displayName: 'Day', dataType: 'date', dateFormat: 'YYYY/MM/DD' },
          { name: 'cost', dataType: 'number', width: '20%', format: { precision: 2, symbol: '¥' } },
          { name: 'state', dataType: 'options', horizontalAlign: 'center' },
          { name: 'who', dataType: 'persons', width: '120px' },
          { name: 'note', dataType: 'markdown', verticalAlign: undefined },
          { name: 'text', dataType: 'text' },
        ]}
        rows={[
          {
            day: 1763769600000,
            cost: 1.5,
            state: [{ text: 'done', color: 'green' }, { text: 'late' }],
            who: ['ou_1', 'ou_2'],
            note: '**a**',
            text: 3,
          },
          { day: null, cost: undefined, state: 'done', who: 'ou_1' },
          {},
        ]}
        pageSize={5}
        rowHeight="auto"
        rowMaxHeight="200px"
        freezeFirstColumn
        headerStyle={{ textAlign: 'center', bold: undefined, lines: 2 }}
      />
    );
  });

  test('takes markdown of all kinds in cells that are markdown', () => {
    void (
      <Table
        columns={[
          { name: 'a', dataType: 'markdown' },
          { name: 'b', dataType: 'lark_md' },
        ]}
        rows={[
          { a: '**a**', b: 1 },
          { a: md`**a** ${1}`, b: <B>b</B> },
          { a: [<B key="a">a</B>, ' b'], b: null },
        ]}
      />
    );
  });

  test('refuses other cells', () => {
    const tags = [{ name: 'a', dataType: 'options' }] as const;
    const texts = [{ name: 'a', dataType: 'text' }] as const;
    // @ts-expect-error a number
    void (<Table columns={[{ name: 'a', dataType: 'number' }]} rows={[{ a: '1' }]} />);
    // @ts-expect-error milliseconds
    void (<Table columns={[{ name: 'a', dataType: 'date' }]} rows={[{ a: new Date() }]} />);
    // @ts-expect-error markdown
    void (<Table columns={[{ name: 'a', dataType: 'markdown' }]} rows={[{ a: true }]} />);
    // @ts-expect-error one language
    void (<Table columns={[{ name: 'a', dataType: 'lark_md' }]} rows={[{ a: { zh_cn: 'a' } }]} />);
    // @ts-expect-error ids
    void (<Table columns={[{ name: 'a', dataType: 'persons' }]} rows={[{ a: [{ id: 'b' }] }]} />);
    // @ts-expect-error no such colour
    void (<Table columns={tags} rows={[{ a: [{ text: 'b', color: 'grey' }] }]} />);
    // @ts-expect-error words
    void (<Table columns={tags} rows={[{ a: [{ color: 'red' }] }]} />);
    // @ts-expect-error no such column
    void (<Table columns={[{ name: 'a', dataType: 'text' }]} rows={[{ b: 'c' }]} />);
    // @ts-expect-error no element in a cell
    void (<Table columns={texts} rows={[{ a: <Person userId="b" /> }]} />);
    // @ts-expect-error an object per row
    void (<Table columns={[{ name: 'a', dataType: 'text' }]} rows={[['b']]} />);
  });

  test('takes columns that are made at run time', () => {
    const columns: readonly TableColumn[] = [{ name: 'a', dataType: 'text' }];
    const rows = [{ a: 'b', c: 1 }] as { [name: string]: string | number }[];
    void (<Table columns={columns} rows={rows} />);
    // @ts-expect-error a cell is never an object
    void (<Table columns={columns} rows={[{ a: { b: 1 } }]} />);

    const named = ['a', 'b'].map((name) => ({ name, dataType: 'number' as const }));
    void (<Table columns={named} rows={[{ a: 1 }]} />);
    // @ts-expect-error all of them are numbers
    void (<Table columns={named} rows={[{ a: '1' }]} />);

    const kept = [{ name: 'a', dataType: 'number' }] as const;
    const row: TableRow<typeof kept> = { a: 1 };
    void (<Table columns={kept} rows={[row]} />);
    // @ts-expect-error still typed by its column
    void (<Table columns={kept} rows={[{ a: '1' }]} />);
  });

  test('takes no others', () => {
    // @ts-expect-error the columns are missing
    void (<Table rows={[]} />);
    // @ts-expect-error the rows are missing
    void (<Table columns={[]} />);
    // @ts-expect-error no such type
    void (<Table columns={[{ name: 'a', dataType: 'string' }]} rows={[]} />);
    // @ts-expect-error the type is missing
    void (<Table columns={[{ name: 'a' }]} rows={[]} />);
    // @ts-expect-error the name is missing
    void (<Table columns={[{ dataType: 'text' }]} rows={[]} />);
    // @ts-expect-error the wire name
    void (<Table columns={[{ name: 'a', data_type: 'text' }]} rows={[]} />);
    // @ts-expect-error no such height
    void (<Table columns={[]} rows={[]} rowHeight="medium" />);
    // @ts-expect-error a number
    void (<Table columns={[]} rows={[]} pageSize="5" />);
    // @ts-expect-error no such member
    void (<Table columns={[]} rows={[]} headerStyle={{ color: 'grey' }} />);
    // @ts-expect-error no such size of a head
    void (<Table columns={[]} rows={[]} headerStyle={{ textSize: 'notation' }} />);
    // @ts-expect-error no children
    void (<Table columns={[]} rows={[]} children="a" />);
  });

  test('has a type for the props of a component around it', () => {
    const Runs = (props: Omit<TableProps, 'columns'>) => (
      <Table columns={[{ name: 'a', dataType: 'text' }] as readonly TableColumn[]} {...props} />
    );
    void (<Runs rows={[{ a: 'b' }]} pageSize={3} />);
  });
});

describe('Audio', () => {
  test('takes its props', () => {
    void (
      <Audio
        fileKey="file_1"
        i18nFileKey={{ zh_cn: 'file_2' }}
        audioId={maybe}
        disabled
        disabledTips={{ en_us: 'later' }}
        showProgressBar={false}
        showTime
        timeDisplay="both"
        timePosition="both_sides"
        border={{ color: 'my_own', cornerRadius: '8px' }}
        style="speak"
        padding="4px 8px"
        backgroundStyle="default"
        fillColor="grey-800"
        width="200px"
        fallback="drop"
      />
    );
    void (<Audio fileKey="file_1" fallback={{ zh_cn: '请升级', en_us: 'Please update' }} />);
    void (<Audio fileKey="file_1" fallback="Please update." border={{ color: undefined }} />);
    void (<Audio fileKey="file_1" fallback={<PlainText>Please update.</PlainText>} />);
  });

  test('takes no others', () => {
    // @ts-expect-error the file is missing
    void (<Audio audioId="a" />);
    // @ts-expect-error no such style
    void (<Audio fileKey="a" style="round" />);
    // @ts-expect-error px only
    void (<Audio fileKey="a" border={{ cornerRadius: '50%' }} />);
    // @ts-expect-error no such position
    void (<Audio fileKey="a" timePosition="left" />);
    // @ts-expect-error no such language
    void (<Audio fileKey="a" i18nFileKey={{ zh: 'b' }} />);
    // @ts-expect-error the wire form goes into extra
    void (<Audio fileKey="a" fallback={{ tag: 'fallback_text' }} />);
  });
});
