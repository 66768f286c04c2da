import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { regionLocator } from '../../lookups/region';
import { salesChannelLocator } from '../../lookups/salesChannel';
import type { Filters } from '../exporting';
import { EXPORT_FIELDS, runExport } from '../exporting';
import { filled, listOf, NO_SCOPES, operation, resultProperties } from '../kit';
import sample from './export.sample.json';

const orderFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Created After',
			name: 'createdAfter',
			type: 'dateTime',
			default: '',
			description: 'Only orders that were created after this time',
		},
		{
			displayName: 'Created Before',
			name: 'createdBefore',
			type: 'dateTime',
			default: '',
			description: 'Only orders that were created before this time',
		},
		{
			displayName: 'More Filters (JSON)',
			name: 'moreFilters',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "currency_code": "eur" }',
			description:
				'Further filters in the words of the server: filterable_fields of Medusa 1, or the query of Medusa 2',
		},
		regionLocator,
		salesChannelLocator,
		{
			displayName: 'Statuses',
			name: 'status',
			type: 'multiOptions',
			options: [
				{ name: 'Archived', value: 'archived' },
				{ name: 'Canceled', value: 'canceled' },
				{ name: 'Completed', value: 'completed' },
				{ name: 'Draft (Medusa 2)', value: 'draft' },
				{ name: 'Pending', value: 'pending' },
				{ name: 'Requires Action', value: 'requires_action' },
			],
			default: [],
			description: 'Only orders with one of these statuses',
		},
	],
};

function orderFilterWords(input: IDataObject): Filters {
	const more = (input.more_filters ?? {}) as IDataObject;
	const { created_after: after, created_before: before } = input;
	const shared = {
		status: listOf(input.status),
		region_id: listOf(input.region_id),
		sales_channel_id: listOf(input.sales_channel_id),
	};
	const span = (from: string, to: string) => {
		const times = filled({ [from]: after, [to]: before });
		return Object.keys(times).length > 0 ? times : undefined;
	};
	return {
		v1: { ...filled({ ...shared, created_at: span('gt', 'lt') }), ...more },
		v2: { ...filled({ ...shared, created_at: span('$gt', '$lt') }), ...more },
	};
}

export const exportOrders = operation({
	resource: 'order',
	operation: 'export',
	option: {
		name: 'Export',
		action: 'Export orders',
		description: 'Let the server write orders into a CSV file, wait for it and fetch it',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: NO_SCOPES,
	properties: [...resultProperties, orderFilters],
	// One after the other: Medusa 2 does not say which file belongs to which export.
	subject: () => 'export',
	answer: { key: 'export', rows: 'rows', fields: EXPORT_FIELDS },
	sample,
	options: ['jobTimeout'],
	async run(call, server) {
		return await runExport(
			call,
			server,
			{
				type: 'order-export',
				path: '/admin/orders/export',
				since: '2.12.3',
				title: 'Order export',
				job: 'The order export',
			},
			orderFilterWords(call.input),
		);
	},
});
