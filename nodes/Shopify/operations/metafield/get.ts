import type { IDataObject } from 'n8n-workflow';

import { gid } from '../../client/ids';
import { metafieldLocator } from '../../lookups/metafield';
import { metafieldOwner } from '../../lookups/metafieldOwner';
import { Metafield, METAFIELD_SIMPLIFIED } from '../../payloads/metafield';
import { MAX_PAGE } from '../../client/cost';
import { batchOperation, fieldNames } from '../kit';
import sample from './get.sample.json';
import { belongs, metafieldNotFound, ownerShape } from './owner';

export const getMetafield = batchOperation({
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
	batchSize: MAX_PAGE,
	async runBatch(calls, shop) {
		const idOf = ({ metafield_id: id }: IDataObject) => gid('Metafield', id);
		const ids = [...new Set(calls.map(({ input }) => idOf(input)))];
		const [{ fields }] = calls;
		// The owner decides whether the metafield is the one that is meant.
		const records = await shop.byIds(Metafield, ids, fields && [...fields, 'owner_id']);
		return calls.map(({ input }) => {
			const metafield = records[ids.indexOf(idOf(input))];
			return metafield && belongs(input, metafield.owner_id)
				? { metafield }
				: metafieldNotFound(input);
		});
	},
});
