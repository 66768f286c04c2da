import type { IDataObject } from 'n8n-workflow';

import { legacyId } from '../../client/ids';
import { metafieldOwner } from '../../lookups/metafieldOwner';
import { Metafield, METAFIELD_SIMPLIFIED } from '../../payloads/metafield';
import { recordLayout, fieldsProperty, listOperation } from '../kit';
import sample from './getAll.sample.json';
import { ownerGid, ownerShape } from './owner';

export const getAllMetafields = listOperation({
	resource: 'metafield',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many metafields',
		description: 'Get many metafields of a record, oldest first',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_products', 'read_orders', 'read_customers'],
	properties: [
		metafieldOwner,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Created After',
					name: 'createdAtMin',
					type: 'dateTime',
					default: '',
					description: 'Only metafields created at or after this time',
				},
				{
					displayName: 'Created Before',
					name: 'createdAtMax',
					type: 'dateTime',
					default: '',
					description: 'Only metafields created at or before this time',
				},
				{
					displayName: 'Key',
					name: 'key',
					type: 'string',
					default: '',
					placeholder: 'e.g. material',
				},
				{
					displayName: 'Namespace',
					name: 'namespace',
					type: 'string',
					default: '',
					placeholder: 'e.g. product_details',
				},
				{
					displayName: 'Since ID',
					name: 'sinceId',
					type: 'number',
					typeOptions: { numberPrecision: 0 },
					default: 0,
					placeholder: 'e.g. 123456789',
					description: 'Only metafields with a higher ID than this',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'string',
					default: '',
					placeholder: 'e.g. single_line_text_field',
				},
				{
					displayName: 'Updated After',
					name: 'updatedAtMin',
					type: 'dateTime',
					default: '',
					description: 'Only metafields changed at or after this time',
				},
				{
					displayName: 'Updated Before',
					name: 'updatedAtMax',
					type: 'dateTime',
					default: '',
					description: 'Only metafields changed at or before this time',
				},
			],
		},
		fieldsProperty(Metafield),
	],
	shapes: { resource_type: ownerShape },
	answer: { key: 'metafields', ...recordLayout(Metafield), simplified: METAFIELD_SIMPLIFIED },
	sample,
	async list(call, shop, page) {
		const { namespace } = call.input;
		return await shop.page(
			{
				root: 'metafields',
				of: { id: await ownerGid(call, shop), type: 'HasMetafields' },
				table: Metafield,
				fields: call.fields,
				args: namespace ? `namespace: ${JSON.stringify(namespace)}` : undefined,
				keep: { select: 'id key type createdAt updatedAt', test: matching(call.input) },
			},
			page,
		);
	},
});

/** All filters but the namespace are unknown to Shopify, so the metafields are compared here. */
function matching(given: IDataObject): (metafield: IDataObject) => boolean {
	const bound = (key: string, otherwise: number) =>
		given[key] ? Date.parse(String(given[key])) : otherwise;
	const inside = (time: unknown, which: string) => {
		const at = Date.parse(String(time));
		return at >= bound(`${which}_min`, -Infinity) && at <= bound(`${which}_max`, Infinity);
	};
	const { key, type, since_id: since } = given;
	return (metafield) =>
		(!key || metafield.key === key) &&
		(!type || metafield.type === type) &&
		(!since || Number(legacyId(metafield.id)) > Number(since)) &&
		inside(metafield.createdAt, 'created_at') &&
		inside(metafield.updatedAt, 'updated_at');
}
