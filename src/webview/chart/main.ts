/** What the grid's page loads when a chart is first shown. */
export { createChartView } from './chartView';
