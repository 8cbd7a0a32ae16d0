import {
  Card,
  CollapsiblePanel,
  Column,
  ColumnSet,
  Divider,
  Font,
  Header,
  Icon,
  Markdown,
  PanelHeader,
  TextTag,
} from 'larkx';

const SERVICES = [
  { name: 'api', healthy: true, p95: 84, errors: [] },
  { name: 'search', healthy: false, p95: 1240, errors: ['timeout: shard 3', 'timeout: shard 7'] },
  { name: 'billing', healthy: true, p95: 112, errors: [] },
];

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <Column width="weighted" weight={1} verticalSpacing="2px">
      <Markdown textSize="notation">
        <Font color="grey">{label}</Font>
      </Markdown>
      <Markdown textSize="heading-2">{`**${value}**`}</Markdown>
    </Column>
  );
}

function Service({ service }: { service: (typeof SERVICES)[number] }) {
  return (
    <CollapsiblePanel
      expanded={!service.healthy}
      backgroundColor={service.healthy ? 'grey-50' : 'red-50'}
      border={{ color: service.healthy ? 'grey' : 'red', cornerRadius: '8px' }}
    >
      <PanelHeader
        title={`${service.name} · p95 ${service.p95} ms`}
        icon={<Icon token="down-small-ccm_outlined" size="16px 16px" />}
      />
      {service.errors.length === 0 && <Markdown>No errors in the last hour.</Markdown>}
      {service.errors.map((error) => (
        <Markdown key={error}>{`- \`${error}\``}</Markdown>
      ))}
    </CollapsiblePanel>
  );
}

export default function Dashboard() {
  const broken = SERVICES.filter(({ healthy }) => !healthy);
  return (
    <Card widthMode="fill">
      <Header title="Services" subtitle="last hour" template={broken.length ? 'orange' : 'green'}>
        <TextTag color={broken.length ? 'orange' : 'green'}>
          {broken.length ? `${broken.length} degraded` : 'all healthy'}
        </TextTag>
      </Header>
      <ColumnSet flexMode="bisect" horizontalSpacing="12px">
        <Figure label="requests" value="48,210" />
        <Figure label="errors" value="0.4 %" />
        <Figure label="p95" value="131 ms" />
      </ColumnSet>
      <Divider />
      {SERVICES.map((service) => (
        <Service key={service.name} service={service} />
      ))}
    </Card>
  );
}
