import { isRecord, type Outgoing } from '../http.mts';
import { invalid, missing, ok, Refusal, refused } from './answers.mts';
import { pictureSize } from '../pictures.mts';
import { idList, inPeriods, narrowed, page, type ListRequest } from './paging.mts';
import { type Row, type ShoplineStore, textOf as plainText } from './store.mts';

/** The page of create-product: the longest text, the most entries. */
const TEXTS = ['title', 'handle', 'spu', 'vendor', 'product_category'];
const MOST = { images: 502, variants: 500, options: 5, tags: 250 } as const;
const VARIANT_TEXTS = ['barcode', 'sku', 'option1', 'option2', 'option3', 'option4', 'option5'];

const OPTIONS = ['option1', 'option2', 'option3', 'option4', 'option5'] as const;

const textOf = (value: unknown, name: string, most: number): string => {
	if (typeof value !== 'string') invalid({ [name]: ['must be a string'] });
	if (value.length > most) invalid({ [name]: [`is too long (maximum is ${most} characters)`] });
	return value;
};

const records = (value: unknown, name: string): Array<Record<string, unknown>> => {
	if (value === undefined || value === null) return [];
	if (!Array.isArray(value) || !value.every(isRecord)) invalid({ [name]: ['must be a list'] });
	return value;
};

function checkProduct(product: Record<string, unknown>): void {
	for (const name of TEXTS) {
		if (name in product && product[name] !== null) textOf(product[name], name, 255);
	}
	if (product.tags !== undefined && !Array.isArray(product.tags)) {
		invalid({ tags: ['must be an array'] });
	}
	for (const [name, most] of Object.entries(MOST)) {
		const list = product[name];
		if (Array.isArray(list) && list.length > most) invalid({ [name]: [`at most ${most}`] });
	}
	const { status } = product;
	if (status !== undefined && !['active', 'draft', 'archived'].includes(plainText(status))) {
		invalid('status value is illegal');
	}
}

function imageRow(store: ShoplineStore, given: Record<string, unknown>): Row {
	const from = textOf(given.src, 'src', 255);
	const content = store.fetched.get(from);
	const size = content && pictureSize(content);
	const name = content && store.cdn !== undefined ? `${store.random.hex(32)}.png` : undefined;
	if (content && name !== undefined) store.contents.set(name, content);
	const src = name === undefined ? from : `${store.cdn}/${name}`;
	const at = store.now();
	return {
		alt: given.alt === undefined ? '' : textOf(given.alt, 'alt', 512),
		id: store.id('image'),
		src,
		sku_id: given.sku_id ?? null,
		width: size?.width ?? 1280,
		height: size?.height ?? 1280,
		create_time: at,
		update_time: at,
	};
}

/** What a product shows of an image. */
const shownImage = ({ alt, id, src }: Row) => ({ alt, id, src });

/** What a variant is made of; later values replace present ones. */
function variantRow(
	store: ShoplineStore,
	productId: string,
	given: Record<string, unknown>,
	present?: Row,
): Row {
	for (const name of VARIANT_TEXTS) {
		if (given[name] !== undefined && given[name] !== null) textOf(given[name], name, 255);
	}
	for (const name of ['price', 'compare_at_price', 'weight']) {
		if (given[name] !== undefined && given[name] !== null) textOf(given[name], name, 32);
	}
	if (given.weight !== undefined && !(Number(given.weight) > 0)) {
		invalid({ weight: ['must be greater than 0'] });
	}
	const at = store.now();
	const own = Object.fromEntries(
		Object.entries(given).filter(([name]) => !['id', 'image'].includes(name)),
	);
	const variant: Row = {
		barcode: '',
		compare_at_price: null,
		created_at: at,
		image: null,
		inventory_item_id: store.id('item'),
		inventory_policy: 'deny',
		inventory_quantity: 0,
		inventory_tracker: true,
		option1: '',
		option2: '',
		option3: '',
		option4: '',
		option5: '',
		price: '0',
		required_shipping: true,
		sku: '',
		taxable: true,
		weight: '0.00',
		weight_unit: 'g',
		...present,
		...own,
		id: present?.id ?? store.id('variant'),
		product_id: productId,
		updated_at: at,
	};
	if (given.weight !== undefined)
		variant.weight = String(Math.ceil(Number(given.weight) * 100) / 100);
	if (isRecord(given.image)) variant.image = shownImage(imageRow(store, given.image));
	variant.title = OPTIONS.map((name) => plainText(variant[name]))
		.filter((value) => value !== '')
		.join('/');
	return variant;
}

function setOptions(store: ShoplineStore, product: Row, given: Array<Record<string, unknown>>) {
	const variants = product.variants as Row[];
	product.options = given.map((option, index) => ({
		id: store.id('option'),
		name: textOf(option.name, 'name', 255),
		product_id: product.id,
		values: [...new Set(variants.map((one) => one[OPTIONS[index]] as string))].filter(Boolean),
		values_images: option.values_images ?? {},
	}));
}

const slug = (title: string) => title.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** Makes a product of a documented request body. */
export function createProduct(store: ShoplineStore, given: Record<string, unknown>): Row {
	checkProduct(given);
	const id = store.id('product');
	const at = store.now();
	const images = records(given.images, 'images').map((image) => imageRow(store, image));
	const title = plainText(given.title);
	const handle = plainText(given.handle ?? slug(title));
	const taken = [...store.products.values()].some((one) => one.handle === handle);
	const product: Row = {
		body_html: given.body_html ?? '',
		created_at: at,
		handle: taken ? `${handle}-${id.slice(-6)}` : handle,
		id,
		image: images.length > 0 ? shownImage(images[0]) : null,
		images,
		options: [],
		path: `/products/${handle}`,
		product_behavior: '',
		product_category: given.product_category ?? '',
		product_type: 'NORMAL',
		published_at: given.status === 'active' ? at : null,
		published_scope: given.published_scope ?? 'web',
		spu: given.spu ?? '',
		status: given.status ?? 'draft',
		subtitle: given.subtitle ?? '',
		tags: ((given.tags ?? []) as string[]).join(', '),
		template_path: '',
		title,
		updated_at: at,
		variants: [],
		vendor: given.vendor ?? '',
	};
	const variants = records(given.variants, 'variants');
	product.variants = (variants.length > 0 ? variants : [{}]).map((one) =>
		variantRow(store, id, one),
	);
	setOptions(store, product, records(given.options, 'options'));
	store.products.set(id, product);
	return product;
}

function updateProduct(store: ShoplineStore, product: Row, given: Record<string, unknown>): void {
	checkProduct(given);
	const { images, variants, options, tags, ...own } = given;
	Object.assign(product, own, { id: product.id, updated_at: store.now() });
	if (tags !== undefined) product.tags = (tags as string[]).join(', ');
	if (images !== undefined) {
		const present = product.images as Row[];
		product.images = records(images, 'images').map((image) => ({
			...(present.find(({ id }) => id === image.id) ?? imageRow(store, image)),
			...image,
		}));
	}
	if (variants !== undefined) {
		const present = product.variants as Row[];
		product.variants = records(variants, 'variants').map((one) =>
			variantRow(
				store,
				product.id,
				one,
				present.find(({ id }) => id === one.id),
			),
		);
	}
	if (options !== undefined) setOptions(store, product, records(options, 'options'));
}

/** A product as it is answered: its images by three fields. */
export function shown(product: Row): Row {
	const images = (product.images as Row[]).map(shownImage);
	return { ...product, image: images[0] ?? null, images };
}

const matches = (product: Row, filters: URLSearchParams) =>
	['title', 'handle', 'vendor', 'product_category'].every(
		(name) => !filters.has(name) || product[name] === filters.get(name),
	) &&
	(idList(filters, 'ids')?.includes(product.id) ?? true) &&
	(idList(filters, 'status')?.includes(String(product.status)) ?? true) &&
	inPeriods(product, filters);

const wrapped = (body: unknown, key: string): Record<string, unknown> => {
	const inner = isRecord(body) ? body[key] : undefined;
	if (!isRecord(inner)) throw new Refusal(refused(400, `${key} is required`));
	return inner;
};

/** products/…: products, their images and their variants. */
export function productsAnswer(
	store: ShoplineStore,
	method: string,
	path: string,
	request: ListRequest & { body: unknown },
): Outgoing | undefined {
	const { query, body } = request;
	const all = (filters: URLSearchParams) => {
		const list = [...store.products.values()].filter((one) => matches(one, filters)).map(shown);
		return filters.get('order_by') === 'created_at_desc' ? list.reverse() : list;
	};
	if (path === 'products/products.json') {
		if (method === 'GET') return page(request, 'products', 250, all);
		if (method !== 'POST') return undefined;
		const product = createProduct(store, wrapped(body, 'product'));
		store.changed('product.create', product.id, String(product.title));
		return ok({ product: shown(product) });
	}
	if (path === 'products/count.json' && method === 'GET') return ok({ count: all(query).length });
	const lone = /^products\/variants\/(\d+)\.json$/.exec(path);
	if (lone) return variantAnswer(store, method, lone[1], body);
	const found = /^products\/(\d+)(?:\/(images|variants)(?:\/(\w+))?)?\.json$/.exec(path);
	if (!found) return undefined;
	const [, id, nested, nestedId] = found;
	const product = store.products.get(id);
	if (!product) return missing('product');
	if (nested === 'images') return imagesAnswer(store, method, product, nestedId, request);
	if (nested === 'variants') return variantsAnswer(store, method, product, nestedId, request);
	switch (method) {
		case 'GET':
			return ok({ product: narrowed(shown(product), query) });
		case 'PUT':
			updateProduct(store, product, wrapped(body, 'product'));
			store.changed('product.update', id);
			return ok({ product: shown(product) });
		case 'DELETE':
			store.products.delete(id);
			store.changed('product.delete', id);
			return ok();
		default:
			return undefined;
	}
}

const positioned = (product: Row, image: Row) => ({
	...image,
	product_id: product.id,
	position: (product.images as Row[]).indexOf(image) + 1,
});

function imagesAnswer(
	store: ShoplineStore,
	method: string,
	product: Row,
	id: string | undefined,
	{ query, body }: ListRequest & { body: unknown },
): Outgoing | undefined {
	const images = product.images as Row[];
	if (id === 'count' && method === 'GET') return ok({ count: images.length });
	if (id === undefined && method === 'GET') {
		const ids = idList(query, 'ids');
		// Documented as required.
		if (ids === undefined) return refused(400, 'ids is required');
		const list = images.filter((one) => ids.includes(one.id));
		// The list misspells the width, as documented.
		return ok({
			images: list.map((one) => {
				const { width, ...others } = positioned(product, one) as Row;
				return { ...others, witdh: width };
			}),
		});
	}
	if (id === undefined && method === 'POST') {
		const image = imageRow(store, wrapped(body, 'image'));
		images.push(image);
		store.changed('image.create', image.id, product.id);
		return ok({ image: positioned(product, image) });
	}
	const image = images.find((one) => one.id === id);
	if (!image) return missing('image');
	if (method === 'GET') return ok({ image: positioned(product, image) });
	if (method === 'DELETE') {
		images.splice(images.indexOf(image), 1);
		store.changed('image.delete', image.id, product.id);
		return ok();
	}
	if (method !== 'PUT') return undefined;
	const { position, ...own } = wrapped(body, 'image');
	Object.assign(image, own, { id: image.id, update_time: store.now() });
	if (position !== undefined) {
		images.splice(images.indexOf(image), 1);
		images.splice(Number(position) - 1, 0, image);
	}
	store.changed('image.update', image.id, product.id);
	return ok({ image: positioned(product, image) });
}

function variantsAnswer(
	store: ShoplineStore,
	method: string,
	product: Row,
	id: string | undefined,
	request: ListRequest & { body: unknown },
): Outgoing | undefined {
	const variants = product.variants as Row[];
	if (id === 'count' && method === 'GET') return ok({ count: variants.length });
	if (id === undefined && method === 'GET') return page(request, 'variants', 250, () => variants);
	if (id === undefined && method === 'POST') {
		if (variants.length >= 500) invalid('The number of variants exceeds the limit.');
		const variant = variantRow(store, product.id, wrapped(request.body, 'variant'));
		variants.push(variant);
		store.changed('variant.create', variant.id, product.id);
		return ok({ variant });
	}
	const variant = variants.find((one) => one.id === id);
	if (!variant) return missing('variant');
	if (method !== 'DELETE') return undefined;
	variants.splice(variants.indexOf(variant), 1);
	store.changed('variant.delete', variant.id, product.id);
	return ok();
}

function variantAnswer(
	store: ShoplineStore,
	method: string,
	id: string,
	body: unknown,
): Outgoing | undefined {
	const found = store.variant(id);
	if (!found) return missing('variant');
	const { product, variant } = found;
	if (method === 'GET') return ok({ variant });
	if (method !== 'PUT') return undefined;
	Object.assign(variant, variantRow(store, product.id, wrapped(body, 'variant'), variant));
	store.changed('variant.update', id, product.id);
	return ok({ variant });
}
