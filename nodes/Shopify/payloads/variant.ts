import type { Payload } from './payload';
import {
	absent,
	derived,
	extend,
	legacyId,
	lower,
	mapped,
	nodesIn,
	numberIn,
	numberTextIn,
	objectAs,
	parentId,
	payload,
	plain,
} from './payload';
import { stockKeeper } from './lineItem';
import { grams, weightUnit } from './weight';

/** The value of a variant's option; Shopify lists them in the order of the product's options. */
const option = (position: 1 | 2 | 3) =>
	derived(
		'selectedOptions { value }',
		({ selectedOptions }) => nodesIn(selectedOptions)[position - 1]?.value ?? null,
		`value ${position} of selectedOptions`,
	);

const WEIGHT = 'inventoryItem.measurement.weight';

/** A variant within its product. */
export const Variant: Payload = payload('ProductVariant', {
	id: legacyId(),
	product_id: parentId(),
	title: plain('title'),
	price: plain('price'),
	sku: plain('sku'),
	position: plain('position'),
	inventory_policy: lower('inventoryPolicy'),
	compare_at_price: plain('compareAtPrice'),
	fulfillment_service: absent('manual', 'a variant may be stocked by several services'),
	inventory_management: mapped('inventoryItem.tracked', stockKeeper, '"shopify" when it is true'),
	option1: option(1),
	option2: option(2),
	option3: option(3),
	created_at: plain('createdAt'),
	updated_at: plain('updatedAt'),
	taxable: plain('taxable'),
	barcode: plain('barcode'),
	grams: objectAs(WEIGHT, 'value unit', grams, 'in grams'),
	image_id: numberIn('image.id'),
	weight: plain(`${WEIGHT}.value`),
	weight_unit: mapped(`${WEIGHT}.unit`, weightUnit, 'as g, kg, oz or lb'),
	inventory_item_id: numberIn('inventoryItem.id'),
	inventory_quantity: plain('inventoryQuantity'),
	old_inventory_quantity: plain('inventoryQuantity'),
	requires_shipping: plain('inventoryItem.requiresShipping'),
	admin_graphql_api_id: plain('id'),
});

/** A variant that is read or written on its own; its image_id is a text. */
export const ProductVariant: Payload = extend(Variant, {
	product_id: numberIn('product.id'),
	image_id: numberTextIn('image.id'),
});

export const PRODUCT_VARIANT_SIMPLIFIED: readonly string[] = [
	'id',
	'product_id',
	'title',
	'sku',
	'barcode',
	'price',
	'compare_at_price',
	'inventory_quantity',
	'inventory_item_id',
	'updated_at',
];
