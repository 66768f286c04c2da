import { countryCode } from '../regions.mts';
import { addressFields } from '../mutations/addresses.mts';
import { applyProductFields, giveDefaultVariant, newProduct } from '../mutations/products.mts';
import { blankOrder } from '../newOrder.mts';
import { gid } from '../ids.mts';
import type { Order, Product } from '../model.mts';
import { cents } from '../money.mts';
import { freeHandle, handleize, normalTags, variantTitle } from '../products.mts';
import { makeOption, makeVariant } from '../seed/products.mts';
import { isRecord } from '../../http.mts';
import type { Store } from '../store.mts';

type Json = Record<string, unknown>;

const text = (value: unknown): string | undefined => {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};
const records = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** Tags of REST: one string, or a list. */
function tagsOf(value: unknown): string[] | undefined {
	if (Array.isArray(value)) return normalTags(value.flatMap((each) => text(each) ?? []));
	return typeof value === 'string' ? normalTags([value]) : undefined;
}

/** POST orders.json. Out: the order, or the messages by field of a 422. */
export function createOrder(store: Store, body: Json): Order | { errors: Json } {
	const lines = records(body.line_items);
	if (lines.length === 0) return { errors: { line_items: ['must have at least one line item'] } };
	const order = blankOrder(store, store.timestamp());
	for (const line of lines) {
		const variant = store.variant(gid('ProductVariant', text(line.variant_id) ?? '0')) ?? null;
		const product = store.product(variant?.productId ?? null) ?? null;
		const title = variant === null || product === null ? null : variantTitle(product, variant);
		order.lineItems.push(
			store.add({
				__typename: 'LineItem',
				id: store.ids.next('LineItem'),
				title: product?.title ?? text(line.title) ?? '',
				variantTitle: title === 'Default Title' ? null : title,
				sku: variant?.item.sku ?? null,
				vendor: product?.vendor ?? null,
				quantity: Number(line.quantity ?? 1),
				removed: 0,
				unitPrice: line.price === undefined ? (variant?.price ?? 0) : cents(text(line.price) ?? 0),
				discounts: [],
				taxLines: [],
				taxable: true,
				requiresShipping: true,
				isGiftCard: false,
				grams: Number(line.grams ?? 0),
				productId: product?.id ?? null,
				variantId: variant?.id ?? null,
				customAttributes: [],
			}),
		);
	}
	updateOrder(store, order, body);
	store.indexLater(order);
	store.effect('POST orders.json', order.id, 'created');
	return order;
}

/** PUT orders/{id}.json: the fields that REST lets a client change. */
export function updateOrder(store: Store, order: Order, body: Json): void {
	order.email = text(body.email) ?? order.email;
	order.phone = text(body.phone) ?? order.phone;
	order.note = text(body.note) ?? order.note;
	order.tags = tagsOf(body.tags) ?? order.tags;
	if (typeof body.test === 'boolean') order.test = body.test;
	for (const [key, field] of [
		['shipping_address', 'shippingAddress'],
		['billing_address', 'billingAddress'],
	] as const) {
		const given = body[key];
		if (!isRecord(given)) continue;
		const country = text(given.country);
		const fields = addressFields({
			firstName: text(given.first_name),
			lastName: text(given.last_name),
			company: text(given.company),
			address1: text(given.address1),
			address2: text(given.address2),
			city: text(given.city),
			province: text(given.province),
			country,
			countryCode: text(given.country_code) ?? countryCode(country ?? ''),
			zip: text(given.zip),
			phone: text(given.phone),
		});
		const id = `${store.ids.next('MailingAddress')}?model_name=Address`;
		order[field] = { __typename: 'MailingAddress', id, ...fields };
	}
	order.updatedAt = store.timestamp();
}

/** POST products.json. Out: the product, or the messages by field of a 422. */
export function createProduct(store: Store, body: Json): Product | { errors: Json } {
	const title = text(body.title)?.trim() ?? '';
	if (title === '') return { errors: { title: ["can't be blank"] } };
	const product = newProduct(store, title);
	const options = records(body.options);
	const variants = records(body.variants);
	if (options.length === 0 && variants.length === 0) giveDefaultVariant(store, product);
	else {
		const names = options.length === 0 ? ['Title'] : options.map((each) => text(each.name) ?? '');
		const given: Json[] = variants.length === 0 ? [{}] : variants;
		product.options = names.map((name, index) => {
			const values = given.map((each) => valueOf(each, index));
			return makeOption(store, name, [...new Set(values)]);
		});
		for (const each of given) {
			const valueIds = product.options.map((option, index) => {
				const name = valueOf(each, index);
				return option.values.find((value) => value.name === name)?.id ?? option.values[0].id;
			});
			const variant = makeVariant(store, product, valueIds, product.createdAt);
			variant.price = cents(text(each.price) ?? 0);
			variant.item.sku = text(each.sku) ?? null;
			variant.barcode = text(each.barcode) ?? null;
			variant.item.tracked = each.inventory_management === 'shopify';
			product.variants.push(variant);
		}
	}
	updateProduct(store, product, body);
	if (body.published !== false) {
		product.published.set(store.publications[0].id, store.timestamp());
	}
	store.effect('POST products.json', product.id, 'created');
	return product;
}

/** PUT products/{id}.json: the fields that n8n's node sends. */
export function updateProduct(store: Store, product: Product, body: Json): void {
	const status = text(body.status)?.toUpperCase();
	applyProductFields(
		store,
		product,
		{
			title: text(body.title),
			descriptionHtml: text(body.body_html),
			vendor: text(body.vendor),
			productType: text(body.product_type),
			tags: tagsOf(body.tags),
			templateSuffix: text(body.template_suffix),
			status:
				status === 'ACTIVE' || status === 'DRAFT' || status === 'ARCHIVED' ? status : undefined,
		},
		'REST',
	);
	const handle = text(body.handle);
	if (handle !== undefined && handleize(handle) !== product.handle) {
		product.handle = freeHandle(store, handleize(handle), product);
	}
	product.updatedAt = store.timestamp();
}

function valueOf(variant: Json, index: number): string {
	return text(variant[`option${index + 1}`]) ?? 'Default Title';
}
