import { InputError } from '../../../shared/errors';
import { gid, legacyId } from '../../client/ids';
import { productLocator } from '../../lookups/product';
import type { Node } from '../../payloads/payload';
import { nodesIn } from '../../payloads/payload';
import { PRODUCT_VARIANT_SIMPLIFIED, ProductVariant } from '../../payloads/variant';
import { afterwards } from '../afterwards';
import { fieldNames, notFound, operation } from '../kit';
import { OPTION_KEYS, textOf, variantInput } from '../product/variantInput';
import sample from './create.sample.json';
import { mediaOf, VARIANTS, variantOwnFields } from './variantFields';

export const createProductVariant = operation({
	resource: 'productVariant',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a product variant',
		description: 'Add a variant to a product, by a value for each of its options',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_products'],
	bulkFrom: 500,
	properties: [
		{ ...productLocator, description: 'The product to add a variant to' },
		{
			displayName: 'Option 1',
			name: 'option1',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Blue',
			description: "Value of the product's first option",
		},
		{
			displayName: 'Option 2',
			name: 'option2',
			type: 'string',
			default: '',
			placeholder: 'e.g. Large',
			description: "Value of the product's second option, if it has one",
		},
		{
			displayName: 'Option 3',
			name: 'option3',
			type: 'string',
			default: '',
			placeholder: 'e.g. Cotton',
			description: "Value of the product's third option, if it has one",
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: variantOwnFields,
		},
	],
	// Together, new variants of a product go into one list, but never the same variant twice.
	subject: ({ product_id: id, option1, option2, option3 }, together) =>
		JSON.stringify([gid('Product', id), ...(together ? [option1, option2, option3] : [])]),
	together: true,
	answer: {
		key: 'variant',
		fields: fieldNames(ProductVariant),
		simplified: PRODUCT_VARIANT_SIMPLIFIED,
	},
	sample,
	async run(call, shop) {
		const { input } = call;
		const productId = gid('Product', input.product_id);
		const product = await shop.nodeById(
			'Product',
			productId,
			'hasOnlyDefaultVariant options { name }',
			{ first: true },
		);
		if (!product) throw notFound('Product', input.product_id);
		const names = nodesIn(product.options).map(({ name }) => String(name));
		const values = OPTION_KEYS.map((key) => textOf(input[key]));
		const extra = values.findIndex((value, at) => value !== undefined && at >= names.length);
		const missing = names.findIndex((_, at) => values[at] === undefined);
		if (extra >= 0) {
			throw new InputError(
				`'${OPTION_KEYS[extra]}' has no option to belong to`,
				`The product has ${names.length} option(s): ${names.join(', ')}. Add options by updating the product.`,
			);
		}
		if (missing >= 0) {
			throw new InputError(
				`'${OPTION_KEYS[missing]}' is required: it is the value of the option '${names[missing]}'`,
			);
		}
		const variant = {
			...variantInput(input, call),
			optionValues: names.map((optionName, at) => ({ optionName, name: values[at] })),
			...(input.image_id ? { mediaId: await mediaOf(shop, productId, input.image_id) } : {}),
		};
		const { productVariants } = await shop.mutate(
			`mutation CreateVariant($id: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkCreate(productId: $id, variants: $variants, strategy: DEFAULT) { productVariants { ${shop.selection(ProductVariant, call.fields, 'id')} } userErrors { field message code } } }`,
			{ id: productId, variants: [variant] },
			{
				repeatable: false,
				first: true,
				check: 'whether the product has the variant',
				// A variant's position shows when it was made.
				list: { ...VARIANTS, inOrder: true },
			},
		);
		if (product.hasOnlyDefaultVariant === true) {
			call.hint(
				"The product had no options: Shopify replaced its nameless variant 'Default Title' by the new one.",
			);
		}
		const [created] = nodesIn(productVariants) as Array<Node | undefined>;
		const done = `The variant was created with the ID ${String(legacyId(created?.id))}: do not create it again.`;
		return await afterwards(done, async () => ({
			variant: await shop.record(ProductVariant, created, call.fields),
		}));
	},
});
