import type { ScalarType } from '../../core/results/scalarType';
import { ANSWER_FUNCTIONS } from './answerFunctions';
import { ARRAY_FUNCTIONS } from './arrayFunctions';
import { BAG_FUNCTIONS } from './bagFunctions';
import { CALENDAR_BORDER_FUNCTIONS } from './calendarBorderFunctions';
import { CONVERSION_FUNCTIONS } from './conversionFunctions';
import { DATETIME_FUNCTIONS } from './datetimeFunctions';
import { DECIMAL_ARITHMETIC } from './decimalArithmetic';
import { ENCODING_FUNCTIONS } from './encodingFunctions';
import { GEO_COMBINATION_FUNCTIONS } from './geoCombinationFunctions';
import { GEO_LINE_FUNCTIONS } from './geoLineFunctions';
import { GEO_POINT_FUNCTIONS } from './geoPointFunctions';
import { GEO_POLYGON_FUNCTIONS } from './geoPolygonFunctions';
import { GEOHASH_FUNCTIONS } from './geohashFunctions';
import { H3_FUNCTIONS } from './h3Functions';
import { HASH_COMBINATION_FUNCTIONS } from './hashCombination';
import { IP_FUNCTIONS } from './ipFunctions';
import { IP_TEXT_FUNCTIONS } from './ipTextFunctions';
import { KEY_VALUE_FUNCTIONS } from './keyValueFunctions';
import { NUMBER_FUNCTIONS } from './numberFunctions';
import { PARSE_FUNCTIONS } from './parseFunctions';
import { REGEX_FUNCTIONS } from './regexFunctions';
import { S2_FUNCTIONS } from './s2Functions';
import { argumentCounts, parameterType, sqlNameOf, type ScalarFunction } from './scalarFunction';
import { SCHEMA_FUNCTIONS } from './schemaFunctions';
import { SERIES_FILL_FUNCTIONS } from './seriesFillFunctions';
import { SERIES_FIT_FUNCTIONS } from './seriesFitFunctions';
import { SERIES_FOURIER_FUNCTIONS } from './seriesFourierFunctions';
import { SERIES_FUNCTIONS } from './seriesFunctions';
import { SERIES_MODEL_FUNCTIONS } from './seriesModelFunctions';
import { SERIES_SEASON_FUNCTIONS } from './seriesSeasonFunctions';
import { SKETCH_FUNCTIONS } from './sketchFunctions';
import { TEXT_FUNCTIONS } from './textFunctions';
import { TIME_ZONE_FUNCTIONS } from './timeZoneFunctions';
import { UNIT_FUNCTIONS } from './unitFunctions';

/** Every Kusto function that runs as TypeScript, by Kusto's name; a name can have several overloads. */
export const SCALAR_FUNCTIONS: ReadonlyMap<string, readonly ScalarFunction[]> = overloadsByName([
  ...ANSWER_FUNCTIONS,
  ...ARRAY_FUNCTIONS,
  ...BAG_FUNCTIONS,
  ...CALENDAR_BORDER_FUNCTIONS,
  ...CONVERSION_FUNCTIONS,
  ...DATETIME_FUNCTIONS,
  ...DECIMAL_ARITHMETIC,
  ...ENCODING_FUNCTIONS,
  ...GEO_COMBINATION_FUNCTIONS,
  ...GEO_LINE_FUNCTIONS,
  ...GEO_POINT_FUNCTIONS,
  ...GEO_POLYGON_FUNCTIONS,
  ...GEOHASH_FUNCTIONS,
  ...H3_FUNCTIONS,
  ...HASH_COMBINATION_FUNCTIONS,
  ...IP_FUNCTIONS,
  ...IP_TEXT_FUNCTIONS,
  ...KEY_VALUE_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...PARSE_FUNCTIONS,
  ...REGEX_FUNCTIONS,
  ...S2_FUNCTIONS,
  ...SCHEMA_FUNCTIONS,
  ...SERIES_FILL_FUNCTIONS,
  ...SERIES_FIT_FUNCTIONS,
  ...SERIES_FOURIER_FUNCTIONS,
  ...SERIES_FUNCTIONS,
  ...SERIES_MODEL_FUNCTIONS,
  ...SERIES_SEASON_FUNCTIONS,
  ...SKETCH_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...TIME_ZONE_FUNCTIONS,
  ...UNIT_FUNCTIONS,
]);

/** How to call a function in SQL: cast argument i to `parameters[i]`, the result is of type `returns`. */
export interface ScalarCall {
  readonly sqlName: string;
  readonly parameters: readonly ScalarType[];
  readonly returns: ScalarType;
}

/**
 * Picks the overload of a Kusto function that fits the types of the arguments with the least conversion.
 * @returns undefined where no function of this name runs as TypeScript, or none takes that many arguments.
 */
export function findScalarFunction(name: string, argumentTypes: readonly ScalarType[]): ScalarFunction | undefined {
  return fittingOverload(SCALAR_FUNCTIONS.get(name) ?? [], argumentTypes);
}

/** The overload among several that fits the types of the arguments with the least conversion. */
export function fittingOverload(
  overloads: readonly ScalarFunction[],
  argumentTypes: readonly ScalarType[],
): ScalarFunction | undefined {
  let best: { readonly cost: number; readonly overload: ScalarFunction } | undefined;
  for (const overload of overloads) {
    const { least, most } = argumentCounts(overload);
    if (argumentTypes.length < least || argumentTypes.length > most) continue;
    const cost = argumentTypes.reduce(
      (sum, type, index) => sum + conversionCost(type, parameterType(overload, index) ?? type),
      0,
    );
    if (best === undefined || cost < best.cost) best = { cost, overload };
  }
  return best?.overload;
}

/** How the compiler calls the overload that `findScalarFunction` picks. */
export function findScalarCall(name: string, argumentTypes: readonly ScalarType[]): ScalarCall | undefined {
  const overload = findScalarFunction(name, argumentTypes);
  if (overload === undefined) return undefined;
  const parameters = argumentTypes.map((type, index) => parameterType(overload, index) ?? type);
  return { sqlName: sqlNameOf(overload), parameters, returns: overload.returns };
}

const WIDENING: readonly ScalarType[] = ['int', 'long', 'real', 'decimal'];

/** How far a value is from a parameter's type: nothing lost is cheap, text and narrowing are dear. */
function conversionCost(from: ScalarType, to: ScalarType): number {
  if (from === to) return 0;
  const fromWidth = WIDENING.indexOf(from);
  const toWidth = WIDENING.indexOf(to);
  if (fromWidth >= 0 && toWidth > fromWidth) return toWidth - fromWidth;
  if (to === 'dynamic') return 10;
  if (from === 'dynamic') return 11;
  if (to === 'string') return 20;
  return 50;
}

/** Overloads by their functions' names, in their order. */
export function overloadsByName(functions: readonly ScalarFunction[]): ReadonlyMap<string, readonly ScalarFunction[]> {
  const table = new Map<string, ScalarFunction[]>();
  for (const overload of functions) {
    const overloads = table.get(overload.name);
    if (overloads === undefined) table.set(overload.name, [overload]);
    else overloads.push(overload);
  }
  return table;
}
