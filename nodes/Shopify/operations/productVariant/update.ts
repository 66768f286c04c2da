import { InputError } from '../../../shared/errors';
import type { Call } from '../../../shared/operation';
import { gid } from '../../client/ids';
import { variantLocator } from '../../lookups/variant';
import type { Node } from '../../payloads/payload';
import { dig, nodesIn } from '../../payloads/payload';
import { PRODUCT_VARIANT_SIMPLIFIED, ProductVariant } from '../../payloads/variant';
import { fieldNames, notFound, operation } from '../kit';
import type { Weight } from '../product/variantInput';
import { OPTION_KEYS, textOf, variantFields, variantInput } from '../product/variantInput';
import sample from './update.sample.json';
import { mediaOf, VARIANTS, variantOwnFields } from './variantFields';

export const updateProductVariant = operation({
	resource: 'productVariant',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update a product variant',
		description: "Change a variant's option values, price, SKU, weight or image",
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_products'],
	bulkFrom: 500,
	properties: [
		{ ...variantLocator, description: 'The variant to update' },
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				...variantOwnFields.slice(0, 6),
				...variantFields.filter(({ name }) => name.startsWith('option')),
				...variantOwnFields.slice(6),
			],
		},
	],
	subject: ({ variant_id: id }) => gid('ProductVariant', id),
	together: true,
	answer: {
		key: 'variant',
		fields: fieldNames(ProductVariant),
		simplified: PRODUCT_VARIANT_SIMPLIFIED,
	},
	sample,
	async run(call, shop) {
		const { input } = call;
		const id = gid('ProductVariant', input.variant_id);
		const productVariant = await shop.nodeById(
			'ProductVariant',
			id,
			'product { id } selectedOptions { name value } inventoryItem { measurement { weight { value unit } } }',
			{ first: true },
		);
		if (!productVariant) throw notFound('Variant', input.variant_id);
		const productId = String(dig(productVariant, 'product.id'));
		const weight = dig(productVariant, 'inventoryItem.measurement.weight') ?? undefined;
		const changes = {
			...variantInput(input, call, weight as Weight | undefined),
			...optionValues(call, nodesIn(productVariant.selectedOptions)),
			...(input.image_id ? { mediaId: await mediaOf(shop, productId, input.image_id) } : {}),
		};
		if (Object.keys(changes).length === 0) {
			throw new InputError(
				'There is nothing to update',
				"Add at least one field under 'Update Fields' that Shopify stores.",
			);
		}
		const { productVariants } = await shop.mutate(
			`mutation UpdateVariant($id: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $id, variants: $variants) { productVariants { ${shop.selection(ProductVariant, call.fields)} } userErrors { field message code } } }`,
			{ id: productId, variants: [{ id, ...changes }] },
			{ repeatable: true, first: true, check: "the variant's fields", list: VARIANTS },
		);
		const [updated] = nodesIn(productVariants);
		return { variant: await shop.record(ProductVariant, updated, call.fields) };
	},
});

/** Shopify wants a value for every option: those that are not given stay as they are. */
function optionValues({ input }: Call, present: Node[]) {
	const values = OPTION_KEYS.map((key) => textOf(input[key]));
	const extra = values.findIndex((value, at) => value !== undefined && at >= present.length);
	if (extra >= 0) {
		throw new InputError(
			`'${OPTION_KEYS[extra]}' has no option to belong to`,
			`The product has ${present.length} option(s): ${present.map(({ name }) => String(name)).join(', ')}. Add options by updating the product.`,
		);
	}
	if (values.every((value) => value === undefined)) return {};
	return {
		optionValues: present.map(({ name, value }, at) => ({
			optionName: String(name),
			name: values[at] ?? String(value),
		})),
	};
}
