import { isRecord } from '../../http.mts';
import { parseSearch, type Query, type Term } from '../search/parse.mts';

/**
 * A webhook filter, which is a search on the payload: nested fields with dots, one matching entry of
 * a list is enough, `*` for "has a value" and at the end of a word for a prefix, comparisons of
 * numbers and times.
 *
 * Out: undefined when a part of it names no field, which Shopify refuses.
 */
export function compileFilter(
	text: string,
): ((payload: Record<string, unknown>) => boolean) | undefined {
	const query = parseSearch(text);
	if (query === undefined) return () => true;
	return namesFields(query) ? (payload) => passes(query, payload) : undefined;
}

function namesFields(query: Query): boolean {
	if ('term' in query) return query.term.field !== 'default';
	if ('not' in query) return namesFields(query.not);
	return ('and' in query ? query.and : query.or).every(namesFields);
}

function passes(query: Query, payload: unknown): boolean {
	if ('and' in query) return query.and.every((part) => passes(part, payload));
	if ('or' in query) return query.or.some((part) => passes(part, payload));
	if ('not' in query) return !passes(query.not, payload);
	return valuesAt(payload, query.term.field.split('.')).some((value) => matches(query.term, value));
}

/** All values at a path; lists on the way are walked through. */
function valuesAt(value: unknown, path: string[]): unknown[] {
	if (Array.isArray(value)) return value.flatMap((entry) => valuesAt(entry, path));
	if (path.length === 0) return [value];
	return isRecord(value) ? valuesAt(value[path[0]], path.slice(1)) : [];
}

function matches({ operator, value, quoted }: Term, actual: unknown): boolean {
	if (actual === undefined || actual === null) return false;
	const text = isRecord(actual) ? '{}' : String(actual as string | number | boolean);
	if (value === '*' && !quoted) return text !== '';
	if (operator !== 'match_all') {
		const [left, right] = [comparable(text), comparable(value)];
		if (operator === 'range_gt') return left > right;
		if (operator === 'range_gte') return left >= right;
		return operator === 'range_lt' ? left < right : left <= right;
	}
	const wanted = value.toLowerCase();
	// Tags stand in one text, separated by commas; that each of them counts is inferred.
	const parts = [text, ...text.split(',')].map((part) => part.trim().toLowerCase());
	if (!quoted && wanted.endsWith('*')) {
		return parts.some((part) => part.startsWith(wanted.slice(0, -1)));
	}
	return parts.includes(wanted) || (wanted !== '' && Number(wanted) === Number(text || NaN));
}

/** A number, or a time as one. */
function comparable(text: string): number {
	const number = text.trim() === '' ? NaN : Number(text);
	return Number.isNaN(number) ? Date.parse(text) : number;
}
