import type { IDataObject, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { InputError } from './errors';
import { isObject } from './json';
import { zonedTime } from './times';

/**
 * The shape of one documented value: how the form's value becomes it, and what is accepted as it.
 */
export interface Shape {
	/** Converts what the form gives. */
	fromForm(value: unknown, at: string): unknown;
	/**
	 * Checks and normalises a documented value.
	 *
	 * @param at names the value in texts
	 * @param zone the workflow's time zone, in which times without a zone are meant
	 */
	check(value: unknown, at: string, zone?: string): unknown;
}

/** Collections whose entries stand beside the other fields in the documented input. */
export const FLATTENED = new Set(['additionalFields', 'updateFields', 'filters']);

/** 'lineItems' → 'line_items', 'address1' → 'address1' */
export const snake = (name: string) =>
	name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const refuse = (at: string, wanted: string, value: unknown): never => {
	const kind = typeof value === 'object' ? 'an object' : `a ${typeof value}`;
	const got = Array.isArray(value) ? 'a list' : value === null ? 'null' : kind;
	throw new InputError(`'${at}' must be ${wanted}`, `The value given is ${got}.`);
};

/** A shape whose form value and documented value are alike. */
const plain = (check: Shape['check']): Shape => ({ fromForm: (value) => value, check });

const text = plain((value, at) =>
	typeof value === 'string' ? value : refuse(at, 'a text', value),
);

/** IDs that are no choice of their own, such as since_id: documented as numbers and as texts. */
const idText = plain((value, at) =>
	Number.isSafeInteger(value) ? String(value) : text.check(value, at),
);

const ID_NAME = /(?:^i|I)ds?$/;

const flag = plain((value, at) =>
	typeof value === 'boolean' ? value : refuse(at, 'true or false', value),
);

const NUMERIC = /^-?\d+(\.\d+)?$/;

/** Numbers, also written as text: money is documented both ways ("150.00", 19.99). */
function numeric(property: INodeProperties): Shape {
	const whole = property.typeOptions?.numberPrecision === 0;
	const wanted = whole ? 'a whole number' : 'a number';
	return plain((value, at) => {
		const fits =
			(typeof value === 'number' && Number.isFinite(value)) ||
			(typeof value === 'string' && NUMERIC.test(value));
		if (!fits || (whole && !Number.isInteger(Number(value)))) return refuse(at, wanted, value);
		const least = property.typeOptions?.minValue;
		if (least !== undefined && Number(value) < least) {
			throw new InputError(`'${at}' must be ${least} or more`, `The value given is ${value}.`);
		}
		return whole ? Number(value) : value;
	});
}

/** ISO 8601 times. n8n hands expressions' dates over as Luxon objects, which know toISO(). */
const time: Shape = {
	fromForm: (value) =>
		isObject(value) && typeof value.toISO === 'function' ? (value.toISO() as string) : value,
	check(value, at, zone) {
		if (
			typeof value !== 'string' ||
			!/^\d{4}-\d{2}-\d{2}/.test(value) ||
			isNaN(Date.parse(value))
		) {
			return refuse(at, "a date and time such as '2026-01-31T09:00:00Z'", value);
		}
		return zonedTime(value, zone);
	},
};

function oneOf(property: INodeProperties): Shape {
	const values = (property.options ?? []).map((option) => ('value' in option ? option.value : ''));
	return plain((value, at) => {
		if (property.allowArbitraryValues === true && typeof value === 'string') return value;
		if (values.includes(value as string)) return value;
		throw new InputError(
			`'${at}' cannot be '${String(value)}'`,
			`Use one of: ${values.join(', ')}.`,
		);
	});
}

/** Whole numbers stay numbers as documented; one too long for a number stays text. */
const idValue = (digits: string) =>
	Number.isSafeInteger(Number(digits)) && String(Number(digits)) === digits
		? Number(digits)
		: digits;

/** Ids by the locator's own rules: each mode's regular expression says what it extracts. */
function identifier(property: INodeProperties): Shape {
	const modes = property.modes ?? [];
	const extract = (value: string, mode: string, at: string) => {
		const rule = modes.find(({ name }) => name === mode)?.extractValue;
		const pattern = rule && 'regex' in rule ? `^(?:${String(rule.regex)})$` : '^(.+)$';
		const found = new RegExp(pattern).exec(value.trim());
		if (!found) {
			const shown = modes.find(({ name }) => name === mode);
			throw new InputError(
				`'${at}' is not a valid ${shown?.displayName.replace(/^By /, '') ?? 'ID'}: '${value}'`,
				shown?.placeholder
					? `Give it like this: ${shown.placeholder.replace(/^e\.g\. /, '')}`
					: undefined,
			);
		}
		return idValue(found[1]);
	};
	return {
		fromForm(value, at) {
			// An untouched locator is its literal's default, without n8n's mark __rl.
			if (!isObject(value) || !('mode' in value && 'value' in value)) return value;
			const { mode, value: chosen } = value;
			if (chosen === '' || chosen === null || chosen === undefined) return undefined;
			return extract(String(chosen as string | number), mode === 'url' ? 'url' : 'id', at);
		},
		check(value, at) {
			if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
			if (typeof value === 'string') return extract(value, 'id', at);
			return refuse(at, 'an ID', value);
		},
	};
}

/** A list of values of one shape. In the form a comma separates texts that stand in one entry. */
function listOf(entry: Shape): Shape {
	return {
		fromForm(value, at) {
			if (!Array.isArray(value)) return value;
			return value.map((one) => entry.fromForm(one, at));
		},
		check(value, at, zone) {
			if (!Array.isArray(value)) return refuse(at, 'a list', value);
			return value.map((one, index) => entry.check(one, `${at}[${index}]`, zone));
		},
	};
}

/** Free JSON: an object or a list, or its text. */
const json: Shape = {
	fromForm(value, at) {
		if (typeof value !== 'string') return value;
		return value.trim() === '' ? undefined : parseJson(value, at);
	},
	check: (value, at) =>
		typeof value === 'object' && value !== null ? value : refuse(at, 'an object or a list', value),
};

/** @throws InputError that names the field and n8n's ways to write JSON with expressions */
export function parseJson(value: string, at: string): unknown {
	let reason: string;
	try {
		return JSON.parse(value);
	} catch (error) {
		reason = (error as Error).message;
	}
	throw new InputError(
		`'${at}' is not valid JSON: ${reason}`,
		'When expressions are used inside, make the whole value one expression, such as {{ { "note": $json.note } }}, so that quotes cannot break it.',
	);
}

/** An object with the given properties' keys. `added`: each value was added by the user on purpose. */
function objectOf(
	properties: INodeProperties[],
	added: boolean,
	shapes: Record<string, Shape> = {},
): Shape {
	const schema = new ObjectShape(properties, shapes, added);
	return {
		fromForm: (value, at) => (isObject(value) ? schema.fromForm(value, at) : value),
		check: (value, at, zone) => schema.check(value, at, zone),
	};
}

/**
 * fixedCollection: with one section its rows are the value (a list when several are allowed);
 * with several sections each stands under its own name.
 */
function sections(property: INodeProperties): Shape {
	const groups = (property.options ?? []) as INodePropertyCollection[];
	const repeated = property.typeOptions?.multipleValues === true;
	const shapeOf = (group: INodePropertyCollection) =>
		repeated ? listOf(objectOf(group.values, false)) : objectOf(group.values, false);
	if (groups.length === 1) {
		const [only] = groups;
		const shape = shapeOf(only);
		return {
			fromForm: (value, at) =>
				isObject(value) && only.name in value
					? shape.fromForm(value[only.name], at)
					: isObject(value) && Object.keys(value).length === 0
						? undefined
						: value,
			check: shape.check,
		};
	}
	return objectOf(
		groups.map((group) => ({
			displayName: group.displayName,
			name: group.name,
			type: 'fixedCollection',
			default: {},
		})),
		false,
		Object.fromEntries(groups.map((group) => [snake(group.name), shapeOf(group)])),
	);
}

/** The shape that a parameter's literal describes. */
export function shapeOf(property: INodeProperties): Shape {
	switch (property.type) {
		case 'resourceLocator':
			return identifier(property);
		case 'number':
			return numeric(property);
		case 'boolean':
			return flag;
		case 'dateTime':
			return time;
		case 'options':
			return oneOf(property);
		case 'multiOptions':
			return listOf(oneOf(property));
		case 'collection':
			return objectOf((property.options ?? []) as INodeProperties[], true);
		case 'fixedCollection':
			return sections(property);
		case 'json':
			return json;
		default: {
			const one = ID_NAME.test(property.name) ? idText : text;
			return property.typeOptions?.multipleValues === true ? listOf(one) : one;
		}
	}
}

interface Field {
	shape: Shape;
	required: boolean;
	/** Whether an empty text or list is a value (it clears the field) and not an absent one. */
	clearable: boolean;
}

const isEmpty = (value: unknown) =>
	value === '' || (typeof value === 'object' && Object.keys(value ?? {}).length === 0);

/** The name closest to a mistyped one, when it is close enough to be meant. */
function closest(name: string, names: string[]): string | undefined {
	const letters = (word: string) => word.toLowerCase().replace(/[^a-z0-9]/g, '');
	return names.find(
		(candidate) =>
			letters(candidate) === letters(name) ||
			letters(candidate).includes(letters(name)) ||
			(letters(name).includes(letters(candidate)) && candidate.length > 3),
	);
}

/**
 * The documented shape of an object, read off the literals of its form:
 * keys are the parameters' names in snake_case, flattened collections stand beside the others.
 */
export class ObjectShape {
	private readonly fields = new Map<string, Field>();

	constructor(
		properties: INodeProperties[],
		shapes: Record<string, Shape> = {},
		added: boolean = false,
	) {
		this.add(properties, shapes, added);
	}

	private add(properties: INodeProperties[], shapes: Record<string, Shape>, added: boolean) {
		for (const property of properties) {
			if (property.type === 'notice') continue;
			if (FLATTENED.has(property.name)) {
				this.add((property.options ?? []) as INodeProperties[], shapes, true);
				continue;
			}
			const key = snake(property.name);
			this.fields.set(key, {
				shape: shapes[key] ?? shapeOf(property),
				required: property.required === true,
				clearable: added && ['string', 'multiOptions', 'fixedCollection'].includes(property.type),
			});
		}
	}

	/** The key of the first required field: what the item is about. */
	get subjectKey(): string | undefined {
		return [...this.fields].find(([, field]) => field.required)?.[0];
	}

	/**
	 * The form's values as documented input. Absent values are left out; inside a collection an
	 * empty text or list is a value, because the user added it: it clears the field.
	 */
	fromForm(values: IDataObject, at = ''): IDataObject {
		const input: IDataObject = {};
		for (const [name, value] of Object.entries(values)) {
			if (FLATTENED.has(name)) {
				if (isObject(value)) Object.assign(input, this.fromForm(value, at));
				continue;
			}
			const key = snake(name);
			const field = this.fields.get(key);
			if (!field || value === null || value === undefined) continue;
			const converted = field.shape.fromForm(value, at ? `${at}.${key}` : key);
			if (converted === undefined || (isEmpty(converted) && !field.clearable)) continue;
			input[key] = converted as IDataObject;
		}
		return input;
	}

	/**
	 * Checks a documented object and returns it normalised. Null stands for "no value".
	 *
	 * @throws InputError for an unknown key, a wrong type or a missing required key
	 */
	check(value: unknown, at = '', zone?: string): IDataObject {
		if (!isObject(value)) return refuse(at || 'Payload', 'an object', value);
		const path = (key: string) => (at ? `${at}.${key}` : key);
		const names = [...this.fields.keys()];
		const checked: IDataObject = {};
		for (const [key, one] of Object.entries(value)) {
			const field = this.fields.get(key);
			if (!field) {
				const meant = closest(key, names);
				throw new InputError(
					`Unknown field '${path(key)}'`,
					(meant ? `Did you mean '${meant}'? ` : '') +
						(names.length ? `Known fields: ${names.join(', ')}.` : 'No fields are taken here.'),
				);
			}
			if (one === undefined) continue;
			checked[key] = (one === null ? null : field.shape.check(one, path(key), zone)) as IDataObject;
		}
		for (const [key, field] of this.fields) {
			const given = checked[key];
			if (field.required && (given === undefined || given === null || given === '')) {
				throw new InputError(`'${path(key)}' is required`);
			}
		}
		return checked;
	}
}
