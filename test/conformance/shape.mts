/**
 * Holds a payload against its documented sample: the same keys, each with the sample's type and
 * form. A sample says more than a type: "19.99" is money and "2023-06-01T10:00:00-04:00" a time.
 */

export interface ShapeOptions {
	/**
	 * Whether null is an answer where the sample has a value. Paths look like
	 * 'order.line_items[].sku'.
	 */
	mayBeNull?: (path: string) => boolean;
}

export interface ShapeReport {
	/** What differs, one sentence each; empty when the shape holds. */
	deviations: string[];
	/** Documented parts that the payload had no example of: null values and empty lists. */
	unchecked: string[];
}

type Json = Record<string, unknown>;

/** What a text is, judged by the sample's own text. */
interface Form {
	name: string;
	/** Whether the documented text is of this form. */
	documented(text: string, key: string): boolean;
	fits: RegExp;
}

/** Keys whose values are states, which the payloads write in lower case. */
const STATE_KEY = /(^|_)(status|state|policy|reason|scope|unit|kind|management)$/;

const FORMS: Form[] = [
	{
		name: 'tags joined by commas',
		documented: (_text, key) => key === 'tags',
		fits: /^$|^[^,\s](?:[^,]*[^,\s])?(?:, [^,\s](?:[^,]*[^,\s])?)*$/,
	},
	{
		name: 'money with two places',
		documented: (text) => /^-?\d+\.\d\d$/.test(text),
		fits: /^-?\d+\.\d\d$/,
	},
	{
		name: 'an ISO 8601 time',
		documented: (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text),
		fits: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
	},
	{
		name: 'a global ID',
		documented: (text) => text.startsWith('gid://'),
		fits: /^gid:\/\/[a-z]+\/[A-Za-z]+\/\S+$/,
	},
	{
		name: 'an address',
		documented: (text) => /^https?:\/\//.test(text),
		fits: /^https?:\/\/\S+$/,
	},
	{
		name: 'a state in lower case',
		documented: (text, key) => STATE_KEY.test(key) && /^[a-z_]+$/.test(text),
		fits: /^[a-z][a-z0-9_ -]*$/,
	},
];

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const kindOf = (value: unknown): string =>
	value === null
		? 'null'
		: Array.isArray(value)
			? 'a list'
			: isObject(value)
				? 'an object'
				: `a ${typeof value}`;

/** A value as a deviation shows it: short, and on one line. */
function shown(value: unknown): string {
	const text = isObject(value) || Array.isArray(value) ? kindOf(value) : JSON.stringify(value);
	return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/**
 * The entries of a documented list as one: each key with its first telling value. A key that is
 * null in one entry and not in another is documented both ways.
 */
function typicalEntry(entries: unknown[]): { typical: unknown; nullable: string[] } {
	if (!entries.every(isObject)) {
		return { typical: entries.find((entry) => entry !== null) ?? null, nullable: [] };
	}
	const pairs = entries.flatMap((entry) => Object.entries(entry));
	const typical: Json = {};
	for (const [key, value] of pairs) {
		const known = typical[key];
		const tells = known !== undefined && known !== null && !isEmptyList(known);
		if (!tells) typical[key] = value;
	}
	return { typical, nullable: pairs.filter(([, value]) => value === null).map(([key]) => key) };
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const lastKey = (path: string): string => /([^.[\]]*)(?:\[\d*\])*$/.exec(path)?.[1] ?? '';

/** 'orders[3].id' → 'orders[].id', as options name paths. */
const general = (path: string): string => path.replace(/\[\d+\]/g, '[]');

/**
 * Compares a payload with its documented sample.
 *
 * Keys beyond the documented ones are allowed; an absent one is a deviation. Where the sample has
 * null or an empty list or object, anything of that place is accepted: nothing is documented.
 *
 * @param documented the sample, or a part of it
 * @param actual the payload
 * @param at name of the place, put before every path
 */
export function compareShape(
	documented: unknown,
	actual: unknown,
	options: ShapeOptions = {},
	at = '',
): ShapeReport {
	const notes: Notes = { deviations: [], unchecked: new Set(), checked: new Set() };
	compare(documented, actual, at, options, notes);
	const unchecked = [...notes.unchecked].filter((path) => !notes.checked.has(path));
	return { deviations: notes.deviations, unchecked };
}

/** What a comparison has found so far; paths without indexes. */
interface Notes {
	deviations: string[];
	/** Places of which some entry had nothing to look at … */
	unchecked: Set<string>;
	/** … and places of which some entry had. */
	checked: Set<string>;
}

function compare(
	documented: unknown,
	actual: unknown,
	at: string,
	options: ShapeOptions,
	notes: Notes,
): void {
	const deviates = (expected: string) =>
		notes.deviations.push(`${at || 'payload'}: expected ${expected}, found ${shown(actual)}`);
	if (documented === null) return;
	if (actual === null) {
		if (options.mayBeNull?.(general(at))) notes.unchecked.add(general(at));
		else deviates(`${kindOf(documented)} (sample: ${shown(documented)})`);
		return;
	}
	notes.checked.add(general(at));
	if (kindOf(actual) !== kindOf(documented)) {
		deviates(`${kindOf(documented)} (sample: ${shown(documented)})`);
	} else if (Array.isArray(documented)) {
		compareList(documented, actual as unknown[], at, options, notes);
	} else if (isObject(documented)) {
		compareObject(documented, actual as Json, at, options, notes);
	} else if (typeof documented === 'string') {
		const form = FORMS.find((one) => one.documented(documented, lastKey(at)));
		if (form && !form.fits.test(actual as string)) deviates(form.name);
	} else if (typeof documented === 'number') {
		const isId = /(^|_)ids?$/.test(lastKey(at));
		if (!Number.isFinite(actual)) deviates('a finite number');
		if (isId && !(Number.isSafeInteger(actual) && Number(actual) > 0)) deviates('an ID');
	}
}

function compareList(
	documented: unknown[],
	actual: unknown[],
	at: string,
	options: ShapeOptions,
	notes: Notes,
): void {
	if (documented.length === 0) return;
	if (actual.length === 0) {
		notes.unchecked.add(`${general(at)}[]`);
		return;
	}
	const { typical, nullable } = typicalEntry(documented);
	const both = anyOfPaths(nullable, `${general(at)}[]`);
	const mayBeNull = (path: string) => both(path) || options.mayBeNull?.(path) === true;
	for (const [index, entry] of actual.entries()) {
		compare(typical, entry, `${at}[${index}]`, { mayBeNull }, notes);
	}
}

function compareObject(
	documented: Json,
	actual: Json,
	at: string,
	options: ShapeOptions,
	notes: Notes,
): void {
	for (const [key, value] of Object.entries(documented)) {
		const path = at ? `${at}.${key}` : key;
		if (actual[key] === undefined) notes.deviations.push(`${path}: is missing`);
		else compare(value, actual[key], path, options, notes);
	}
}

/**
 * Reads paths such as 'customer', 'line_items[].sku' or 'client_details.*' (any key of it).
 *
 * @param at where they lie, e.g. 'orders[]'
 */
export function anyOfPaths(paths: readonly string[], at = ''): (path: string) => boolean {
	const patterns = paths.map((path) => {
		const whole = at ? `${at}.${path}` : path;
		const literal = whole.replace(/[.[\]]/g, '\\$&').replace(/\*/g, '[^.[\\]]+');
		return new RegExp(`^${literal}$`);
	});
	return (path) => patterns.some((pattern) => pattern.test(path));
}
