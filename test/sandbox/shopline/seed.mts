import { customerRow } from './people.mts';
import { createProduct } from './products.mts';
import { type Row, type ShoplineAmounts, ShoplineStore } from './store.mts';

const THINGS = ['Lamp', 'Bottle', 'Notebook', 'Scarf', 'Mug', 'Backpack', 'Candle', 'Cushion'];
const LOOKS = ['Amber', 'Coastal', 'Plain', 'Woven', 'Nordic', 'Striped', 'Quiet', 'Sunny'];
const FIRST = ['Ada', 'Ben', 'Chiara', 'Dara', 'Emil', 'Fatma', 'Goran', 'Hana'];
const LAST = ['Moreau', 'Nakata', 'Olsen', 'Petrov', 'Quinn', 'Rossi', 'Silva', 'Tan'];
const COLORS = ['Red', 'Blue', 'Green'];

const money = (amount: number) => amount.toFixed(2);

function moneySet(amount: string) {
	const one = { amount, currency_code: 'USD' };
	return { presentment_money: one, shop_money: one };
}

function addProduct(store: ShoplineStore, index: number): void {
	const { random } = store;
	const title = `${random.pick(LOOKS)} ${random.pick(THINGS)} ${index + 1}`;
	const colors = random.some(COLORS, random.int(1, 3));
	const product = createProduct(store, {
		title,
		handle: `product-${index + 1}`,
		body_html: `<p>${title}</p>`,
		status: random.pick(['active', 'active', 'active', 'draft', 'archived']),
		tags: random.some(['gift', 'new', 'sale'], random.int(0, 3)),
		vendor: random.pick(['Harbour & Co', 'Tidewater']),
		product_category: 'Home',
		spu: `SPU${String(index + 1).padStart(5, '0')}`,
		images: Array.from({ length: random.int(1, 3) }, (_, at) => ({
			src: `https://img.myshopline.com/image/sandbox/${index + 1}-${at + 1}.png`,
			alt: `${title}, picture ${at + 1}`,
		})),
		options: [{ name: 'Color' }],
		variants: colors.map((color, at) => ({
			option1: color,
			price: money(random.int(500, 9000) / 100),
			sku: `SKU-${index + 1}-${at + 1}`,
			weight: money(random.int(10, 300) / 100),
			weight_unit: 'kg',
		})),
	});
	product.created_at = store.now(200 - index);
	for (const variant of product.variants as Row[]) {
		for (const { id } of store.locations) {
			store.stock(String(variant.inventory_item_id), id, random.int(0, 40));
		}
	}
}

function addCustomer(store: ShoplineStore, index: number): void {
	const { random } = store;
	const first = random.pick(FIRST);
	const last = random.pick(LAST);
	const address = {
		address1: `${random.int(1, 90)} Quay Street`,
		address2: random.pick(['', 'Second floor']),
		city: 'Port Arden',
		company: random.pick(['', 'Arden Trading']),
		country: 'United States',
		country_code: 'US',
		first_name: first,
		last_name: last,
		phone: `001555${String(index).padStart(7, '0')}`,
		province: 'Kentucky',
		province_code: 'KY',
		zip: '40202',
		default: true,
	};
	const customer = customerRow(store, {
		first_name: first,
		last_name: last,
		email: `customer${index + 1}@example.com`,
		phone: address.phone,
		gender: random.int(0, 3),
		addresses: [address],
		tags: random.pick(['', 'loyal', 'wholesale']),
	});
	customer.created_at = store.now(300 - index);
	store.customers.set(customer.id, customer);
}

function addOrder(store: ShoplineStore, index: number): void {
	const { random } = store;
	const customer = random.pick([...store.customers.values()]);
	const product = random.pick([...store.products.values()]);
	const variant = random.pick(product.variants as Row[]);
	const quantity = random.int(1, 3);
	const total = money(Number(variant.price) * quantity);
	const at = store.now(60 - index / 2);
	const id = store.id('order');
	const cancelled = index % 15 === 14;
	store.orders.set(id, {
		id,
		name: `#${1001 + index}`,
		email: customer.email,
		phone: customer.phone,
		created_at: at,
		order_at: at,
		updated_at: at,
		processed_at: at,
		cancelled_at: cancelled ? at : null,
		cancel_reason: cancelled ? 'Out of stock' : '',
		buyer_note: '',
		note: '',
		note_attributes: [],
		tags: '',
		currency: 'USD',
		presentment_currency: 'USD',
		financial_status: index % 4 === 3 ? 'unpaid' : 'paid',
		fulfillment_status: index % 5 === 3 ? 'shipped' : index % 5 === 4 ? 'partial' : 'unshipped',
		hidden_order: index % 12 === 11,
		order_source: 'web',
		subtotal_price: total,
		subtotal_price_set: moneySet(total),
		current_total_price: total,
		current_total_price_set: moneySet(total),
		total_discounts: '0.00',
		total_tax: '0.00',
		total_weight: 100,
		customer: {
			id: customer.id,
			email: customer.email,
			first_name: customer.first_name,
			last_name: customer.last_name,
			phone: customer.phone,
		},
		shipping_address: customer.default_address,
		billing_address: customer.default_address,
		line_items: [
			{
				id: store.id('line'),
				product_id: product.id,
				variant_id: variant.id,
				title: product.title,
				variant_title: variant.title,
				name: product.title,
				sku: variant.sku,
				price: variant.price,
				quantity,
				requires_shipping: true,
				taxable: true,
				tags: '',
			},
		],
		fulfillments: [],
		refunds: [],
	});
}

function addLocations(store: ShoplineStore): void {
	for (const [index, name] of ['Harbour warehouse', 'Old town shop', 'Closed stall'].entries()) {
		const at = store.now(400);
		store.locations.push({
			id: store.id('location'),
			name,
			active: index < 2,
			is_default: String(index === 0),
			legacy: false,
			address1: `${index + 1} Quay Street`,
			address2: '',
			city: 'Port Arden',
			country: 'United States',
			country_code: 'US',
			province: 'Kentucky',
			province_code: 'KY',
			phone: '5550100',
			phone_code: '0001',
			zip: '40202',
			created_at: at,
			updated_at: at,
		});
	}
}

/** More of the same data. */
export function grow(store: ShoplineStore, amounts: Partial<ShoplineAmounts>): void {
	const { products = 0, customers = 0, orders = 0 } = amounts;
	for (let count = 0; count < products; count++) addProduct(store, store.products.size);
	for (let count = 0; count < customers; count++) addCustomer(store, store.customers.size);
	for (let count = 0; count < orders; count++) addOrder(store, store.orders.size);
}

/** A freshly seeded shop. */
export function seededShopline(
	seed: number,
	baseDate: string,
	amounts: ShoplineAmounts,
	since: number,
): ShoplineStore {
	const store = new ShoplineStore(seed, baseDate, since);
	addLocations(store);
	grow(store, amounts);
	store.seeding = false;
	return store;
}
