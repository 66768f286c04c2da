import { PlatformError } from '../../../shared/errors';
import { gid } from '../../client/ids';
import { metafieldLocator } from '../../lookups/metafield';
import { metafieldOwner } from '../../lookups/metafieldOwner';
import { operation } from '../kit';
import sample from './delete.sample.json';
import { findMetafield, kindOfOwner, metafieldSubject, ownerShape } from './owner';

export const deleteMetafield = operation({
	resource: 'metafield',
	operation: 'delete',
	option: {
		name: 'Delete',
		action: 'Delete a metafield',
		description: 'Delete a metafield of a record',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: ['write_products', 'write_orders', 'write_customers'],
	properties: [metafieldOwner, { ...metafieldLocator, description: 'The metafield to delete' }],
	shapes: { resource_type: ownerShape },
	answer: {},
	sample,
	subject: metafieldSubject,
	together: true,
	async run(call, shop) {
		const found = await findMetafield(call, shop);
		const { deletedMetafields } = await shop.mutate(
			'mutation DeleteMetafield($metafields: [MetafieldIdentifierInput!]!) { metafieldsDelete(metafields: $metafields) { deletedMetafields { key } userErrors { field message } } }',
			{ metafields: [found] },
			{
				repeatable: true,
				first: true,
				check: 'whether the metafield still exists',
				list: {
					path: 'metafields',
					most: 25,
					results: 'deletedMetafields',
					kind: kindOfOwner,
				},
			},
		);
		const [deleted] = (deletedMetafields ?? []) as unknown[];
		if (deleted) return { deleted: true };
		// Shopify also answers nothing when there was nothing left to delete, as after a lost answer.
		const left = await shop.nodeById('Metafield', gid('Metafield', call.input.metafield_id), 'id');
		if (!left) return { deleted: true };
		throw new PlatformError({
			message: `Shopify did not delete metafield ${String(call.input.metafield_id)}`,
			advice: 'Its namespace may belong to another app.',
		});
	},
});
