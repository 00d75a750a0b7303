import type { Dashboard, Panel } from '@grafana/schema';
import type { Options as BarGauge } from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen.js';
import type { Options as Gauge } from '@grafana/schema/dist/esm/raw/composable/gauge/panelcfg/x/GaugePanelCfg_types.gen.js';
import type { Options as PieChart, FieldConfig as PieChartField } from '@grafana/schema/dist/esm/raw/composable/piechart/panelcfg/x/PieChartPanelCfg_types.gen.js';
import type { Options as Stat } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen.js';
import type { Options as TimeSeries, FieldConfig as TimeSeriesField } from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen.js';

/** The JSON form of a type: members of a string enum are plain strings. */
type Wire<T> = T extends string ? `${T}` : T extends number | boolean | null | undefined ? T : T extends Array<infer U> ? Wire<U>[] : { [K in keyof T]: Wire<T[K]> };

/** Each type of panel has its own options and field settings. */
type PanelOf<TType extends string, TOptions, TField> = Omit<Wire<Panel>, 'type' | 'options' | 'fieldConfig' | 'targets'> & {
  type: TType;
  options: Wire<TOptions>;
  fieldConfig: Omit<NonNullable<Wire<Panel>['fieldConfig']>, 'defaults'> & {
    defaults: Omit<NonNullable<Wire<Panel>['fieldConfig']>['defaults'], 'custom'> & { custom?: Partial<Wire<TField>> };
  };
  targets: Query[];
};

/** A query to Prometheus, whose type is not part of @grafana/schema. */
type Query = {
  datasource: { type: 'prometheus'; uid: string };
  refId: string;
  expr: string;
  legendFormat: string;
  range: boolean;
  instant: boolean;
  format: 'time_series' | 'table' | 'heatmap';
  editorMode: 'code' | 'builder';
};

export type DashboardFile = Omit<Wire<Dashboard>, 'panels'> & {
  panels: Array<
    | PanelOf<'bargauge', BarGauge, object>
    | PanelOf<'gauge', Gauge, object>
    | PanelOf<'piechart', PieChart, PieChartField>
    | PanelOf<'stat', Stat, object>
    | PanelOf<'timeseries', TimeSeries, TimeSeriesField>
  >;
};
