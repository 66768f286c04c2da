import { wrapped } from '../../client/store';
import { productLocator } from '../../lookups/product';
import { variantLocator } from '../../lookups/variant';
import { operation, someChange, without } from '../kit';
import { VARIANT_FIELDS, VARIANT_SIMPLIFIED } from '../records';
import { variantBody, variantFields, verifyVariant } from './fields';
import sample from './update.sample.json';

export const updateVariant = operation({
	resource: 'productVariant',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update a product variant',
		description: 'Change the price, the options and other fields of a variant',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_products'],
	properties: [
		{ ...variantLocator, description: 'The variant to update' },
		{
			...productLocator,
			required: undefined,
			description: 'The product of the variant; only the list of variants needs it',
		},
		{
			displayName: 'Update Fields',
			name: 'updateFields',
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
		const id = String(input.variant_id);
		const changes = without(input, 'variant_id', 'product_id');
		const check = `the fields of variant ${id}`;
		const body = await store.change(
			'PUT',
			`products/variants/${id}`,
			{ variant: variantBody(someChange(changes)) },
			// A new image could be added twice.
			{
				thing: `Variant ${id}`,
				repeatable: changes.image === undefined || changes.image === null,
				check,
			},
		);
		return wrapped(body, 'variant', check);
	},
});
