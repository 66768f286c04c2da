import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InputError } from './errors';
import type { Operation } from './operation';
import { isList } from './operation';
import { ObjectShape, parseJson } from './shapes';

/** How the user gives the input: by the form or as the documented payload. */
export type InputMode = 'fields' | 'json';

/** The most records that a list returns when nothing is said, as in n8n's own nodes. */
const USUAL_LIMIT = 50;

/** `limit` is a key of every list's documented input; the form has its own Limit for it. */
const limitKey: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: {
		minValue: 1,
		numberPrecision: 0,
	},
	default: 50,
	description: 'Max number of results to return',
};

const shapes = new WeakMap<object, ObjectShape>();

/** The documented input's shape of an operation, built once. */
export function inputShape<Client>(operation: Operation<Client>): ObjectShape {
	let shape = shapes.get(operation);
	if (!shape) {
		const documentedOnly = isList(operation) ? [limitKey] : [];
		shape = new ObjectShape([...operation.properties, ...documentedOnly], operation.shapes);
		shapes.set(operation, shape);
	}
	return shape;
}

/**
 * Reads one item's input and refuses what is missing, malformed or unknown.
 *
 * @returns the documented input of the operation
 * @throws InputError that names the field
 */
export function readInput<Client>(
	context: IExecuteFunctions,
	operation: Operation<Client>,
	mode: InputMode,
	item: number,
): IDataObject {
	const shape = inputShape(operation);
	const zone = context.getTimezone();
	// A parameter that displayOptions hide throws without a fallback, and undefined is none.
	const read = (name: string) => context.getNodeParameter(name, item, null) as unknown;
	const verified = (documented: unknown) => {
		const input = shape.check(documented, '', zone);
		operation.verify?.(input, (name) => read(`options.${name}`) ?? undefined);
		return input;
	};
	if (mode === 'json') {
		const given = read('payload') ?? {};
		const text = typeof given === 'string' ? given.trim() || '{}' : given;
		const payload = typeof text === 'string' ? parseJson(text, 'Payload') : text;
		return verified(unwrapped(payload, operation.wrapper));
	}
	const form: IDataObject = {};
	for (const { name, type } of operation.properties) {
		if (type !== 'notice') form[name] = read(name) as IDataObject;
	}
	return verified(shape.fromForm(form));
}

/** A documented body whose fields stand under a wrapper; other keys, such as ids, stand beside it. */
function unwrapped(payload: unknown, wrapper: string | undefined): unknown {
	if (wrapper === undefined || typeof payload !== 'object' || payload === null) return payload;
	const { [wrapper]: inner, ...beside } = payload as IDataObject;
	const wraps = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
	return wraps ? { ...beside, ...(inner as IDataObject) } : payload;
}

/** How much of a list an item asks for. */
export interface Extent {
	/** Records; Infinity for all. */
	limit: number;
	cursor?: string;
}

/**
 * Reads Return All, Limit and Page Cursor. In JSON input the documented `limit` is the limit.
 *
 * @throws InputError when the limit is not a positive whole number
 */
export function readExtent<Client>(
	context: IExecuteFunctions,
	operation: Operation<Client>,
	input: IDataObject,
	item: number,
): Extent {
	if (!isList(operation)) return { limit: 1 };
	const everything = context.getNodeParameter('returnAll', item, false) === true;
	const cursor = context.getNodeParameter('options.pageCursor', item, '') as string;
	const limit = Number(input.limit ?? context.getNodeParameter('limit', item, null) ?? USUAL_LIMIT);
	if (!everything && (!Number.isInteger(limit) || limit < 1)) {
		throw new InputError("'limit' must be a whole number of 1 or more");
	}
	return {
		limit: everything ? Infinity : limit,
		...(cursor ? { cursor } : {}),
	};
}
