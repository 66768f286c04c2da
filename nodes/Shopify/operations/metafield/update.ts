import { metafieldLocator } from '../../lookups/metafield';
import { metafieldOwner } from '../../lookups/metafieldOwner';
import { Metafield, METAFIELD_SIMPLIFIED } from '../../payloads/metafield';
import { fieldNames, operation } from '../kit';
import { typeAndValueField, typeAndValueProperty, typedValue } from '../metafields';
import { findMetafield, metafieldSubject, ownerShape, tellDescription } from './owner';
import { storeMetafield } from './store';
import sample from './update.sample.json';

export const updateMetafield = operation({
	resource: 'metafield',
	operation: 'update',
	option: {
		name: 'Update',
		action: 'Update a metafield',
		description: 'Give a metafield another value',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_products', 'write_orders', 'write_customers'],
	bulkFrom: 20_000,
	properties: [
		metafieldOwner,
		{ ...metafieldLocator, description: 'The metafield to update' },
		typeAndValueProperty,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					description:
						'Shopify keeps descriptions in metafield definitions only, so this is not stored',
				},
			],
		},
	],
	shapes: { resource_type: ownerShape, type_and_value: typeAndValueField },
	answer: { key: 'metafield', fields: fieldNames(Metafield), simplified: METAFIELD_SIMPLIFIED },
	sample,
	subject: metafieldSubject,
	together: true,
	async run(call, shop) {
		tellDescription(call);
		const found = await findMetafield(call, shop);
		const value = typedValue(call.input.type_and_value);
		return { metafield: await storeMetafield(call, shop, { ...found, ...value }) };
	},
});
