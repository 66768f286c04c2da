import { wrapped } from '../../client/store';
import { operation } from '../kit';
import { SHOP_FIELDS, SHOP_SIMPLIFIED } from '../records';
import sample from './get.sample.json';

export const getShop = operation({
	resource: 'shop',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get the shop',
		description: 'Get the name, the domain, the currency and other settings of the shop',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_store_information'],
	properties: [],
	answer: { key: 'data', fields: SHOP_FIELDS, simplified: SHOP_SIMPLIFIED },
	sample,
	async run(_call, store) {
		return wrapped(await store.read('merchants/shop', 'The shop'), 'data');
	},
});
