import { type Sandbox, startSandbox } from './index.mts';
import { at, graphql } from './testClient.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ amounts: { products: 10, customers: 5, orders: 5 } });
});
afterAll(() => sandbox.stop());

const CREATE = `#graphql
	mutation Create($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
		orderCreate(order: $order, options: $options) {
			order {
				id
				email
				tags
				test
				processedAt
				customer { id email }
				shippingAddress { city provinceCode countryCodeV2 }
				displayFinancialStatus
				displayFulfillmentStatus
				discountCodes
				currentTotalPriceSet { shopMoney { amount currencyCode } }
				totalTaxSet { shopMoney { amount } }
				totalDiscountsSet { shopMoney { amount } }
				lineItems(first: 5) {
					nodes {
						title
						variantTitle
						sku
						quantity
						vendor
						originalUnitPriceSet { shopMoney { amount } presentmentMoney { amount currencyCode } }
						taxLines { title rate priceSet { shopMoney { amount } } }
						customAttributes { key value }
					}
				}
				transactions { kind status gateway }
			}
			userErrors { field message code }
		}
	}
`;

const money = (amount: string, currencyCode = 'CAD') => ({ shopMoney: { amount, currencyCode } });

async function create(order: Record<string, unknown>, options: Record<string, unknown> = {}) {
	const { data, errors } = await graphql(sandbox, CREATE, { order, options });
	expect(errors).toEqual([]);
	return { order: at(data, 'orderCreate', 'order'), errors: at(data, 'orderCreate', 'userErrors') };
}

const custom = { title: 'Engraving', quantity: 1, priceSet: money('12.50') };
const variant = () => sandbox.shopify.db.products[0].variants[0];

describe('orderCreate', () => {
	it('books lines, discount, taxes, shipping, payment and fulfillment as they were given', async () => {
		const address = {
			firstName: 'Ada',
			lastName: 'Operator',
			address1: '123 Queen St W',
			city: 'Toronto',
			provinceCode: 'ON',
			countryCode: 'CA',
			zip: 'M5H 2M9',
		};
		const { order, errors } = await create({
			email: 'parity@example.com',
			tags: ['parity-plan', 'order-create'],
			test: true,
			currency: 'CAD',
			presentmentCurrency: 'USD',
			fulfillmentStatus: 'FULFILLED',
			discountCode: { itemFixedDiscountCode: { code: 'SAVE5', amountSet: money('5.00') } },
			shippingAddress: address,
			shippingLines: [
				{
					title: 'Standard',
					priceSet: money('5.00'),
					taxLines: [{ title: 'Shipping tax', rate: 0.1, priceSet: money('0.50') }],
				},
			],
			lineItems: [
				{
					variantId: variant().id,
					title: 'Own title',
					quantity: 2,
					sku: 'OWN-SKU',
					priceSet: {
						...money('20.00'),
						presentmentMoney: { amount: '15.00', currencyCode: 'USD' },
					},
					properties: [{ name: 'engraving', value: 'Ada' }],
					taxLines: [{ title: 'Line tax', rate: 0.05, priceSet: money('2.00') }],
				},
			],
			transactions: [
				{ kind: 'SALE', status: 'SUCCESS', gateway: 'manual', amountSet: money('42.50') },
			],
		});
		expect(errors).toEqual([]);
		expect(order).toMatchObject({
			email: 'parity@example.com',
			tags: ['order-create', 'parity-plan'],
			test: true,
			customer: null,
			shippingAddress: { city: 'Toronto', provinceCode: 'ON', countryCodeV2: 'CA' },
			displayFinancialStatus: 'PAID',
			displayFulfillmentStatus: 'FULFILLED',
			discountCodes: ['SAVE5'],
			currentTotalPriceSet: { shopMoney: { amount: '42.5', currencyCode: 'CAD' } },
			totalTaxSet: { shopMoney: { amount: '2.5' } },
			totalDiscountsSet: { shopMoney: { amount: '5.0' } },
			transactions: [{ kind: 'SALE', status: 'SUCCESS', gateway: 'manual' }],
		});
		expect(at(order, 'lineItems', 'nodes', 0)).toMatchObject({
			title: 'Own title',
			variantTitle: null,
			sku: 'OWN-SKU',
			quantity: 2,
			originalUnitPriceSet: {
				shopMoney: { amount: '20.0' },
				presentmentMoney: { amount: '15.0', currencyCode: 'USD' },
			},
			taxLines: [{ title: 'Line tax', rate: 0.05, priceSet: { shopMoney: { amount: '2.0' } } }],
			customAttributes: [{ key: 'engraving', value: 'Ada' }],
		});
	});

	it('fills a line in from its variant, and splits taxes of the order over its lines', async () => {
		const { order } = await create({
			lineItems: [{ variantId: variant().id, quantity: 1 }, custom],
			taxLines: [{ title: 'GST', rate: 0.05, priceSet: money('1.01') }],
		});
		const [first, second] = at(order, 'lineItems', 'nodes') as unknown[];
		expect(at(first, 'title')).toBe(sandbox.shopify.db.products[0].title);
		expect(at(first, 'originalUnitPriceSet', 'shopMoney', 'amount')).toBe(
			(variant().price / 100).toFixed(2).replace(/0$/, ''),
		);
		const taxes = [first, second].map((line) =>
			Number(at(line, 'taxLines', 0, 'priceSet', 'shopMoney', 'amount')),
		);
		expect(Math.round((taxes[0] + taxes[1]) * 100)).toBe(101);
	});

	it('has no financial status without transactions unless one is given', async () => {
		const { order } = await create({ lineItems: [custom] });
		expect(at(order, 'displayFinancialStatus')).toBeNull();
		const given = await create({ lineItems: [custom], financialStatus: 'PENDING' });
		expect(at(given.order, 'displayFinancialStatus')).toBe('PENDING');
		const paid = await graphql(
			sandbox,
			'mutation P($id: ID!) { orderMarkAsPaid(input: {id: $id}) { order { displayFinancialStatus } } }',
			{ id: at(given.order, 'id') },
		);
		expect(at(paid.data, 'orderMarkAsPaid', 'order', 'displayFinancialStatus')).toBe('PAID');
	});

	it('takes stock only when asked to', async () => {
		const item = variant().item;
		item.tracked = true;
		const level = item.levels.find((each) => each.isActive);
		if (level === undefined) throw new Error('no level in the seed');
		level.quantities.available = 5;
		const order = { lineItems: [{ variantId: variant().id, quantity: 2 }] };
		await create(order);
		expect(level.quantities.available).toBe(5);
		await create(order, { inventoryBehaviour: 'DECREMENT_IGNORING_POLICY' });
		expect(level.quantities.available).toBe(3);
		for (const each of item.levels) each.quantities.available = 0;
		variant().inventoryPolicy = 'DENY';
		const refused = await create(order, { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' });
		expect(refused.errors).toEqual([expect.objectContaining({ code: 'INVENTORY_CLAIM_FAILED' })]);
	});

	it('associates a known customer and makes an unknown one', async () => {
		const [known] = sandbox.shopify.db.customers;
		const associated = await create({
			lineItems: [custom],
			customer: { toAssociate: { id: known.id } },
		});
		expect(associated.order).toMatchObject({ email: known.email, customer: { id: known.id } });
		const upserted = await create({
			lineItems: [custom],
			customer: { toUpsert: { email: 'new@example.com', firstName: 'Neu' } },
		});
		expect(upserted.order).toMatchObject({ customer: { email: 'new@example.com' } });
		const again = await create({
			lineItems: [custom],
			customer: { toUpsert: { email: 'NEW@example.com' } },
		});
		expect(at(again.order, 'customer', 'id')).toBe(at(upserted.order, 'customer', 'id'));
	});

	it.each<[string, Record<string, unknown>, string[], string]>([
		[
			'two customers',
			{ customerId: 'gid://shopify/Customer/1', customer: { toUpsert: { email: 'a@b.example' } } },
			['order'],
			'REDUNDANT_CUSTOMER_FIELDS',
		],
		['no lines', { lineItems: [] }, ['order', 'lineItems'], 'INVALID'],
		[
			'an unknown variant',
			{ lineItems: [{ variantId: 'gid://shopify/ProductVariant/1', quantity: 1 }] },
			['order', 'lineItems', '0', 'variantId'],
			'INVALID',
		],
	])('refuses %s', async (_what, change, field, code) => {
		const { orders } = sandbox.shopify.db;
		const before = orders.length;
		const { order, errors } = await create({ lineItems: [custom], ...change });
		expect(order).toBeNull();
		expect(errors).toEqual([expect.objectContaining({ field, code })]);
		expect(orders).toHaveLength(before);
	});

	it('refuses a tax line without a rate, and takes a future time for the present one', async () => {
		const { data } = await graphql(
			sandbox,
			`
				#graphql
				mutation Rates {
					orderCreate(
						order: {
							lineItems: [{ title: "A", quantity: 1, taxLines: [{ title: "T", rate: "" }] }]
						}
					) {
						userErrors {
							field
							code
						}
					}
				}
			`,
		);
		expect(at(data, 'orderCreate', 'userErrors')).toEqual([
			{
				field: ['order', 'lineItems', '0', 'taxLines', '0', 'rate'],
				code: 'TAX_LINE_RATE_MISSING',
			},
		]);
		const { order } = await create({ lineItems: [custom], processedAt: '2099-01-01T00:00:00Z' });
		const processedAt = Date.parse(String(at(order, 'processedAt')));
		expect(processedAt).toBeLessThanOrEqual(sandbox.shopify.db.now());
	});
});

describe('orderDelete', () => {
	const DELETE = `mutation Delete($orderId: ID!) {
		orderDelete(orderId: $orderId) { deletedId userErrors { field message code } }
	}`;

	it('removes an order once', async () => {
		const { order } = await create({ lineItems: [custom], fulfillmentStatus: 'FULFILLED' });
		const orderId = at(order, 'id');
		const first = await graphql(sandbox, DELETE, { orderId });
		expect(first.data).toEqual({ orderDelete: { deletedId: orderId, userErrors: [] } });
		const read = 'query Read($id: ID!) { order(id: $id) { id } }';
		expect((await graphql(sandbox, read, { id: orderId })).data).toEqual({ order: null });
		const second = await graphql(sandbox, DELETE, { orderId });
		expect(at(second.data, 'orderDelete')).toEqual({
			deletedId: null,
			userErrors: [{ field: ['orderId'], message: 'Order does not exist', code: 'NOT_FOUND' }],
		});
	});
});
