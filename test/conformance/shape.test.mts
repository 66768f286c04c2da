import { anyOfPaths, compareShape } from './shape.mts';

const sample = {
	order: {
		id: 4495678901234,
		admin_graphql_api_id: 'gid://shopify/Order/4495678901234',
		total_price: '199.99',
		created_at: '2023-06-01T10:00:00-04:00',
		financial_status: 'paid',
		tags: 'VIP, Repeat Customer',
		note: null,
		order_status_url: 'https://shop.example.com/order/abc',
		customer: { id: 7, email: 'customer@example.com' },
		line_items: [
			{ id: 1, sku: null, price: '1.00', properties: [] },
			{ id: 2, sku: 'SAMPLE-001', price: '2.00', properties: [] },
		],
		taxes_included: false,
		client_details: {},
	},
};

const good = () => structuredClone(sample);

/** The deviations when one value of the order is another one. */
const withValue = (change: Record<string, unknown>, mayBeNull: string[] = []) =>
	compareShape(
		sample,
		{ order: { ...good().order, ...change } },
		{ mayBeNull: anyOfPaths(mayBeNull, 'order') },
	);

test('a payload like its sample has no deviation and leaves nothing unchecked', () => {
	expect(compareShape(sample, good())).toEqual({ deviations: [], unchecked: [] });
});

test('further keys, and anything where the sample has null or an empty value, are accepted', () => {
	const { deviations } = withValue({ note: 'Hello', another: 1, client_details: { a: 1 } });
	expect(deviations).toEqual([]);
});

test('a missing key is named, also inside a list', () => {
	const order: Partial<typeof sample.order> = good().order;
	delete order.taxes_included;
	const lines = [{ id: 1, sku: 'A', price: '1.00', properties: [] }, { id: 2 }];
	expect(compareShape(sample, { order: { ...order, line_items: lines } }).deviations).toEqual([
		'order.line_items[1].sku: is missing',
		'order.line_items[1].price: is missing',
		'order.line_items[1].properties: is missing',
		'order.taxes_included: is missing',
	]);
});

test.each([
	['money cut short', { total_price: '199.9' }, 'money with two places'],
	['money as a number', { total_price: 199.99 }, 'a string'],
	['a time without a zone', { created_at: '2023-06-01T10:00:00' }, 'an ISO 8601 time'],
	['a state in capitals', { financial_status: 'PAID' }, 'a state in lower case'],
	['tags as a list', { tags: ['VIP'] }, 'a string'],
	['tags joined without a blank', { tags: 'VIP,New' }, 'tags joined by commas'],
	['a number for a global ID', { admin_graphql_api_id: '4495678901234' }, 'a global ID'],
	['a path for an address', { order_status_url: '/order/abc' }, 'an address'],
	['an ID as text', { id: '4495678901234' }, 'a number'],
	['an ID too long for a number', { id: 2 ** 60 }, 'an ID'],
	['an object for a list', { line_items: { id: 1 } }, 'a list'],
	['a list for an object', { customer: [] }, 'an object'],
	['a text for a switch', { taxes_included: 'false' }, 'a boolean'],
])('%s is a deviation', (_what, change, expected) => {
	const { deviations } = withValue(change);
	expect(deviations).toHaveLength(1);
	expect(deviations[0]).toContain(`expected ${expected}`);
});

test.each([
	['no tags', { tags: '' }],
	['a negative amount', { total_price: '-5.00' }],
	['a time in UTC', { created_at: '2023-06-01T14:00:00Z' }],
	['a state of two words', { financial_status: 'partially_paid' }],
])('%s is fine', (_what, change) => {
	expect(withValue(change).deviations).toEqual([]);
});

test('null is a deviation unless the options allow it, and then the part counts as unchecked', () => {
	expect(withValue({ customer: null }).deviations).toEqual([
		'order.customer: expected an object (sample: an object), found null',
	]);
	expect(withValue({ customer: null }, ['customer'])).toEqual({
		deviations: [],
		unchecked: ['order.customer'],
	});
});

test('an empty list leaves its entries unchecked; each place is named once', () => {
	expect(withValue({ line_items: [] }).unchecked).toEqual(['order.line_items[]']);
	const lines = [1, 2].map((id) => ({ id, sku: 'A', price: null, properties: [] }));
	expect(withValue({ line_items: lines }, ['line_items[].price'])).toEqual({
		deviations: [],
		unchecked: ['order.line_items[].price'],
	});
	const one = [...lines, { id: 3, sku: 'A', price: '1.00', properties: [] }];
	expect(withValue({ line_items: one }, ['line_items[].price']).unchecked).toEqual([]);
});

test('a key that some entries of the sample have as null may be null', () => {
	expect(withValue({ line_items: [{ ...good().order.line_items[0] }] }).deviations).toEqual([]);
	expect(
		withValue({ line_items: [{ ...good().order.line_items[1], price: null }] }).deviations,
	).toHaveLength(1);
});

test('paths name one key by a star, and no deeper ones', () => {
	const allows = anyOfPaths(['client_details.*', 'note'], 'orders[]');
	expect(allows('orders[].client_details.user_agent')).toBe(true);
	expect(allows('orders[].client_details.user_agent.name')).toBe(false);
	expect(allows('orders[].note')).toBe(true);
	expect(allows('note')).toBe(false);
});
