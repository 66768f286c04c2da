import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { ObjectShape, snake } from '../../nodes/shared/shapes.ts';
import { orderLocator } from '../../nodes/Shopify/lookups/order.ts';
import { metafieldList, metafieldsProperty } from '../../nodes/Shopify/operations/metafields.ts';
import { parameter, refusal } from './contexts.mts';

const ORDER_URL = 'https://admin.shopify.com/store/my-shop/orders';

const list = (name: string, values: INodeProperties[]): INodeProperties =>
	parameter(`${name}s`, 'fixedCollection', {
		typeOptions: { multipleValues: true },
		options: [{ displayName: name, name, values }],
	});

const texts = (name: string, more: Partial<INodeProperties> = {}) =>
	parameter(name, 'string', { typeOptions: { multipleValues: true }, ...more });

/** What the form's values become, checked as they would be before a request. */
const fromForm = (properties: INodeProperties[], form: IDataObject): IDataObject => {
	const shape = new ObjectShape(properties);
	return shape.check(shape.fromForm(form));
};

const check = (properties: INodeProperties[], value: unknown) =>
	new ObjectShape(properties).check(value);

describe('names of the form → names of the documented input', () => {
	it.each([
		['orderId', 'order_id'],
		['lineItemsByFulfillmentOrder', 'line_items_by_fulfillment_order'],
		['address1', 'address1'],
		['sku', 'sku'],
	])('%s → %s', (camel, snaked) => {
		expect(snake(camel)).toBe(snaked);
	});
});

describe('collections', () => {
	const inner = [parameter('noteText', 'string'), parameter('notify', 'boolean')];

	it.each(['additionalFields', 'updateFields', 'filters'])(
		'the entries of %s stand beside the other fields',
		(name) => {
			const properties = [
				parameter('orderId', 'string'),
				parameter(name, 'collection', { options: inner }),
			];
			const form = { orderId: '1', [name]: { noteText: 'Hi', notify: false } };
			expect(fromForm(properties, form)).toEqual({ order_id: '1', note_text: 'Hi', notify: false });
		},
	);

	it('any other collection is an object of its own', () => {
		const properties = [parameter('shippingAddress', 'collection', { options: inner })];
		expect(fromForm(properties, { shippingAddress: { noteText: 'Hi' } })).toEqual({
			shipping_address: { note_text: 'Hi' },
		});
	});

	it('a collection inside a flattened one keeps its name', () => {
		const nested = parameter('shippingAddress', 'collection', { options: inner });
		const properties = [parameter('updateFields', 'collection', { options: [nested] })];
		const form = { updateFields: { shippingAddress: { noteText: 'Hi' } } };
		expect(fromForm(properties, form)).toEqual({ shipping_address: { note_text: 'Hi' } });
	});

	it('a notice is no field', () => {
		const shape = new ObjectShape([parameter('remark', 'notice')]);
		expect(shape.fromForm({ remark: 'text' })).toEqual({});
		expect(refusal(() => shape.check({ remark: 'text' })).message).toBe("Unknown field 'remark'");
	});
});

describe('fixed collections', () => {
	const values = [parameter('productId', 'string'), parameter('newPrice', 'number')];

	it('with one section its rows are the list', () => {
		const form = { lines: { line: [{ productId: '7', newPrice: 5 }, { productId: '8' }] } };
		expect(fromForm([list('line', values)], form)).toEqual({
			lines: [{ product_id: '7', new_price: 5 }, { product_id: '8' }],
		});
	});

	it('with one section that comes once its row is the object', () => {
		const property = parameter('window', 'fixedCollection', {
			options: [{ displayName: 'Row', name: 'row', values }],
		});
		expect(fromForm([property], { window: { row: { productId: '7' } } })).toEqual({
			window: { product_id: '7' },
		});
	});

	it('with several sections each stands under its own name', () => {
		const property = parameter('changes', 'fixedCollection', {
			typeOptions: { multipleValues: true },
			options: [
				{ displayName: 'Added', name: 'addedLines', values },
				{ displayName: 'Removed', name: 'removedLines', values },
			],
		});
		const form = { changes: { addedLines: [{ productId: '7' }], removedLines: [{ newPrice: 1 }] } };
		expect(fromForm([property], form)).toEqual({
			changes: { added_lines: [{ product_id: '7' }], removed_lines: [{ new_price: 1 }] },
		});
	});

	it('without rows it is absent', () => {
		expect(fromForm([list('line', values)], { lines: {} })).toEqual({});
	});

	it('rows may hold lists of texts and locators', () => {
		const property = list('line', [orderLocator, texts('noteTags')]);
		const locator = { __rl: true, mode: 'url', value: `${ORDER_URL}/42` };
		const form = { lines: { line: [{ orderId: locator, noteTags: ['a', 'b'] }] } };
		expect(fromForm([property], form)).toEqual({
			lines: [{ order_id: 42, note_tags: ['a', 'b'] }],
		});
	});

	it('a wrong value names its row', () => {
		const wrong = { lines: [{ product_id: '7' }, { new_price: 'many' }] };
		expect(refusal(() => check([list('line', values)], wrong)).message).toBe(
			"'lines[1].new_price' must be a number",
		);
	});
});

describe('empty values', () => {
	const fields = [
		parameter('note', 'string'),
		texts('tags'),
		parameter('count', 'number'),
		parameter('notify', 'boolean'),
	];

	it('at the top level an empty value is an absent one, but 0 and false are values', () => {
		expect(fromForm(fields, { note: '', tags: [], count: 0, notify: false })).toEqual({
			count: 0,
			notify: false,
		});
	});

	it('in a collection an empty text or list was added by the user: it clears the field', () => {
		const property = parameter('updateFields', 'collection', { options: fields });
		expect(fromForm([property], { updateFields: { note: '', tags: [] } })).toEqual({
			note: '',
			tags: [],
		});
	});

	it('the same holds for a nested collection, but not for a row of a list', () => {
		const address = parameter('address', 'collection', { options: fields });
		expect(fromForm([address], { address: { note: '' } })).toEqual({ address: { note: '' } });
		expect(fromForm([list('row', fields)], { rows: { row: [{ note: '', count: 1 }] } })).toEqual({
			rows: [{ count: 1 }],
		});
	});

	it('an empty date in a collection is no value', () => {
		const since = parameter('since', 'dateTime');
		const property = parameter('filters', 'collection', { options: [since] });
		expect(fromForm([property], { filters: { since: '' } })).toEqual({});
	});

	it('null, as n8n gives for hidden parameters, is absent', () => {
		expect(fromForm(fields, { note: null, tags: null })).toEqual({});
	});

	it('in JSON null stays: it is the documented way to say "no value"', () => {
		expect(check(fields, { note: null })).toEqual({ note: null });
	});
});

describe('ids', () => {
	const locator = (mode: string, value: unknown) => ({ orderId: { __rl: true, mode, value } });
	const inForm = (mode: string, value: unknown) =>
		fromForm([orderLocator], locator(mode, value) as unknown as IDataObject).order_id;

	it.each<[string, string, unknown, unknown]>([
		['chosen from the list', 'list', '4495678901234', 4495678901234],
		['typed', 'id', '4495678901234', 4495678901234],
		['typed with blanks around it', 'id', '  42 ', 42],
		['a number from an expression', 'id', 42, 42],
		['a global id', 'id', 'gid://shopify/Order/42', 42],
		["the address in the shop's admin", 'url', `${ORDER_URL}/42`, 42],
		['an address with a query', 'url', `${ORDER_URL}/42?from=list`, 42],
		['the old address', 'url', 'https://my-shop.myshopify.com/admin/orders/42', 42],
		['too long for a number, so it stays text', 'id', '9007199254740993', '9007199254740993'],
		['with a leading zero, so it stays text', 'id', '007', '007'],
	])('%s (%s)', (_, mode, value, id) => {
		expect(inForm(mode, value)).toBe(id);
	});

	it.each([
		['id', 'abc', "'order_id' is not a valid ID: 'abc'"],
		['id', '12 34', "'order_id' is not a valid ID: '12 34'"],
		['id', 'gid://shopify/Product/42', "'order_id' is not a valid ID: 'gid://shopify/Product/42'"],
		['url', 'https://example.com/42', "'order_id' is not a valid URL: 'https://example.com/42'"],
		['url', `x${ORDER_URL}/42`, `'order_id' is not a valid URL: 'x${ORDER_URL}/42'`],
	])('mode %s refuses %s and shows how to give it', (mode, value, message) => {
		const said = refusal(() => inForm(mode, value));
		expect(said.message).toBe(message);
		expect(said.advice).toMatch(/^Give it like this: (\d+|https:\/\/\S+)$/);
	});

	it.each([
		['nothing chosen', { __rl: true, mode: 'list', value: '' }],
		['nothing chosen, never opened', { mode: 'list', value: '' }],
		['a hidden one', null],
	])('%s: the id is required', (_, value) => {
		expect(refusal(() => fromForm([orderLocator], { orderId: value })).message).toBe(
			"'order_id' is required",
		);
	});

	it.each([
		['a number', 42, 42],
		['its digits', '42', 42],
		['a global id', 'gid://shopify/Order/42', 42],
		['a number too long for one, as text', '9007199254740993', '9007199254740993'],
	])('JSON takes %s', (_, value, id) => {
		expect(check([orderLocator], { order_id: value })).toEqual({ order_id: id });
	});

	it.each([
		['a number too long for one', 9007199254740994],
		['a fraction', 1.5],
		['zero', 0],
		['a negative number', -1],
		['true', true],
		['a list', [42]],
		['a locator', { __rl: true, mode: 'id', value: '42' }],
	])('JSON refuses %s', (_, value) => {
		expect(refusal(() => check([orderLocator], { order_id: value })).message).toBe(
			"'order_id' must be an ID",
		);
	});
});

describe('numbers and money', () => {
	const amount = parameter('amount', 'number', {
		typeOptions: { numberPrecision: 2, minValue: 0 },
	});
	const quantity = parameter('quantity', 'number', {
		typeOptions: { numberPrecision: 0, minValue: 1 },
	});

	it.each([['150.00'], [19.99], ['0'], [0]])('money %j is taken as it is', (value) => {
		expect(check([amount], { amount: value })).toEqual({ amount: value });
		expect(fromForm([amount], { amount: value })).toEqual({ amount: value });
	});

	it.each([['1,50'], ['ten'], [''], [NaN], [Infinity], [true], [[1]], ['1e3'], [' 5']])(
		'%j is no amount',
		(value) => {
			expect(refusal(() => check([amount], { amount: value })).message).toBe(
				"'amount' must be a number",
			);
		},
	);

	it('a least value holds for texts too', () => {
		expect(refusal(() => check([amount], { amount: '-0.01' }))).toEqual({
			message: "'amount' must be 0 or more",
			advice: 'The value given is -0.01.',
		});
	});

	it('whole numbers become numbers', () => {
		expect(check([quantity], { quantity: '3' })).toEqual({ quantity: 3 });
	});

	it.each([[1.5], ['1.5'], ['x']])('%j is no whole number', (value) => {
		expect(refusal(() => check([quantity], { quantity: value })).message).toBe(
			"'quantity' must be a whole number",
		);
	});
});

describe('dates', () => {
	const since = parameter('since', 'dateTime');

	it.each(['2026-01-31T09:00:00Z', '2026-01-31T09:00:00.000+02:00'])(
		'%s is taken as it is',
		(value) => {
			expect(fromForm([since], { since: value })).toEqual({ since: value });
		},
	);

	it("Luxon's objects, which expressions give, become ISO texts", () => {
		const luxon = { toISO: () => '2026-01-31T09:00:00.000Z' } as unknown as string;
		expect(fromForm([since], { since: luxon })).toEqual({ since: '2026-01-31T09:00:00.000Z' });
	});

	it.each([['yesterday'], ['31.01.2026'], ['2026-13-01'], [1769850000], [true]])(
		'%j is refused with an example',
		(value) => {
			expect(refusal(() => check([since], { since: value })).message).toBe(
				"'since' must be a date and time such as '2026-01-31T09:00:00Z'",
			);
		},
	);
});

describe('choices', () => {
	const options = [
		{ name: 'Customer', value: 'customer' },
		{ name: 'Fraud', value: 'fraud' },
	];
	const reason = parameter('reason', 'options', { options });
	const reasons = parameter('reasons', 'multiOptions', { options });

	it('a value of the list is taken', () => {
		expect(check([reason, reasons], { reason: 'fraud', reasons: ['fraud', 'customer'] })).toEqual({
			reason: 'fraud',
			reasons: ['fraud', 'customer'],
		});
	});

	it('another one is refused, with the values that there are', () => {
		expect(refusal(() => check([reason], { reason: 'Fraud' }))).toEqual({
			message: "'reason' cannot be 'Fraud'",
			advice: 'Use one of: customer, fraud.',
		});
		expect(refusal(() => check([reasons], { reasons: ['fraud', 'x'] })).message).toBe(
			"'reasons[1]' cannot be 'x'",
		);
	});

	it('an open list takes any text, but only texts', () => {
		const open = { ...reason, allowArbitraryValues: true };
		expect(check([open], { reason: 'other' })).toEqual({ reason: 'other' });
		expect(refusal(() => check([open], { reason: 5 })).message).toBe("'reason' cannot be '5'");
	});
});

describe('free JSON', () => {
	const variables = parameter('variables', 'json');

	it.each<[string, unknown, IDataObject]>([
		['text', '{"first": 5}', { variables: { first: 5 } }],
		['an object', { first: 5 }, { variables: { first: 5 } }],
		['a list', '[1, 2]', { variables: [1, 2] }],
		['blank text', '  ', {}],
		['an empty object', '{}', {}],
		['null', 'null', {}],
	])('%s', (_, value, input) => {
		expect(fromForm([variables], { variables: value } as IDataObject)).toEqual(input);
	});

	it('broken text is refused, with the way to use expressions', () => {
		const said = refusal(() => fromForm([variables], { variables: '{"first": }' }));
		expect(said.message).toMatch(/^'variables' is not valid JSON: .+/);
		expect(said.advice).toContain('make the whole value one expression');
	});

	it.each([['5'], ['"text"'], ['true']])('%s is neither an object nor a list', (value) => {
		expect(refusal(() => fromForm([variables], { variables: value })).message).toBe(
			"'variables' must be an object or a list",
		);
	});
});

describe('what is refused in a documented object', () => {
	const address = parameter('address', 'collection', { options: [parameter('zip', 'string')] });
	const properties = [
		orderLocator,
		parameter('financialStatus', 'string'),
		parameter('notify', 'boolean'),
		texts('tags'),
		address,
	];
	const known = 'Known fields: order_id, financial_status, notify, tags, address.';

	it.each([
		['financialStatus', `Did you mean 'financial_status'? ${known}`],
		['Financial_Status', `Did you mean 'financial_status'? ${known}`],
		['status', `Did you mean 'financial_status'? ${known}`],
		['order', `Did you mean 'order_id'? ${known}`],
		['tagss', `Did you mean 'tags'? ${known}`],
		['colour', known],
	])('an unknown key %s', (key, advice) => {
		expect(refusal(() => check(properties, { order_id: 1, [key]: 'x' }))).toEqual({
			message: `Unknown field '${key}'`,
			advice,
		});
	});

	it('an unknown key of an inner object is named with its path', () => {
		expect(refusal(() => check(properties, { order_id: 1, address: { city: 'x' } }))).toEqual({
			message: "Unknown field 'address.city'",
			advice: 'Known fields: zip.',
		});
	});

	it('every key, where no input is taken', () => {
		expect(refusal(() => check([], { limit: 1 })).advice).toBe('No fields are taken here.');
	});

	it('keys that JavaScript gives a meaning are unknown like any other', () => {
		const value: unknown = JSON.parse('{"order_id": 1, "__proto__": {"notify": true}}');
		expect(refusal(() => check(properties, value)).message).toBe("Unknown field '__proto__'");
	});

	it.each<[string, IDataObject]>([
		['missing', {}],
		['null', { order_id: null }],
		['undefined', { order_id: undefined }],
	])('a required key that is %s', (_, value) => {
		expect(refusal(() => check(properties, value)).message).toBe("'order_id' is required");
	});

	it('a required text that is empty', () => {
		const title = parameter('title', 'string', { required: true });
		expect(refusal(() => check([title], { title: '' })).message).toBe("'title' is required");
	});

	it.each<[IDataObject, string, string]>([
		[{ financial_status: 5 }, "'financial_status' must be a text", 'The value given is a number.'],
		[{ notify: 'yes' }, "'notify' must be true or false", 'The value given is a string.'],
		[{ tags: 'a, b' }, "'tags' must be a list", 'The value given is a string.'],
		[{ tags: ['a', 5] }, "'tags[1]' must be a text", 'The value given is a number.'],
		[{ tags: ['a', null] }, "'tags[1]' must be a text", 'The value given is null.'],
		[{ address: 'Paris' }, "'address' must be an object", 'The value given is a string.'],
		[{ address: [] }, "'address' must be an object", 'The value given is a list.'],
		[
			{ financial_status: {} },
			"'financial_status' must be a text",
			'The value given is an object.',
		],
	])('a wrong type: %j', (value, message, advice) => {
		expect(refusal(() => check(properties, { order_id: 1, ...value }))).toEqual({
			message,
			advice,
		});
	});

	it.each([[null], [[]], ['text'], [5]])('%j in the place of the object', (value) => {
		expect(refusal(() => check(properties, value)).message).toBe("'Payload' must be an object");
	});

	it('the subject of an item is its first required field', () => {
		expect(new ObjectShape(properties).subjectKey).toBe('order_id');
		expect(new ObjectShape([address]).subjectKey).toBeUndefined();
	});
});

describe('metafields', () => {
	const shape = new ObjectShape([metafieldsProperty], { metafields: metafieldList });
	const row = { namespace: 'custom', key: 'gift', type: 'single_line_text_field', value: 'Hi' };

	it('rows of the form become the documented entries', () => {
		const form = {
			metafields: {
				metafield: [
					{ ...row, description: '' },
					{ ...row, key: 'b' },
				],
			},
		};
		expect(shape.check(shape.fromForm(form))).toEqual({
			metafields: [
				{ namespace: 'custom', key: 'gift', type_and_value: { single_line_text_field: 'Hi' } },
				{ namespace: 'custom', key: 'b', type_and_value: { single_line_text_field: 'Hi' } },
			],
		});
	});

	it('a description is kept when there is one', () => {
		const form = { metafields: { metafield: [{ ...row, description: 'Card' }] } };
		expect(shape.fromForm(form)).toHaveProperty('metafields.0.description', 'Card');
	});

	it('no rows: absent', () => {
		expect(shape.fromForm({ metafields: {} })).toEqual({});
	});

	it.each<[string, unknown]>([
		['text', { single_line_text_field: 'x' }],
		['a list type', { 'list.color': '["#fff"]' }],
		['a generic type', { 'metaobject_reference<$app:size>': 'gid://shopify/Metaobject/1' }],
		['a number', { number_integer: 5 }],
		['an object', { money: { amount: '5.0', currency_code: 'EUR' } }],
		['false', { boolean: false }],
	])('the documented type_and_value may hold %s', (_, typed) => {
		const value = { metafields: [{ namespace: 'custom', key: 'k', type_and_value: typed }] };
		expect(shape.check(value)).toEqual(value);
	});

	it.each<[string, unknown]>([
		['nothing', {}],
		['two types', { boolean: true, color: '#fff' }],
		['no value', { boolean: null }],
		['a type that cannot be one', { 'Not a type': 'x' }],
		['a text', 'boolean'],
		['a list', ['boolean']],
	])('a type_and_value with %s is refused', (_, typed) => {
		const value = { metafields: [{ namespace: 'custom', key: 'k', type_and_value: typed }] };
		expect(refusal(() => shape.check(value)).message).toBe(
			"'metafields[0].type_and_value' must have one entry, the metafield's type with its value",
		);
	});

	it.each<[string, unknown, string]>([
		['no list', { metafield: [] }, "'metafields' must be a list"],
		[
			'no namespace',
			[{ key: 'k', type_and_value: { id: 'x' } }],
			"'metafields[0].namespace' is required",
		],
		['the form’s keys', [row], "Unknown field 'metafields[0].type'"],
	])('%s is refused', (_, metafields, message) => {
		expect(refusal(() => shape.check({ metafields })).message).toBe(message);
	});
});
