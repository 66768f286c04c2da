import type { Outgoing } from '../http.mts';
import { isRecord } from '../http.mts';
import { type Ask, bad, checkUuid, invalid, missing, ok } from './answers.mts';
import { inForm, type Row } from './forms.mts';
import { cursorPage, partOf, passes, values } from './lists.mts';
import { pictureSize } from '../pictures.mts';
import type { ShoplazzaStore } from './store.mts';

const rowsOf = (value: unknown): Row[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** Whether a value is given and is a whole number above 0. */
const isPositive = (value: unknown) => Number.isInteger(value) && Number(value) > 0;

/** The type that the version documents: texts in 2022-01, numbers later. */
function checkAmounts(ask: Ask, row: Row): void {
	for (const key of ['price', 'compare_at_price', 'cost_price', 'weight']) {
		const value = row[key];
		if (value === undefined) continue;
		if (typeof value !== (ask.modern ? 'number' : 'string') || Number.isNaN(Number(value))) {
			throw bad();
		}
	}
}

function checkTags(ask: Ask, row: Row): void {
	for (const key of ['tags', 'seo_keywords']) {
		if (row[key] === undefined) continue;
		if (Array.isArray(row[key]) !== ask.modern) throw bad();
	}
}

const listed = (value: unknown): string[] =>
	Array.isArray(value)
		? value.map(String)
		: typeof value === 'string'
			? value.split(',').filter(Boolean)
			: [];

/** Positions count from 1 without gaps; a wanted place is taken, and the others move on. */
function place(images: Row[], image: Row, wanted: unknown): void {
	const others = images.filter((one) => one !== image);
	const at = isPositive(wanted) ? Math.min(Number(wanted) - 1, others.length) : others.length;
	others.splice(at, 0, image);
	images.splice(0, images.length, ...others);
	images.forEach((one, index) => (one.position = index + 1));
}

/** A fetched image gets an address of the store's own, without a protocol. */
function newImage(store: ShoplazzaStore, product: Row, given: Row): Row {
	const name = `${store.random.hex(32)}.${/\.(\w+)$/.exec(String(given.src))?.[1] ?? 'png'}`;
	const content = store.fetched.get(String(given.src));
	if (content) store.contents.set(name, content);
	const size = content && pictureSize(content);
	return {
		id: store.id(),
		product_id: product.id,
		src: content ? `${store.cdn}/${name}` : `//cdn.shoplazza.com/${name}`,
		path: name,
		width: size?.width ?? given.width ?? 1588,
		height: size?.height ?? given.height ?? 2246,
		alt: given.alt ?? '',
		created_at: store.now(),
		updated_at: store.now(),
	};
}

export function newVariant(store: ShoplazzaStore, product: Row, given: Row): Row {
	const item = store.nextItem();
	const variant: Row = {
		title: [given.option1, given.option2, given.option3].filter(Boolean).join(' / '),
		inventory_quantity: 0,
		weight_unit: 'kg',
		...given,
		price: Number(given.price ?? 0),
		compare_at_price: Number(given.compare_at_price ?? 0),
		id: store.id(),
		product_id: product.id,
		item,
		created_at: store.now(),
		updated_at: store.now(),
	};
	for (const [index, { id }] of store.locations.entries()) {
		store.setLevel(item, String(id), index === 0 ? Number(variant.inventory_quantity) : 0);
	}
	return variant;
}

/** Stores a product; the newest stands first. */
export function addProduct(store: ShoplazzaStore, given: Row): Row {
	const product: Row = {
		published: false,
		requires_shipping: true,
		taxable: true,
		inventory_policy: 'continue',
		...given,
		id: store.id(),
		tags: listed(given.tags),
		seo_keywords: listed(given.seo_keywords),
		handle: given.handle ?? String(given.title).toLowerCase().replace(/\W+/g, '-'),
		created_at: store.now(),
		updated_at: store.now(),
		published_at: given.published === true ? store.now() : null,
	};
	const images: Row[] = [];
	for (const one of rowsOf(given.images)) place(images, newImage(store, product, one), undefined);
	product.images = images;
	product.options = rowsOf(given.options).map((one, index) => ({
		...one,
		id: store.id(),
		product_id: product.id,
		position: index + 1,
	}));
	const variants = rowsOf(given.variants);
	product.variants = (variants.length > 0 ? variants : [{}]).map((one, index) => ({
		...newVariant(store, product, one),
		position: index + 1,
	}));
	summarize(product);
	store.products.unshift(product);
	return product;
}

/** What a product says of its variants and images. */
function summarize(product: Row): void {
	const variants = product.variants as Row[];
	const images = product.images as Row[];
	const prices = variants.map(({ price }) => Number(price));
	product.price_min = Math.min(...prices);
	product.price_max = Math.max(...prices);
	product.inventory_quantity = variants.reduce((n, one) => n + Number(one.inventory_quantity), 0);
	product.primary_image = images[0] ?? {};
	product.url = `/products/${String(product.handle)}`;
}

const productForm = (ask: Ask) => (row: Row) => {
	const form = inForm('product', row, ask.modern);
	const fields = values(ask, 'fields');
	if (fields.length === 0) return form;
	return Object.fromEntries(Object.entries(form).filter(([key]) => fields.includes(key)));
};

function matches(ask: Ask, row: Row): boolean {
	const { query } = ask;
	const title = query.get('title');
	if (title && !String(row.title).toLowerCase().includes(title.toLowerCase())) return false;
	const status = query.get('published_status');
	if (status === 'published' && row.published !== true) return false;
	if (status === 'unpublished' && row.published === true) return false;
	const spus = values(ask, 'spus');
	if (spus.length > 0 && !spus.includes(String(row.spu))) return false;
	return passes(ask, row);
}

function create(store: ShoplazzaStore, ask: Ask): Outgoing {
	const given = partOf(ask, 'product');
	if (typeof given.title !== 'string' || given.title === '') {
		throw invalid(ask, "title can't be blank");
	}
	if (typeof given.has_only_default_variant !== 'boolean') throw bad();
	checkTags(ask, given);
	const variants = rowsOf(given.variants);
	if (ask.modern && !(Array.isArray(given.images) && variants.length > 0)) throw bad();
	for (const one of variants) {
		if (one.price === undefined) throw bad();
		checkAmounts(ask, one);
	}
	if (given.inventory_tracking === true && !given.inventory_policy) throw bad();
	const product = addProduct(store, given);
	store.effect('productCreate', product.id, String(product.title));
	return ok({ product: inForm('product', product, ask.modern) });
}

function update(store: ShoplazzaStore, ask: Ask, product: Row): Outgoing {
	const given = partOf(ask, 'product');
	if (!ask.modern && given.title === undefined) throw invalid(ask, "title can't be blank");
	checkTags(ask, given);
	const { tags, seo_keywords: keywords, require_shipping: shipping, ...others } = given;
	Object.assign(product, others, { updated_at: store.now() });
	if (tags !== undefined) product.tags = listed(tags);
	if (keywords !== undefined) product.seo_keywords = listed(keywords);
	if (shipping !== undefined) product.requires_shipping = shipping;
	summarize(product);
	store.effect('productUpdate', product.id, Object.keys(given).join());
	return ok({ product: inForm('product', product, ask.modern) });
}

function images(store: ShoplazzaStore, ask: Ask, product: Row, id?: string): Outgoing {
	const all = product.images as Row[];
	const form = (row: Row) => inForm('image', row, ask.modern);
	if (id === 'count' && ask.method === 'GET') return ok({ count: all.length });
	if (id === undefined) {
		if (ask.method === 'GET') return ok({ images: all.map(form) });
		const given = partOf(ask, 'image');
		if (typeof given.src !== 'string' || !/^(https?:)?\/\//.test(given.src)) throw bad();
		for (const key of ['position', 'width', 'height']) {
			if (given[key] !== undefined && !isPositive(given[key])) throw bad();
		}
		const image = newImage(store, product, given);
		place(all, image, given.position);
		summarize(product);
		store.effect('imageCreate', image.id, String(given.src));
		return ok({ image: form(image) });
	}
	checkUuid(ask, id, 'ImageId');
	const image = all.find((one) => one.id === id);
	if (!image) throw missing(ask, 'Image not found');
	if (ask.method === 'GET') return ok({ image: form(image) });
	if (ask.method === 'DELETE') {
		all.splice(all.indexOf(image), 1);
		all.forEach((one, index) => (one.position = index + 1));
		summarize(product);
		store.effect('imageDelete', id, '');
		return ok({});
	}
	const given = partOf(ask, 'image');
	if (given.position !== undefined && !isPositive(given.position)) throw bad();
	if (typeof given.src === 'string') image.src = newImage(store, product, given).src;
	if (given.position !== undefined) place(all, image, given.position);
	image.updated_at = store.now();
	store.effect('imageUpdate', id, Object.keys(given).join());
	return ok({ image: form(image) });
}

function variants(store: ShoplazzaStore, ask: Ask, product: Row, id?: string): Outgoing {
	const all = product.variants as Row[];
	if (id === 'count') return ok({ count: all.length });
	if (id !== undefined) {
		const variant = all.find((one) => one.id === id);
		if (!variant || ask.method !== 'DELETE') throw missing(ask, 'Variant not found');
		all.splice(all.indexOf(variant), 1);
		if (all.length > 0) summarize(product);
		store.effect('variantDelete', id, '');
		return ok({});
	}
	if (ask.method === 'GET') {
		return ok({ variants: all.map((one) => inForm('variant', one, ask.modern)) });
	}
	const given = partOf(ask, 'variant');
	if (given.price === undefined || !isPositive(given.position)) throw bad();
	checkAmounts(ask, given);
	const variant = newVariant(store, product, given);
	place(all, variant, given.position);
	summarize(product);
	store.effect('variantCreate', variant.id, JSON.stringify(given.price));
	return ok({ variant: inForm('variant', variant, ask.modern) });
}

function variantAlone(store: ShoplazzaStore, ask: Ask, id: string): Outgoing {
	const found = store.variant(id);
	if (!found) throw missing(ask, 'Variant not found');
	const { variant, product } = found;
	if (ask.method === 'GET') return ok({ variant: inForm('variant', variant, ask.modern) });
	if (ask.method !== 'PUT') throw missing(ask, 'Not Found');
	const given = partOf(ask, 'variant');
	if (ask.modern && given.price === undefined) throw bad();
	checkAmounts(ask, given);
	const { weigh_unit: unit, ...others } = given;
	Object.assign(variant, others, unit === undefined ? {} : { weight_unit: unit });
	variant.updated_at = store.now();
	summarize(product);
	store.effect('variantUpdate', id, Object.keys(given).join());
	return ok({ variant: inForm('variant', variant, ask.modern) });
}

/** The variants of all products with a SKU. */
function bySku(store: ShoplazzaStore, ask: Ask, sku: string): Outgoing {
	const found = store.products.flatMap((product) => product.variants as Row[]);
	const variants = found.filter((one) => one.sku === decodeURIComponent(sku));
	return ok({ variants: variants.map((one) => inForm('variant', one, ask.modern)) });
}

/** Products, their images and variants; undefined for other paths. */
export function productsAnswer(store: ShoplazzaStore, ask: Ask): Outgoing | undefined {
	const [root, id, part, below] = ask.path;
	if (root === 'variants' && id !== undefined) return variantAlone(store, ask, id);
	if (root !== 'products') return undefined;
	if (id === undefined || id === 'count') {
		if (ask.method === 'POST') return create(store, ask);
		const found = store.products.filter((row) => matches(ask, row));
		if (id === 'count') return ok({ count: found.length });
		const page = { size: 'per_page', loose: true };
		return ok(cursorPage(ask, 'products', found, productForm(ask), page));
	}
	if (id === 'sku' && below === 'variants' && ask.method === 'GET') return bySku(store, ask, part);
	checkUuid(ask, id, 'ProductId');
	const product = store.product(id);
	if (!product) throw missing(ask, 'Product not found');
	if (part === 'images') return images(store, ask, product, below);
	if (part === 'variants') return variants(store, ask, product, below);
	if (part !== undefined) return undefined;
	if (ask.method === 'GET') return ok({ product: inForm('product', product, ask.modern) });
	if (ask.method === 'PUT') return update(store, ask, product);
	store.products.splice(store.products.indexOf(product), 1);
	store.effect('productDelete', id, '');
	return ok({});
}
