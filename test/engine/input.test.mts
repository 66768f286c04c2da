import type { IDataObject } from 'n8n-workflow';

import { readExtent, readInput } from '../../nodes/shared/input.ts';
import type { Operation } from '../../nodes/shared/operation.ts';
import { orderLocator } from '../../nodes/Shopify/lookups/order.ts';
import { parameter, parameters, refusal } from './contexts.mts';

const base = {
	resource: 'order',
	option: { name: 'Get', action: 'Get an order', description: 'Get an order' },
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: [],
	answer: {},
	sample: { input: {}, output: {} },
};

const single: Operation<object> = {
	...base,
	operation: 'get',
	properties: [
		orderLocator,
		parameter('remark', 'notice'),
		parameter('updateFields', 'collection', { options: [parameter('noteText', 'string')] }),
	],
	run: async () => await Promise.resolve({}),
};

const many: Operation<object> = {
	...base,
	operation: 'getAll',
	properties: [parameter('vendor', 'string')],
	list: async () => await Promise.resolve({ records: [], next: null }),
};

const inForm = (values: IDataObject) => readInput(parameters(values), single, 'fields', 0);
const inJson = (payload: unknown, operation: Operation<object> = single) =>
	readInput(parameters({ payload } as IDataObject), operation, 'json', 0);

describe('both ways to give the input lead to the same documented object', () => {
	const documented = { order_id: 42, note_text: 'Hi' };

	it('Fields', () => {
		const form = {
			orderId: { __rl: true, mode: 'id', value: '42' },
			updateFields: { noteText: 'Hi' },
		};
		expect(inForm(form)).toEqual(documented);
	});

	it.each<[string, unknown]>([
		['an object, as an expression gives it', { order_id: 42, note_text: 'Hi' }],
		['text', '{"order_id": 42, "note_text": "Hi"}'],
		['text with blanks around it', '\n {"order_id": "42", "note_text": "Hi"} '],
	])('JSON: %s', (_, payload) => {
		expect(inJson(payload)).toEqual(documented);
	});
});

describe('JSON input', () => {
	it.each<[string, unknown, string]>([
		['no payload', undefined, "'order_id' is required"],
		['a payload of null', null, "'order_id' is required"],
		['an empty text', '  ', "'order_id' is required"],
		['the text null', 'null', "'Payload' must be an object"],
		['a list', '[]', "'Payload' must be an object"],
		['a number', 5, "'Payload' must be an object"],
		['a key of the form', { orderId: 1 }, "Unknown field 'orderId'"],
	])('%s is refused', (_, payload, message) => {
		expect(refusal(() => inJson(payload)).message).toBe(message);
	});

	it('broken text is refused by name, with the way to use expressions', () => {
		const said = refusal(() => inJson('{"order_id": 42, "note_text": "a "quote""}'));
		expect(said.message).toMatch(/^'Payload' is not valid JSON: /);
		expect(said.advice).toContain('{{ { "note": $json.note } }}');
	});

	it('a list takes the documented limit, other operations do not', () => {
		expect(inJson({ limit: 5, vendor: 'Nike' }, many)).toEqual({ limit: 5, vendor: 'Nike' });
		expect(refusal(() => inJson({ order_id: 1, limit: 5 })).message).toBe("Unknown field 'limit'");
	});

	it.each([[0], [-1], [1.5], ['many']])('a limit of %j is refused', (limit) => {
		expect(refusal(() => inJson({ limit }, many)).message).toMatch(
			/^'limit' must be (1 or more|a whole number)$/,
		);
	});
});

describe('each item has its own input', () => {
	it('parameters are read with the index of the item', () => {
		const context = parameters({ payload: { order_id: 1 } }, { payload: { order_id: 2 } });
		expect(readInput(context, single, 'json', 1)).toEqual({ order_id: 2 });
	});
});

describe('how much of a list is asked for', () => {
	const extent = (values: IDataObject, input: IDataObject = {}) =>
		readExtent(parameters(values), many, input, 0);

	it.each<[string, IDataObject, IDataObject, object]>([
		['nothing said', {}, {}, { limit: 50 }],
		['Limit', { limit: 7 }, {}, { limit: 7 }],
		['the documented limit', {}, { limit: 3 }, { limit: 3 }],
		['Return All', { returnAll: true, limit: 7 }, {}, { limit: Infinity }],
		['Return All and a documented limit', { returnAll: true }, { limit: 3 }, { limit: Infinity }],
		['Page Cursor', { limit: 7, options: { pageCursor: 'abc' } }, {}, { limit: 7, cursor: 'abc' }],
	])('%s', (_, values, input, expected) => {
		expect(extent(values, input)).toEqual(expected);
	});

	it.each([[0], [-5], [2.5], ['x']])('a Limit of %j is refused', (limit) => {
		expect(refusal(() => extent({ limit })).message).toBe(
			"'limit' must be a whole number of 1 or more",
		);
	});

	it('operations that are no lists ask for one', () => {
		expect(readExtent(parameters({ limit: 7 }), single, {}, 0)).toEqual({
			limit: 1,
		});
	});
});
