import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Audio,
  Button,
  Card,
  type CardElement,
  Chart,
  Checker,
  CollapsiblePanel,
  Column,
  ColumnSet,
  DatePicker,
  DateTimePicker,
  Div,
  Divider,
  Form,
  Header,
  Icon,
  Image,
  ImageCombination,
  Input,
  InteractiveContainer,
  LarkMd,
  Markdown,
  MultiSelectPerson,
  Option,
  Overflow,
  PanelHeader,
  Person,
  PersonList,
  PlainText,
  raw,
  render,
  Select,
  SelectImage,
  SelectPerson,
  Table,
  TextTag,
  TimePicker,
} from 'larkx';
import { describe, expect, test } from 'vitest';
import { DEFINITIONS } from '../../components/definitions.js';
import { isElement } from '../../jsx-runtime/element.js';
import { definitionOf } from '../../src/schema/definition.js';
import { steps } from '../support/pointer.js';

/**
 * Samples of the vendor's pages, written by hand in TSX. They are not ours to publish, so the folder is named from
 * outside; ids, keys and long texts are read from there.
 */
const folder = process.env.LARKX_CORPUS;
const there = folder !== undefined && existsSync(join(folder, 'cards'));

/** What stands at a JSON Pointer of the sample. */
type At = (pointer: string) => any;

interface Sample {
  card: (at: At) => CardElement;
  /** Where only a part of the sample is written: where it stands there, and where in the card. */
  part?: readonly [there: string, here: string];
}

const ZERO = '0px 0px 0px 0px';
const LINKS = {
  type: 'open_url',
  defaultUrl: 'https://www.baidu.com',
  androidUrl: 'https://developer.android.com/',
  iosUrl: 'lark://msgcard/unsupported_action',
  pcUrl: 'https://www.windows.com',
} as const;
const KEY_1 = { type: 'callback', value: { key_1: 'value_1' } } as const;
const DIALOG = { title: 'title', text: 'content' };
const SIZES = { normal_v2: { default: 'normal', pc: 'normal', mobile: 'heading' } } as const;

const SAMPLES: Readonly<Record<string, Sample>> = {
  'official-audio-1': {
    card: (at) => (
      <Card
        updateMulti
        enableForward={false}
        style={{
          color: {
            'border-color': { lightMode: 'rgba(5,157,178,0.52)', darkMode: 'rgba(78,23,108,0.49)' },
            'bg-color': { lightMode: 'rgba(31,35,41,0.08)', darkMode: 'rgba(235,235,235,0.08)' },
            'fill-color': { lightMode: 'rgba(122,53,240,0.7)', darkMode: 'rgba(184,143,254,0.7)' },
          },
        }}
      >
        <Audio
          id="custom_id"
          margin={ZERO}
          fileKey={at('/body/elements/0/file_key')}
          i18nFileKey={at('/body/elements/0/i18n_file_key')}
          audioId="1"
          disabled={false}
          disabledTips="已禁用"
          showProgressBar
          showTime
          timeDisplay="default"
          timePosition="end"
          border={{ color: 'border-color', cornerRadius: '8px' }}
          style="normal"
          padding="12px"
          backgroundStyle="bg-color"
          fillColor="fill-color"
          width="default"
          fallback="自定义降级文案"
        />
      </Card>
    ),
  },

  'official-button-1': {
    card: (at) => (
      <Card>
        <Button
          id="custom_id"
          margin={ZERO}
          type="primary"
          size="small"
          width="default"
          icon={
            <Icon
              token="chat-forbidden_outlined"
              color="orange"
              imgKey={at('/body/elements/0/icon/img_key')}
            />
          }
          disabled={false}
          confirm={DIALOG}
          behaviors={[LINKS, KEY_1]}
          // Texts without tag and words, which the service takes.
          extra={{ hover_tips: {}, disabled_tips: {} }}
        >
          确定
        </Button>
      </Card>
    ),
  },

  'official-chart-12': {
    card: () => (
      <Card>
        <Header title="卡片标题" template="purple" />
        <Chart
          aspectRatio="2:1"
          chartSpec={{
            type: 'linearProgress',
            title: { text: '条形进度图' },
            data: {
              values: [
                { type: 'Tradition Industries', value: 0.795, text: '79.5%' },
                { type: 'Business Companies', value: 0.25, text: '25%' },
              ],
            },
            direction: 'horizontal',
            xField: 'value',
            yField: 'type',
            seriesField: 'type',
            axes: [{ orient: 'left', domainLine: { visible: false } }],
          }}
        />
      </Card>
    ),
  },

  'official-checker-2': {
    card: () => {
      const buttons = (key: string) => [
        <Button
          key="callback"
          type="text"
          size="large"
          text=""
          icon={<Icon token="forward-com_outlined" color="grey-500" />}
          disabled={false}
          behaviors={[{ type: 'callback', value: { key } }]}
        />,
        <Button
          key="link"
          type="text"
          size="large"
          text=""
          icon={<Icon token="tab-todo_outlined" color="grey-500" />}
          disabled={false}
          behaviors={[LINKS]}
        />,
      ];
      return (
        <Card>
          <Header title="勾选组件（依赖端版本 7.9+)" template="blue" />
          <ColumnSet flexMode="none" backgroundStyle="default">
            <Column width="weighted" weight={1} verticalSpacing="1px">
              <Checker
                name="check_1"
                checked={false}
                overallCheckable={false}
                buttonArea={{ pcDisplayRule: 'always', buttons: buttons('btn1') }}
                checkedStyle={{ showStrikethrough: true, opacity: 0.5 }}
                padding="2px 2px 2px 2px"
                behaviors={[{ type: 'callback', value: { key: 'todo1' } }]}
              >
                <LarkMd>完成新品上市计划报告 💬[战略研讨会](https://open.feishu.cn)</LarkMd>
              </Checker>
              <Checker
                name="check_2"
                checked={false}
                overallCheckable
                buttonArea={{ pcDisplayRule: 'on_hover', buttons: buttons('btn2') }}
                checkedStyle={{ showStrikethrough: true, opacity: 0.5 }}
                padding="2px 2px 2px 2px"
                confirm={{ title: '弹窗标题', text: '确认提交吗' }}
                behaviors={[{ type: 'callback', value: { key: 'todo2' } }]}
              >
                <LarkMd>把材料提前给💬[业务数据共享群](https://open.feishu.cn)审阅</LarkMd>
              </Checker>
            </Column>
          </ColumnSet>
        </Card>
      );
    },
  },

  'official-collapsible_panel-2': {
    card: (at) => (
      <Card>
        <Header title="折叠面板展示" template="yellow" />
        <Markdown>下面是一个 默认折叠 的折叠面板组件</Markdown>
        <CollapsiblePanel
          expanded={false}
          border={{ color: 'grey', cornerRadius: '5px' }}
          verticalSpacing="8px"
          padding="8px 8px 8px 8px"
        >
          <PanelHeader
            title="面板标题文本"
            verticalAlign="center"
            icon={<Icon token="down-small-ccm_outlined" color="" size="16px 16px" />}
            iconPosition="right"
            iconExpandedAngle={-180}
          />
          <Markdown>{at('/body/elements/1/elements/0/content')}</Markdown>
        </CollapsiblePanel>
        <Markdown>下面是一个 标题带背景色 且 默认展开 的折叠面板组件</Markdown>
        <CollapsiblePanel
          expanded
          border={{ color: 'grey', cornerRadius: '5px' }}
          verticalSpacing="8px"
          padding="8px 8px 8px 8px"
        >
          <PanelHeader
            title={<Markdown>**面板标题文本**</Markdown>}
            backgroundColor="yellow"
            verticalAlign="center"
            icon={<Icon token="down-small-ccm_outlined" color="white" size="16px 16px" />}
            iconPosition="right"
            iconExpandedAngle={-180}
          />
          <Markdown>{at('/body/elements/3/elements/0/content')}</Markdown>
        </CollapsiblePanel>
        <Markdown>下面是一个无边框折叠面板组件</Markdown>
        <CollapsiblePanel expanded verticalSpacing="8px" padding="8px 8px 8px 8px">
          <PanelHeader
            title={<Markdown>**面板标题文本**</Markdown>}
            width="auto_when_fold"
            verticalAlign="center"
            padding="4px 0px 4px 8px"
            icon={<Icon token="down-small-ccm_outlined" color="" size="16px 16px" />}
            iconPosition="follow_text"
            iconExpandedAngle={-180}
          />
          <Markdown>{at('/body/elements/5/elements/0/content')}</Markdown>
        </CollapsiblePanel>
      </Card>
    ),
  },

  'official-cli-ai-calendar-creation-1': {
    card: (at) => {
      const button = (type: 'primary_filled' | 'default', label: string) => (
        <Button type={type} width="fill" size="medium">
          {label}
        </Button>
      );
      return (
        <Card
          updateMulti
          style={{ textSize: SIZES }}
          direction="horizontal"
          horizontalSpacing="8px"
          verticalSpacing="12px"
          horizontalAlign="left"
          verticalAlign="top"
          padding="20px 20px 20px 20px"
        >
          <Header
            title="为您创建了一个会议日程，请确认："
            subtitle=""
            template="yellow"
            icon={<Icon token="calendar_colorful" />}
            padding="12px 12px 12px 20px"
          />
          <Markdown textAlign="left" textSize="heading">
            开发者运营项目启动会
          </Markdown>
          <Markdown
            textAlign="left"
            textSize="normal_v2"
            icon={<Icon token="calendar_outlined" color="grey" />}
            content={at('/body/elements/1/content')}
          />
          <Markdown
            textAlign="left"
            textSize="normal_v2"
            icon={<Icon token="time_outlined" color="grey" />}
            content={at('/body/elements/2/content')}
          />
          <PersonList
            persons={[{ id: '1' }, { id: '2' }, { id: '3' }]}
            size="small"
            lines={1}
            showAvatar
            showName
            icon={<Icon token="group_outlined" color="grey" />}
            margin={ZERO}
          />
          <ColumnSet
            flexMode="stretch"
            horizontalSpacing="12px"
            horizontalAlign="left"
            margin="4px 0px 0px 0px"
          >
            <Column
              width="auto"
              direction="horizontal"
              horizontalSpacing="8px"
              verticalSpacing="8px"
              horizontalAlign="left"
              verticalAlign="top"
            >
              {button('primary_filled', '确定日程')}
            </Column>
            <Column width="auto" verticalSpacing="8px" horizontalAlign="left" verticalAlign="top">
              {button('default', '编辑日程')}
            </Column>
          </ColumnSet>
        </Card>
      );
    },
  },

  'official-cli-ai-image-generation-1': {
    part: ['/body/elements/0', '/body/elements/0'],
    card: (at) => (
      <Card style={{ textSize: SIZES }}>
        <InteractiveContainer
          width="fill"
          height="auto"
          hasBorder={false}
          backgroundStyle={at('/body/elements/0/background_style')}
          padding="12px 4px 12px 4px"
          direction="vertical"
          horizontalSpacing="8px"
          verticalSpacing="8px"
          horizontalAlign="left"
          verticalAlign="top"
          margin={ZERO}
          // In no value list.
          extra={{ corner_radius: '' }}
        >
          <Markdown textAlign="left" textSize="normal_v2" margin="0px 0px 0px 8px">
            {raw(at('/body/elements/0/elements/0/content') ?? '')}
          </Markdown>
        </InteractiveContainer>
      </Card>
    ),
  },

  'official-cli-daily-report-of-codebase-1': {
    part: ['/header', '/header'],
    card: () => (
      <Card>
        <Header
          title="apaas/force 开发日报"
          subtitle="2025年12月2日 星期一"
          template="blue"
          padding="12px 12px 12px 12px"
        >
          <TextTag color="blue">日报</TextTag>
        </Header>
      </Card>
    ),
  },

  'official-cli-data-report-dashboard-1': {
    part: ['/body/elements/4', '/body/elements/0'],
    card: (at) => {
      const who = (row: number) => at(`/body/elements/4/rows/${row}/name`);
      return (
        <Card>
          <Table
            columns={[
              {
                dataType: 'persons',
                name: 'name',
                displayName: '审批人',
                horizontalAlign: 'left',
                width: 'auto',
              },
              {
                dataType: 'text',
                name: 'duration',
                displayName: '审批时长',
                horizontalAlign: 'left',
                width: 'auto',
              },
              {
                dataType: 'markdown',
                name: 'diff',
                displayName: '对比上周变化',
                horizontalAlign: 'left',
                width: 'auto',
              },
            ]}
            rows={[
              { name: who(0), duration: '小于1小时', diff: '↓12%' },
              { name: who(1), duration: '2 小时', diff: '↑5%' },
              { name: who(2), duration: '3 小时', diff: '↓10%' },
            ]}
            rowHeight="low"
            headerStyle={{ backgroundStyle: 'grey', bold: true, lines: 1 }}
            pageSize={5}
            margin="0px 12px 0px 12px"
          />
        </Card>
      );
    },
  },

  'official-cli-equipment-service-feedback-1': {
    card: (at) => {
      const LAYOUT = {
        direction: 'vertical',
        horizontalSpacing: '8px',
        verticalSpacing: '8px',
        horizontalAlign: 'left',
      } as const;
      const Row = ({ children }: { children: CardElement }) => (
        <ColumnSet horizontalSpacing="8px" horizontalAlign="left" margin={ZERO}>
          {children}
        </ColumnSet>
      );
      const star = <Icon token="sheet-iconsets-star-100_filled" />;
      return (
        <Card
          updateMulti
          style={{ textSize: SIZES }}
          {...LAYOUT}
          verticalAlign="top"
          padding="12px 12px 12px 12px"
        >
          <Header
            title="【设备领取评价】请对本次设备领用的服务做出评价"
            subtitle=""
            template="yellow"
            icon={<Icon token="select-down_outlined" />}
            padding="12px 12px 12px 12px"
          />
          <Markdown textAlign="left" textSize="normal_v2" margin={ZERO}>
            {at('/body/elements/0/content')}
          </Markdown>
          <Form
            name="Form_m7t30yjk"
            {...LAYOUT}
            direction="horizontal"
            verticalAlign="top"
            padding="4px 0px 4px 0px"
            margin={ZERO}
          >
            <Row>
              <Column width="weighted" weight={1} {...LAYOUT} verticalAlign="center">
                <Markdown textAlign="left" textSize="normal">
                  整体领用评分
                </Markdown>
                <Select name="Select_m7d0zq95" type="default" width="fill" placeholder="请选择">
                  <Option value="1" icon={star}>
                    非常满意
                  </Option>
                  <Option value="2" icon={star}>
                    满意
                  </Option>
                  <Option value="5" icon={star}>
                    一般
                  </Option>
                  <Option value="3" icon={star}>
                    不满意
                  </Option>
                  <Option value="4" icon={star}>
                    非常不满意
                  </Option>
                </Select>
              </Column>
            </Row>
            <Row>
              <Column width="weighted" weight={1} {...LAYOUT} verticalAlign="center">
                <Markdown textAlign="left" textSize="normal" margin="4px 0px 0px 0px">
                  更多优化建议
                </Markdown>
                <Input name="Input_m7d0zq9a" placeholder="请输入" defaultValue="" width="fill" />
              </Column>
            </Row>
            <Row>
              <Column
                width="weighted"
                weight={1}
                {...LAYOUT}
                verticalAlign="top"
                padding="4px 0px 0px 0px"
                margin={ZERO}
              >
                <Button
                  name="Button_m7t30yjl"
                  type="primary_filled"
                  width="100px"
                  formActionType="submit"
                >
                  提交
                </Button>
              </Column>
            </Row>
          </Form>
        </Card>
      );
    },
  },

  'official-date_picker-2': {
    card: () => (
      <Card>
        <DatePicker placeholder="请选择" width="default" initialDate="2024-01-01" />
        <DatePicker placeholder="请选择" width="default" />
      </Card>
    ),
  },

  'official-divider-2': {
    card: () => (
      <Card direction="vertical" padding="12px 12px 12px 12px">
        <Div margin={ZERO}>
          <PlainText textSize="normal" textAlign="left" textColor="default">
            普通文本示例
          </PlainText>
        </Div>
        <Divider margin={ZERO} />
        <Button type="primary" width="default" size="medium" margin={ZERO}>
          查看更多
        </Button>
      </Card>
    ),
  },

  'official-form-1': {
    card: () => {
      const behaviors = [LINKS, { type: 'callback', value: { key: 'value' } }] as const;
      return (
        <Card>
          <Form
            id="custom_id"
            name="form_1"
            direction="horizontal"
            horizontalSpacing="8px"
            verticalSpacing="8px"
            horizontalAlign="left"
            verticalAlign="top"
            padding="4px 0px 4px 0px"
            margin={ZERO}
          >
            <Input name="reason" required />
            <ColumnSet>
              <Column width="auto">
                <Button
                  name="Button_m8pn9lbf"
                  type="primary"
                  formActionType="submit"
                  behaviors={behaviors}
                >
                  提交
                </Button>
              </Column>
              <Column width="auto">
                <Button
                  name="Button_m8pn9lbg"
                  type="default"
                  formActionType="reset"
                  behaviors={behaviors}
                >
                  取消
                </Button>
              </Column>
            </ColumnSet>
          </Form>
        </Card>
      );
    },
  },

  'official-image-3': {
    card: (at) => (
      <Card direction="vertical" padding="12px 12px 12px 12px">
        <Image
          id="demoimg01"
          imgKey={at('/body/elements/0/img_key')}
          alt="示例图片"
          preview
          transparent={false}
          scaleType="crop_center"
          size="stretch"
          cornerRadius="5%"
          margin={ZERO}
        />
      </Card>
    ),
  },

  'official-img-combination-3': {
    card: (at) => {
      const image = (i: number) => ({ imgKey: at(`/body/elements/0/img_list/${i}/img_key`) });
      return (
        <Card direction="vertical" padding="12px 12px 12px 12px">
          <ImageCombination
            combinationMode="triple"
            imgList={[image(0), image(1), image(2)]}
            combinationTransparent={false}
            margin={ZERO}
          />
        </Card>
      );
    },
  },

  'official-multi_select_person-1': {
    card: (at) => {
      const person = (i: number) => at(`/body/elements/0/elements/0/options/${i}/value`);
      return (
        <Card>
          <Form name="Form_m8gyoz80" padding="4px 0px 4px 0px" margin={ZERO}>
            <MultiSelectPerson
              id="custom_id"
              margin={ZERO}
              type="text"
              name="multi_select_users"
              placeholder="默认提示文本"
              width="default"
              behaviors={[KEY_1]}
              required
              disabled={false}
              selectedValues={[person(0)]}
              confirm={{ title: '弹窗标题', text: '弹窗正文文案' }}
            >
              <Option value={person(0)} />
              <Option value={person(1)} />
            </MultiSelectPerson>
            <ColumnSet>
              <Column width="auto" verticalAlign="top">
                <Button
                  name="Button_m8gyoz81"
                  type="primary"
                  width="default"
                  formActionType="submit"
                >
                  提交
                </Button>
              </Column>
              <Column width="auto" verticalAlign="top">
                <Button
                  name="Button_m8gyoz82"
                  type="default"
                  width="default"
                  formActionType="reset"
                >
                  取消
                </Button>
              </Column>
            </ColumnSet>
          </Form>
        </Card>
      );
    },
  },

  'official-overflow-1': {
    card: () => (
      <Card>
        <Overflow id="custom_id" margin={ZERO} width="fill" behaviors={[KEY_1]} confirm={DIALOG}>
          <Option
            value="document"
            multiUrl={{
              url: 'https://open.feishu.cn/document/home/index',
              pcUrl: '',
              iosUrl: '',
              androidUrl: '',
            }}
          >
            这是一个链接跳转
          </Option>
        </Overflow>
      </Card>
    ),
  },

  'official-person-2': {
    card: (at) => {
      const look = (size: 'extra_small' | 'small' | 'medium' | 'large', i: number) => (
        <Person
          size={size}
          userId={at(`/body/elements/${i}/user_id`)}
          showAvatar
          showName
          style={at(`/body/elements/${i}/style`)}
        />
      );
      return (
        <Card>
          <Header title="人员示例" template="blue" />
          <Markdown>**extra_small 尺寸，默认样式**</Markdown>
          {look('extra_small', 1)}
          <Markdown>**small 尺寸，胶囊样式**</Markdown>
          {look('small', 3)}
          <Markdown>**medium 尺寸，默认样式**</Markdown>
          {look('medium', 5)}
          <Markdown>**large 尺寸，胶囊样式**</Markdown>
          {look('large', 7)}
        </Card>
      );
    },
  },

  'official-picker_datetime-1': {
    card: () => (
      <Card>
        <DateTimePicker
          id="custom_id"
          margin={ZERO}
          name="picker_datetime1"
          required={false}
          disabled={false}
          width="default"
          behaviors={[KEY_1]}
          initialDatetime="2024-01-01 11:30"
          placeholder="请选择"
          confirm={DIALOG}
        />
      </Card>
    ),
  },

  'official-picker_time-1': {
    card: () => (
      <Card>
        <TimePicker
          id="custom_id"
          margin={ZERO}
          name="picker_time1"
          required={false}
          disabled={false}
          width="default"
          behaviors={[KEY_1]}
          initialTime="11:30"
          placeholder="请选择"
          confirm={DIALOG}
          // A field of 1.0.
          extra={{ value: { key_1: 'value_1' } }}
        />
      </Card>
    ),
  },

  'official-plain-text-2': {
    card: () => (
      <Card>
        <Div id="div01" icon={<Icon token="reply-cn_filled" color="blue" />} margin={ZERO}>
          <PlainText id="plaintext01" textSize="normal" textAlign="center" textColor="default">
            这是示例文本。
          </PlainText>
        </Div>
      </Card>
    ),
  },

  'official-rich-text-2': {
    card: (at) => {
      const source = (i: number) => raw(at(`/body/elements/${i}/content`) ?? '');
      return (
        <Card>
          <Markdown margin={ZERO} textAlign="left" textSize="normal">
            # 一级标题
          </Markdown>
          <Markdown>{source(1)}</Markdown>
          <Markdown>行内引用`code`</Markdown>
          <Markdown>{source(3)}</Markdown>
          <Markdown>{source(4)}</Markdown>
          <Markdown>{source(5)}</Markdown>
          <Markdown content={source(6)} />
        </Card>
      );
    },
  },

  'official-select_img-1': {
    card: (at) => (
      <Card>
        <SelectImage
          id="custom_id"
          margin={ZERO}
          multiSelect={false}
          layout="bisect"
          name="choice_123"
          required={false}
          canPreview={false}
          aspectRatio="16:9"
          disabled={false}
          disabledTips="用户禁用提示文案"
          value={{ key: 'value' }}
          behaviors={[KEY_1]}
          confirm={DIALOG}
        >
          <Option
            imgKey={at('/body/elements/0/options/0/img_key')}
            value="picture1"
            disabled={false}
            disabledTips="用户禁用提示文案"
            hoverTips="第一张图"
          />
        </SelectImage>
      </Card>
    ),
  },

  'official-select_person-1': {
    card: (at) => {
      const person = (i: number) => at(`/body/elements/0/options/${i}/value`);
      return (
        <Card>
          <SelectPerson
            id="custom_id"
            margin={ZERO}
            type="text"
            required
            disabled={false}
            initialOption={person(0)}
            placeholder="默认提示文本"
            width="default"
            behaviors={[KEY_1]}
            confirm={{ title: '弹窗标题', text: '弹窗正文文案' }}
          >
            <Option value={person(0)} />
            <Option value={person(1)} />
          </SelectPerson>
        </Card>
      );
    },
  },
};

/** Components that no sample of the vendor shows. */
const WITHOUT: Readonly<Record<string, string>> = {
  MultiSelect: 'none of the collected samples of the vendor has one',
  Raw: 'it is whatever JSON says',
};

if (!there) {
  const what = `no samples: LARKX_CORPUS is ${folder ?? 'not set'}; components are not compared with the vendor's samples`;
  console.warn(`\n*** SKIPPED: ${what} ***\n`);
  test('the samples are there in CI', () => {
    expect(process.env.CI === 'true' ? what : '').toBe('');
  });
}

describe.skipIf(!there)('a card written in TSX equals the sample', () => {
  test.each(Object.entries(SAMPLES))('%s', (name, { card, part = ['', ''] }) => {
    const sample: unknown = JSON.parse(
      readFileSync(join(folder as string, 'cards', `${name}.json`), 'utf8'),
    );
    const json = render(card((pointer) => valueAt(sample, pointer)));
    const wanted = valueAt(sample, part[0]);
    expect(wanted).toBeTypeOf('object');
    expect(valueAt(json, part[1])).toStrictEqual(wanted);
  });
});

test('every component is in one of the samples, or known to be in none', () => {
  const shown = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === 'object' && value !== null) {
      if (isElement(value)) {
        const definition = definitionOf(value.type);
        if (definition) shown.add(definition.name);
        else look((value.type as (props: object) => unknown)(value.props));
      }
      Object.values(isElement(value) ? value.props : value).forEach(look);
    }
  };
  for (const { card } of Object.values(SAMPLES)) look(card(() => undefined));
  // Components inside markdown leave no objects that could be compared.
  const all = DEFINITIONS.flatMap(({ name, markdown }) => (markdown ? [] : [name]));
  expect([...shown, ...Object.keys(WITHOUT)].sort()).toEqual([...all].sort());
});

function valueAt(value: unknown, pointer: string): any {
  return steps(pointer).reduce<any>((at, step) => at?.[step], value);
}
