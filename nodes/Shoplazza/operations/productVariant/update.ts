import { changedVariant } from '../../client/bodies';
import { productVariantLocator, variantProductLocator } from '../../lookups/productVariant';
import { VARIANT_FIELDS, VARIANT_SIMPLIFIED } from '../../payloads/variant';
import { variantChanges } from './fields';
import { changes, operation, segment } from '../kit';
import sample from './update.sample.json';

export const updateProductVariant = operation({
	resource: 'productVariant',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update a product variant',
		description: 'Change the price, stock or other values of a variant',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_product'],
	properties: [
		{
			...variantProductLocator,
			description: 'The product whose variants to choose from; not needed with the ID of a variant',
		},
		{ ...productVariantLocator, description: 'The variant to change' },
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: variantChanges,
		},
	],
	answer: { key: 'variant', fields: VARIANT_FIELDS, simplified: VARIANT_SIMPLIFIED },
	sample,
	subject: ({ variant_id: id }) => String(id),
	async run({ input }, shop) {
		const path = `/variants/${segment(input.variant_id)}`;
		const variant = changedVariant(changes(input, 'variant_id', 'product_id'), shop.modern);
		// From 2025-06 on every change must hold the price: the present one is sent where none is given.
		if (shop.modern && variant.price === undefined) {
			variant.price = Number((await shop.record(path, 'variant', 'The variant')).price);
		}
		return {
			variant: await shop.write('PUT', path, { variant }, 'variant', {
				thing: 'The variant',
				repeatable: true,
				check: 'the variant',
			}),
		};
	},
});
