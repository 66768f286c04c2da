import type { Row } from './forms.mts';
import { addCustomer } from './people.mts';
import { addProduct } from './products.mts';
import { type ShoplazzaAmounts, ShoplazzaStore } from './store.mts';

const THINGS = ['Bottle', 'Lamp', 'Notebook', 'Scarf', 'Mug', 'Backpack', 'Candle'];
const LOOKS = ['Steel', 'Coastal', 'Plain', 'Woven', 'Nordic', 'Striped', 'Quiet'];
const COLORS = ['Blue', 'Green', 'Red'];
const FIRST = ['Ada', 'Ben', 'Chiara', 'Dara', 'Emil', 'Fatma', 'Goran'];
const LAST = ['Berg', 'Nakata', 'Olsen', 'Petrov', 'Quinn', 'Rossi', 'Silva'];

function seedProduct(store: ShoplazzaStore, index: number): void {
	const { random } = store;
	const title = `${random.pick(LOOKS)} ${random.pick(THINGS)} ${index + 1}`;
	const colors = random.some(COLORS, random.int(1, 3));
	const published = random.chance(0.8);
	const product = addProduct(store, {
		title,
		brief: `About ${title}`,
		description: `<p>${title}</p>`,
		handle: `product-${index + 1}`,
		vendor: random.pick(['North Sea Goods', 'Tidewater']),
		vendor_url: 'https://example.com/vendor',
		spu: `SPU-${index + 1}`,
		tags: random.some(['gift', 'new', 'sale'], random.int(1, 3)),
		seo_keywords: ['sea'],
		published,
		has_only_default_variant: false,
		inventory_tracking: true,
		inventory_policy: 'deny',
		images: Array.from({ length: random.int(1, 3) }, (_, at) => ({
			src: `https://example.com/${index + 1}-${at + 1}.png`,
			alt: `${title}, picture ${at + 1}`,
		})),
		options: [{ name: 'Color', values: colors }],
		variants: colors.map((color, at) => ({
			option1: color,
			price: random.int(500, 9000) / 100,
			compare_at_price: 99.9,
			sku: `SKU-${index + 1}-${at + 1}`,
			inventory_quantity: random.int(0, 40),
			weight: 0.4,
			weight_unit: 'kg',
		})),
	});
	for (const row of [product, ...(product.variants as Row[]), ...(product.images as Row[])]) {
		row.created_at = store.now(2000 - index);
		row.updated_at = row.created_at;
	}
	const [image] = product.images as Row[];
	for (const variant of product.variants as Row[]) {
		Object.assign(variant, { image_id: image.id, image });
	}
}

function seedCustomer(store: ShoplazzaStore, index: number): void {
	const { random } = store;
	const name = { first_name: random.pick(FIRST), last_name: random.pick(LAST) };
	const customer = addCustomer(store, {
		...name,
		email: `customer${index + 1}@example.com`,
		phone: `+49151${String(index + 1).padStart(8, '0')}`,
		phone_area_code: '+49',
		accepts_marketing: random.chance(0.5),
		tags: random.some(['vip', 'wholesale'], random.int(1, 2)),
		addresses: [
			{
				...name,
				address1: `Kai ${index + 1}`,
				city: 'Hamburg',
				zip: '20095',
				province: 'Hamburg',
				province_code: 'HH',
				country: 'Germany',
				country_code: 'DE',
				phone: '+4915100000000',
			},
		],
	});
	customer.created_at = store.now(1500 - index);
	customer.updated_at = customer.created_at;
}

/** A line of an order for a variant of a product. */
function lineOf(store: ShoplazzaStore, product: Row): Row {
	const variant = store.random.pick(product.variants as Row[]);
	const quantity = store.random.int(1, 3);
	const [image] = product.images as Row[];
	const total = (Number(variant.price) * quantity).toFixed(2);
	return {
		id: store.id(),
		product_id: product.id,
		product_title: product.title,
		product_slug: product.handle,
		product_handle: product.handle,
		product_url: product.url,
		variant_id: variant.id,
		variant_title: variant.title,
		quantity,
		image,
		price: variant.price,
		compare_at_price: variant.compare_at_price,
		total,
		total_price: total,
		fulfillment_status: 'waiting',
		sku: variant.sku,
		spu: product.spu,
		weight: variant.weight,
		weight_unit: variant.weight_unit,
		vendor: product.vendor,
		taxable: true,
		requires_shipping: true,
		created_at: store.now(),
		updated_at: store.now(),
		options: [{ name: 'Color', value: variant.option1 }],
		properties: [{ name: 'Color', value: variant.option1 }],
	};
}

function seedOrder(store: ShoplazzaStore, index: number): void {
	const { random } = store;
	const customer = random.pick(store.customers);
	const [address] = customer.addresses as Row[];
	const lines = random.some(store.products, random.int(1, 3)).map((one) => lineOf(store, one));
	const subTotal = lines.reduce((sum, line) => sum + Number(line.total), 0);
	const number = String(index + 1).padStart(8, '0');
	const at = store.now(1000 - index);
	const id = `11218-${number}`;
	const shipped = index % 4 === 0;
	for (const line of lines) line.fulfillment_status = shipped ? 'shipped' : 'waiting';
	store.orders.unshift({
		id,
		number,
		status: index % 7 === 0 ? 'finished' : 'placed',
		financial_status: random.pick(['paid', 'paid', 'waiting']),
		fulfillment_status: shipped ? 'shipped' : 'waiting',
		payment_method: 'online',
		currency: 'EUR',
		sub_total: subTotal,
		total_shipping: 4.9,
		total_price: subTotal + 4.9,
		total_paid: subTotal + 4.9,
		discount_applications: '[]',
		refund_status: 'none',
		email_status: 'unsend',
		recovery_status: 'waiting',
		tags: 'web',
		created_at: at,
		updated_at: at,
		placed_at: at,
		cancelled_at: '',
		cancel_reason: '',
		customer: { ...customer, order_count: 1 },
		shipping_address: { ...address, address: address.address1, email: customer.email },
		billing_address: { ...address, address: address.address1, email: customer.email },
		shipping_line: { id: '', name: 'Standard' },
		payment_line: {
			payment_channel: 'card',
			payment_method: 'online',
			transaction_no: `T${number}`,
		},
		source_name: 'Direct',
		last_referrer_show: 'Others',
		line_items: lines,
		fulfillments: shipped
			? [
					{
						id: store.id(),
						order_id: id,
						status: 'waiting',
						tracking_company: 'DHL',
						tracking_company_code: 'dhl',
						tracking_number: `1Z${number}`,
						tracking_url: `https://example.com/track/1Z${number}`,
						created_at: at,
						updated_at: at,
						line_items: lines.map((line) => ({
							...line,
							ship_quantity: line.quantity,
							shipping_quantity: line.quantity,
						})),
					},
				]
			: [],
	});
}

/** More of the same data. */
export function grow(store: ShoplazzaStore, more: Partial<ShoplazzaAmounts>): void {
	const { products = 0, customers = 0, orders = 0 } = more;
	const times = (count: number, first: number, add: (index: number) => void) => {
		for (let index = first; index < first + count; index++) add(index);
	};
	times(products, store.products.length, (index) => seedProduct(store, index));
	times(customers, store.customers.length, (index) => seedCustomer(store, index));
	times(orders, store.orders.length, (index) => seedOrder(store, index));
}

/** A small believable store with two places for its stock. */
export function seededShoplazza(
	seed: number,
	baseDate: string,
	amounts: ShoplazzaAmounts,
	since: number,
): ShoplazzaStore {
	const store = new ShoplazzaStore(seed, baseDate, since);
	for (const [index, name] of ['Main Warehouse', 'Harbour Shop', 'Old Depot'].entries()) {
		store.locations.push({
			id: 3001 + index,
			name,
			active: index < 2,
			default: index === 0,
			address: `Kai ${index + 1}`,
			address1: `Kai ${index + 1}`,
			city: 'Hamburg',
			zip: '20095',
			country: 'Germany',
			country_code: 'DE',
			province: 'Hamburg',
			province_code: 'HH',
			phone: '+4940000000',
			created_at: store.now(3000),
			updated_at: store.now(3000),
		});
	}
	grow(store, amounts);
	store.effects.length = 0;
	store.seeding = false;
	return store;
}
