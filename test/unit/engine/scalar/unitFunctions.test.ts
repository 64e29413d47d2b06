import { describe, expect, it } from 'vitest';
import { evaluate, real, text } from './evaluateScalar';

describe('unit functions', () => {
  it.each<[string, number, string, string, number]>([
    ['convert_angle', 1.2, 'Degree', 'Arcminute', 72],
    ['convert_energy', 1.2, 'Joule', 'BritishThermalUnit', 0.00113738054437598],
    ['convert_force', 1.2, 'Newton', 'Decanewton', 0.12],
    ['convert_length', 1.2, 'Meter', 'Foot', 3.93700787401575],
    ['convert_mass', 1.2, 'Kilogram', 'Pound', 2.64554714621853],
    ['convert_speed', 1.2, 'MeterPerSecond', 'CentimeterPerHour', 432000],
    ['convert_temperature', 1.2, 'Kelvin', 'DegreeCelsius', -271.95],
    ['convert_temperature', 100, 'DegreeCelsius', 'DegreeFahrenheit', 212],
    ['convert_temperature', 100, 'DegreeCelsius', 'DegreeDelisle', 0],
    ['convert_volume', 1.2, 'CubicMeter', 'AcreFoot', 0.0009728568],
  ])('%s(%d, %s, %s) is %d', (name, value, from, to, expected) => {
    expect(evaluate(name, real(value), text(from), text(to))).toBeCloseTo(expected, 9);
  });

  it('gives NaN for units that it does not know', () => {
    expect(evaluate('convert_length', real(1), text('toString'), text('Foot'))).toBeNaN();
    expect(evaluate('convert_temperature', real(1), text('Kelvin'), text('foot'))).toBeNaN();
  });
});
