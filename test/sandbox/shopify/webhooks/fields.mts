import { isRecord } from '../../http.mts';

/**
 * Only the named fields of a payload, nested ones by dots ("variants.id"). An empty list keeps
 * everything, as documented.
 */
export function included(
	payload: Record<string, unknown>,
	fields: readonly string[],
): Record<string, unknown> {
	return fields.length === 0 ? payload : (pick(payload, fields) as Record<string, unknown>);
}

function pick(value: unknown, fields: readonly string[]): unknown {
	if (Array.isArray(value)) return value.map((entry) => pick(entry, fields));
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value).flatMap(([name, inner]) => {
			if (fields.includes(name)) return [[name, inner]];
			const below = fields
				.filter((field) => field.startsWith(`${name}.`))
				.map((field) => field.slice(name.length + 1));
			return below.length === 0 ? [] : [[name, pick(inner, below)]];
		}),
	);
}
