import { gid } from '../../client/ids';
import { metafieldLocator } from '../../lookups/metafield';
import { metafieldOwner } from '../../lookups/metafieldOwner';
import { Metafield, METAFIELD_SIMPLIFIED } from '../../payloads/metafield';
import { fieldNames, operation } from '../kit';
import sample from './get.sample.json';
import { belongs, metafieldNotFound, ownerShape } from './owner';

export const getMetafield = operation({
	resource: 'metafield',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get a metafield',
		description: 'Get one metafield of a record',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products', 'read_orders', 'read_customers'],
	properties: [metafieldOwner, { ...metafieldLocator, description: 'The metafield to get' }],
	shapes: { resource_type: ownerShape },
	answer: { key: 'metafield', fields: fieldNames(Metafield), simplified: METAFIELD_SIMPLIFIED },
	sample,
	together: true,
	async run({ input, fields }, shop) {
		const id = gid('Metafield', input.metafield_id);
		// The owner decides whether the metafield is the one that is meant.
		const asked = fields && [...fields, 'owner_id'];
		const metafield = await shop.byId(Metafield, id, asked, { first: true });
		if (!metafield || !belongs(input, metafield.owner_id)) throw metafieldNotFound(input);
		return { metafield };
	},
});
