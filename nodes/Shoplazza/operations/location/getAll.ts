import { LOCATION_FIELDS, LOCATION_SIMPLIFIED } from '../../payloads/location';
import { given, listOperation } from '../kit';
import sample from './getAll.sample.json';

export const getAllLocations = listOperation({
	resource: 'location',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many locations',
		description: 'Get many locations of the store',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_inventory'],
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Active', value: 'Activate' },
						{ name: 'Inactive', value: 'Deactivate' },
					],
					default: 'Activate',
					description: 'Only locations in this state',
				},
			],
		},
	],
	answer: { key: 'locations', fields: LOCATION_FIELDS, simplified: LOCATION_SIMPLIFIED },
	sample,
	async list({ input }, shop, page) {
		shop.requireModern('Locations');
		return await shop.page('/locations', 'locations', {
			paging: { kind: 'cursor', size: 'page_size' },
			page,
			filters: given(input, 'limit'),
			thing: 'The list of locations',
		});
	},
});
