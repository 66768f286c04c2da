import { parseSearch, type Query, type Term } from './parse.mts';
import { timeSpan, zoned } from './time.mts';

/** How one search field of a list reads a record. */
export interface Filter<T> {
	/**
	 * keyword: the whole value, without case, "*" at the end for a prefix; text: words in order;
	 * id, number, time: also with >, >=, <, <=; enum: one of `values`.
	 */
	kind: 'keyword' | 'text' | 'id' | 'number' | 'time' | 'enum' | 'not_keyword';
	/** The record's values; a record without value has an empty list. */
	get(record: T): Array<string | number | null>;
	/** Accepted words of an enum. */
	values?: readonly string[];
}

/** The search fields of one list. `default` reads bare words; without it they are refused. */
export type Filters<T> = Record<string, Filter<T>>;

export interface SearchWarning {
	field: string;
	message: string;
	code: string;
}

/** One entry of `extensions.search`. */
export interface SearchNote {
	path: string[];
	query: string;
	parsed: unknown;
	warnings: SearchWarning[];
}

export interface SearchClock {
	timeZone: string;
	/** ms */
	now: number;
}

/**
 * Compiles a query for one list.
 *
 * Out: a test for records, and the note Shopify puts in `extensions.search` when a part of the
 * query was odd. An unknown field is ignored (the result is too wide), a value that an enum does
 * not know matches nothing.
 */
export function compileSearch<T>(
	text: string,
	filters: Filters<T>,
	clock: SearchClock,
): { matches: (record: T) => boolean; note: Omit<SearchNote, 'path'> | undefined } {
	const query = parseSearch(text);
	if (query === undefined) return { matches: () => true, note: undefined };
	const warnings = new Map<string, SearchWarning>();
	const compiled = compile(query, filters, clock, warnings);
	return {
		matches: (record) => compiled(record) ?? true,
		note:
			warnings.size === 0
				? undefined
				: {
						query: text,
						parsed: describe(query, filters, clock),
						warnings: [...warnings.values()],
					},
	};
}

/** true or false; undefined when the part of the query is ignored. */
type Test<T> = (record: T) => boolean | undefined;

function compile<T>(
	query: Query,
	filters: Filters<T>,
	clock: SearchClock,
	warnings: Map<string, SearchWarning>,
): Test<T> {
	if ('term' in query) return compileTerm(query.term, filters, clock, warnings);
	if ('not' in query) {
		const inner = compile(query.not, filters, clock, warnings);
		return (record) => {
			const result = inner(record);
			return result === undefined ? undefined : !result;
		};
	}
	const all = 'and' in query;
	const parts = (all ? query.and : query.or).map((part) => {
		return compile(part, filters, clock, warnings);
	});
	return (record) => {
		const results = parts.map((part) => part(record)).filter((result) => result !== undefined);
		if (results.length === 0) return undefined;
		return all ? results.every(Boolean) : results.some(Boolean);
	};
}

function compileTerm<T>(
	term: Term,
	filters: Filters<T>,
	clock: SearchClock,
	warnings: Map<string, SearchWarning>,
): Test<T> {
	const filter = Object.hasOwn(filters, term.field) ? filters[term.field] : undefined;
	const warn = (code: string, message: string): void => {
		warnings.set(`${term.field} ${code}`, { field: term.field, message, code });
	};
	if (filter === undefined) {
		if (term.field === 'default') {
			warn('missing_named_field', 'Input must use named search fields in this query.');
		} else {
			warn('invalid_field', 'Invalid search field for this query.');
		}
		return () => undefined;
	}
	if (term.value === '*') return (record) => present(filter, record);
	if (filter.kind === 'enum' && !filter.values?.includes(term.value.toLowerCase())) {
		warn('invalid_value', `Input \`${term.value}\` is not an accepted value.`);
		return () => false;
	}
	const test = valueTest(filter.kind, term, clock);
	if (filter.kind === 'not_keyword') return (record) => !filter.get(record).some(test);
	return (record) => filter.get(record).some(test);
}

function present<T>(filter: Filter<T>, record: T): boolean {
	return filter.get(record).some((value) => value !== null && value !== '');
}

function valueTest(
	kind: Filter<unknown>['kind'],
	term: Term,
	clock: SearchClock,
): (value: string | number | null) => boolean {
	switch (kind) {
		case 'time': {
			const span = timeSpan(term.value, clock.timeZone, clock.now);
			if (span === undefined) return () => false;
			return (value) => value !== null && inSpan(Date.parse(String(value)), term, span);
		}
		case 'id':
		case 'number': {
			const wanted = term.value === '' ? NaN : Number(term.value);
			return (value) => {
				return value !== null && inSpan(Number(value), term, { from: wanted, to: wanted });
			};
		}
		case 'text': {
			const words = tokens(term.value);
			const prefix = !term.quoted && term.value.endsWith('*');
			return (value) => value !== null && holds(tokens(String(value)), words, prefix);
		}
		default: {
			const wanted = term.value.toLowerCase();
			if (!term.quoted && wanted.endsWith('*')) {
				const start = wanted.slice(0, -1);
				return (value) => value !== null && String(value).toLowerCase().startsWith(start);
			}
			return (value) => value !== null && String(value).toLowerCase() === wanted;
		}
	}
}

/** A span of no length is one number or instant, however great: nothing is added to it. */
function inSpan(value: number, term: Term, span: { from: number; to: number }): boolean {
	switch (term.operator) {
		case 'range_gte':
			return value >= span.from;
		case 'range_lt':
			return value < span.from;
		// A date stands for its whole day: "<=" includes it, ">" begins after it.
		case 'range_lte':
			return value < span.to || value === span.from;
		case 'range_gt':
			return value >= span.to && value !== span.from;
		default:
			return value === span.from || (value > span.from && value < span.to);
	}
}

function tokens(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether the words stand in the text, next to each other and in order. */
function holds(text: string[], words: string[], prefix: boolean): boolean {
	if (words.length === 0) return false;
	return text.some((_, start) => {
		return words.every((word, i) => {
			const found = text[start + i];
			if (found === undefined) return false;
			return prefix && i === words.length - 1 ? found.startsWith(word) : found === word;
		});
	});
}

function describe<T>(query: Query, filters: Filters<T>, clock: SearchClock): unknown {
	if ('and' in query) return { and: query.and.map((part) => describe(part, filters, clock)) };
	if ('or' in query) return { or: query.or.map((part) => describe(part, filters, clock)) };
	if ('not' in query) return { not: describe(query.not, filters, clock) };
	const { field, operator, value } = query.term;
	const isTime = Object.hasOwn(filters, field) && filters[field].kind === 'time';
	const span = isTime ? timeSpan(value, clock.timeZone, clock.now) : undefined;
	return { field, [operator]: span === undefined ? value : zoned(span.from, clock.timeZone) };
}
