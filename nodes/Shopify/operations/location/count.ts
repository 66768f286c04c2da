import { operation } from '../kit';
import sample from './count.sample.json';

export const countLocations = operation({
	resource: 'location',
	operation: 'count',
	option: {
		name: 'Count',
		action: 'Count locations',
		description: 'Count all locations, inactive ones included',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_locations'],
	properties: [],
	answer: {},
	sample,
	async run(_call, shop) {
		const data = await shop.query('query CountLocations { locationsCount(limit: null) { count } }');
		const { count } = data.locationsCount as { count: number };
		return { count };
	},
});
