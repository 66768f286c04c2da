import { gid, idNumber } from '../ids.mts';
import type {
	InventoryItem,
	MediaImage,
	OptionValue,
	Product,
	ProductOption,
	Variant,
} from '../model.mts';
import { freeHandle, handleize, normalTags } from '../products.mts';
import type { Store } from '../store.mts';
import { daysAgo, metafield } from './shop.mts';
import { ADJECTIVES, COLOURS, SIZES, TAGS, TYPES, VENDORS } from './words.mts';

/** Makes an option with values; both get ids. */
export function makeOption(store: Store, name: string, values: readonly string[]): ProductOption {
	return {
		__typename: 'ProductOption',
		id: store.ids.next('ProductOption'),
		name,
		values: values.map((value) => makeOptionValue(store, value)),
	};
}

export function makeOptionValue(store: Store, name: string): OptionValue {
	return { __typename: 'ProductOptionValue', id: store.ids.next('ProductOptionValue'), name };
}

/**
 * Makes a variant with Shopify's defaults (price 0.00, not tracked, DENY) and its inventory item,
 * stocked with 0 at the first location. It is findable at once, but not yet among the product's.
 */
export function makeVariant(
	store: Store,
	product: Product,
	valueIds: string[],
	createdAt: string,
): Variant {
	const id = store.ids.next('ProductVariant');
	const item: InventoryItem = {
		__typename: 'InventoryItem',
		id: store.ids.next('InventoryItem'),
		variantId: id,
		sku: null,
		tracked: false,
		requiresShipping: true,
		cost: null,
		weight: { value: 0, unit: 'KILOGRAMS' },
		countryCodeOfOrigin: null,
		provinceCodeOfOrigin: null,
		harmonizedSystemCode: null,
		createdAt,
		updatedAt: createdAt,
		levels: [],
	};
	stock(store, item, store.locations[0].id, 0, createdAt);
	store.add(item);
	return store.add<Variant>({
		__typename: 'ProductVariant',
		id,
		productId: product.id,
		valueIds,
		barcode: null,
		price: 0,
		compareAtPrice: null,
		position: product.variants.length + 1,
		taxable: true,
		inventoryPolicy: 'DENY',
		createdAt,
		updatedAt: createdAt,
		item,
		mediaIds: [],
		metafields: [],
	});
}

/** Sets the available quantity of an item at a location, connecting it when needed. */
export function stock(
	store: Store,
	item: InventoryItem,
	locationId: string,
	available: number,
	at: string,
): void {
	const known = item.levels.find((level) => level.locationId === locationId);
	if (known !== undefined) {
		known.quantities.available = available;
		known.updatedAt = at;
		return;
	}
	const location = store.location(locationId);
	if (location === undefined) throw new Error(`No location ${locationId} in the sandbox.`);
	const id = `${gid('InventoryLevel', location.levelNumber)}?inventory_item_id=${idNumber(item.id)}`;
	item.levels.push(
		store.add({
			__typename: 'InventoryLevel',
			id,
			itemId: item.id,
			locationId,
			isActive: true,
			createdAt: at,
			updatedAt: at,
			quantities: { available, committed: 0, incoming: 0 },
		}),
	);
}

/** Makes an image that is READY already, or is being processed for a while. */
export function makeImage(
	store: Store,
	file: { url: string; alt: string | null; mimeType?: string; failure?: string | null },
	at: string,
	processing: boolean,
): MediaImage {
	return store.add({
		__typename: 'MediaImage',
		id: store.ids.next('MediaImage'),
		alt: file.alt,
		createdAt: at,
		updatedAt: at,
		mimeType: file.mimeType ?? 'image/png',
		url: file.url,
		width: 1200,
		height: 900,
		imageNumber: store.ids.number('ProductImage'),
		readyAt: processing ? store.now() + store.options.mediaDelayMs : 0,
		failure: file.failure ?? null,
		fresh: processing,
	});
}

/** Adds products to the shop: 1 to 12 variants, all states, deterministic for a seed. */
export function seedProducts(store: Store, count: number): void {
	for (let i = 0; i < count; i++) seedProduct(store, store.products.length + 1);
}

function seedProduct(store: Store, number: number): void {
	const { random } = store;
	const type = TYPES[number % TYPES.length];
	const title = `${ADJECTIVES[number % ADJECTIVES.length]} ${type} ${number}`;
	const createdAt = daysAgo(store, 700 - Math.min(650, number * 6) + random.next());
	const status = number % 10 === 0 ? 'DRAFT' : number % 15 === 7 ? 'ARCHIVED' : 'ACTIVE';
	const product: Product = {
		__typename: 'Product',
		id: store.ids.next('Product'),
		title,
		descriptionHtml: `<p>The <strong>${title}</strong> goes where you go.</p>`,
		vendor: VENDORS[number % VENDORS.length],
		productType: type,
		handle: freeHandle(store, handleize(title)),
		status,
		tags: normalTags(random.some(TAGS, random.int(0, 3))),
		templateSuffix: number % 20 === 3 ? 'landing' : null,
		createdAt,
		updatedAt: daysAgo(store, random.int(0, 45) + random.next()),
		published: new Map(),
		options: [],
		variants: [],
		media: [],
		isGiftCard: false,
		seo: { title: null, description: null },
		metafields: [],
	};
	store.products.push(store.add(product));
	addVariants(store, product, number);
	for (let i = random.int(0, 4); i > 0; i--) {
		const name = `${product.handle}-${i}.png`;
		const url = `${store.filesUrl}/${name}`;
		store.files.set(name, undefined);
		const alt = random.chance(0.6) ? `${title}, view ${i}` : null;
		product.media.push(makeImage(store, { url, alt }, createdAt, false));
	}
	if (product.media.length > 0 && random.chance(0.5)) {
		product.variants[0].mediaIds = [product.media[0].id];
	}
	if (status === 'ACTIVE' && number % 6 !== 5) {
		const [online, pos] = store.publications;
		product.published.set(online.id, createdAt);
		if (random.chance(0.5)) product.published.set(pos.id, createdAt);
	}
	if (number % 3 === 0) {
		const field = ['custom', 'material', 'single_line_text_field', 'recycled nylon'] as const;
		product.metafields.push(metafield(store, product.id, [...field], createdAt));
	}
	if (number % 4 === 0) {
		const field = ['custom', 'warranty_months', 'number_integer', '24'] as const;
		product.metafields.push(metafield(store, product.id, [...field], createdAt));
	}
}

function addVariants(store: Store, product: Product, number: number): void {
	const { random } = store;
	const shapes = [
		() => [makeOption(store, 'Title', ['Default Title'])],
		() => [makeOption(store, 'Colour', random.some(COLOURS, random.int(2, 4)))],
		() => [
			makeOption(store, 'Colour', random.some(COLOURS, random.int(2, 3))),
			makeOption(store, 'Size', random.some(SIZES, random.int(2, 4))),
		],
	];
	product.options = shapes[number % 3]();
	const base = random.int(15, 290) * 100 + random.pick([0, 50, 95, 99]);
	const [first, second] = product.options;
	for (const value of first.values) {
		for (const other of second?.values ?? [undefined]) {
			const valueIds = other === undefined ? [value.id] : [value.id, other.id];
			const variant = makeVariant(store, product, valueIds, product.createdAt);
			const { item } = variant;
			item.sku = random.chance(0.9) ? `MT-${number}-${variant.position}` : null;
			item.tracked = random.chance(0.85);
			item.cost = random.chance(0.5) ? Math.round(base * 0.45) : null;
			item.weight = { value: random.int(1, 60) / 10, unit: 'KILOGRAMS' };
			variant.price = base + (variant.position - 1) * 250;
			variant.compareAtPrice = random.chance(0.2) ? variant.price + 1000 : null;
			variant.barcode = random.chance(0.6)
				? `0${random.int(10_000_000_000, 99_999_999_999)}`
				: null;
			variant.inventoryPolicy = random.chance(0.1) ? 'CONTINUE' : 'DENY';
			variant.updatedAt = product.updatedAt;
			for (const location of store.locations.slice(0, random.int(1, 3))) {
				stock(store, item, location.id, random.int(0, 60), product.createdAt);
			}
			product.variants.push(variant);
		}
	}
}
