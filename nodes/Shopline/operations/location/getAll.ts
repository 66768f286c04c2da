import { partOf } from '../../../shared/paging';
import { recordsOf } from '../../client/store';
import { listOperation } from '../kit';
import { LOCATION_FIELDS, LOCATION_SIMPLIFIED } from '../records';
import sample from './getAll.sample.json';

export const getAllLocations = listOperation({
	resource: 'location',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many locations',
		description: 'Get many of the places where the shop keeps stock',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_location'],
	properties: [],
	answer: { key: 'locations', fields: LOCATION_FIELDS, simplified: LOCATION_SIMPLIFIED },
	sample,
	async list(_call, store, page) {
		// Documented without pages.
		const body = await store.read('locations/list', 'The list of locations');
		return partOf(recordsOf(body, 'locations'), page);
	},
});
