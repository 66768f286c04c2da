import type { Node } from './payload';

const GRAMS: Record<string, number> = {
	GRAMS: 1,
	KILOGRAMS: 1000,
	OUNCES: 28.349523125,
	POUNDS: 453.59237,
};

const UNITS: Record<string, string> = {
	GRAMS: 'g',
	KILOGRAMS: 'kg',
	OUNCES: 'oz',
	POUNDS: 'lb',
};

/** Whole grams of a Weight, as the payloads have them; null when its unit is unknown. */
export function grams(weight: Node): number | null {
	const unit = GRAMS[String(weight.unit)];
	return unit === undefined ? null : Math.round(Number(weight.value) * unit);
}

/** KILOGRAMS → kg */
export const weightUnit = (unit: string): string => UNITS[unit] ?? unit.toLowerCase();
