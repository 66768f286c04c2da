import { SHOP_FIELDS, SHOP_SIMPLIFIED } from '../../payloads/shop';
import { operation } from '../kit';
import sample from './get.sample.json';

export const getShop = operation({
	resource: 'shop',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get the shop',
		description: "Get the shop's name, address, currency and time zone",
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_shop'],
	properties: [],
	answer: { key: 'shop', fields: SHOP_FIELDS, simplified: SHOP_SIMPLIFIED },
	sample,
	async run(_call, shop) {
		return { shop: await shop.record('/shop', 'shop', 'The shop') };
	},
});
