import { InputError } from '../../../shared/errors';
import { newProduct } from '../../client/bodies';
import { PRODUCT_FIELDS, PRODUCT_SIMPLIFIED } from '../../payloads/product';
import { createFields, productShapes } from './fields';
import { operation } from '../kit';
import sample from './create.sample.json';

export const createProduct = operation({
	resource: 'product',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a product',
		description: 'Create a product with options, variants and images',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_product'],
	properties: [
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Travel Bottle',
		},
		{
			displayName: 'Has Only Default Variant',
			name: 'hasOnlyDefaultVariant',
			type: 'boolean',
			default: true,
			description: 'Whether the product comes in one form only, without options',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: createFields,
		},
	],
	shapes: productShapes,
	answer: { key: 'product', fields: PRODUCT_FIELDS, simplified: PRODUCT_SIMPLIFIED },
	sample,
	verify(input) {
		if (input.inventory_tracking === true && !input.inventory_policy) {
			throw new InputError(
				"'inventory_policy' is required when 'inventory_tracking' is on",
				'Use one of: auto_unpublished, continue, deny.',
			);
		}
	},
	// New products have nothing to do with each other, whatever their titles.
	subject: () => undefined,
	async run({ input }, shop) {
		const body = newProduct({ has_only_default_variant: true, ...input }, shop.modern);
		const product = await shop.write('POST', '/products', { product: body }, 'product', {
			thing: 'The product',
			repeatable: false,
			check: `whether the product '${String(input.title)}' was created`,
		});
		return { product };
	},
});
