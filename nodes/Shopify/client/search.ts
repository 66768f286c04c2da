/**
 * Shopify's search syntax. Every value is quoted: an unquoted time is cut at its first colon,
 * read in the shop's time zone, and the rest becomes a field of its own.
 */
const quote = (value: unknown) => `'${String(value).replace(/[\\']/g, (char) => `\\${char}`)}'`;

export type Comparison = '' | '>=' | '<=' | '>' | '<';

/** One term: field:'value', or nothing when there is no value. */
export function term(field: string, value: unknown, comparison: Comparison = ''): string[] {
	if (value === undefined || value === null || value === '') return [];
	return [`${field}:${comparison}${quote(value)}`];
}

/** Any of the values: (id:1 OR id:2). */
export function anyOf(field: string, values: unknown): string[] {
	if (!Array.isArray(values) || values.length === 0) return [];
	const terms = values.map((value) => `${field}:${quote(value)}`);
	return terms.length === 1 ? terms : [`(${terms.join(' OR ')})`];
}

/** A period, both ends included: created_at:>='…' and created_at:<='…'. */
export const period = (field: string, from: unknown, to: unknown): string[] => [
	...term(field, from, '>='),
	...term(field, to, '<='),
];

/** All terms together; undefined when there is none. */
export const allOf = (...terms: string[][]): string | undefined =>
	terms.flat().join(' AND ') || undefined;
