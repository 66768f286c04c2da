import { metafieldOwner } from '../../lookups/metafieldOwner';
import { Metafield, METAFIELD_SIMPLIFIED } from '../../payloads/metafield';
import { fieldNames, operation } from '../kit';
import { typeAndValueField, typeAndValueProperty, typedValue } from '../metafields';
import sample from './create.sample.json';
import { metafieldSubject, ownerGid, ownerShape, tellDescription } from './owner';
import { storeMetafield } from './store';

export const createMetafield = operation({
	resource: 'metafield',
	operation: 'create',
	option: {
		name: 'Create',
		action: 'Create a metafield',
		description: 'Give a record a metafield; one with the same namespace and key is overwritten',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['write_products', 'write_orders', 'write_customers'],
	bulkFrom: 20_000,
	properties: [
		metafieldOwner,
		{
			displayName: 'Namespace',
			name: 'namespace',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. product_details',
			description: 'Group of metafields, at least 3 characters',
		},
		{
			displayName: 'Key',
			name: 'key',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. material',
			description: 'Name in the group, at least 2 characters',
		},
		typeAndValueProperty,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
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
		const { namespace, key, type_and_value: typed } = call.input;
		tellDescription(call);
		const ownerId = await ownerGid(call, shop);
		return {
			metafield: await storeMetafield(call, shop, {
				ownerId,
				namespace,
				key,
				...typedValue(typed),
			}),
		};
	},
});
