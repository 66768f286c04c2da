import { wrapped } from '../../client/store';
import { productLocator } from '../../lookups/product';
import { operation } from '../kit';
import { VARIANT_FIELDS, VARIANT_SIMPLIFIED } from '../records';
import sample from './create.sample.json';
import { variantBody, variantFields, verifyVariant } from './fields';

export const createVariant = operation({
	resource: 'productVariant',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a product variant',
		description: 'Add a variant to a product',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: ['write_products'],
	properties: [
		{ ...productLocator, description: 'The product to add a variant to' },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: variantFields,
		},
	],
	wrapper: 'variant',
	verify: verifyVariant,
	answer: { key: 'variant', fields: VARIANT_FIELDS, simplified: VARIANT_SIMPLIFIED },
	sample,
	async run({ input }, store) {
		const { product_id: id, ...variant } = input;
		const check = `whether product ${String(id)} has the new variant`;
		const body = await store.change(
			'POST',
			`products/${String(id)}/variants`,
			{ variant: variantBody(variant) },
			{ thing: `Product ${String(id)}`, repeatable: false, check },
		);
		return wrapped(body, 'variant', check);
	},
});
