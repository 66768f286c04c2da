import { Shop as ShopPayload, SHOP_SIMPLIFIED } from '../../payloads/shop';
import { fieldNames, operation } from '../kit';
import sample from './get.sample.json';

export const getShop = operation({
	resource: 'shop',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get the shop',
		description: "Get the shop's address, currency, time zone and settings",
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['read_locations', 'read_locales', 'read_inventory'],
	properties: [],
	answer: { key: 'shop', fields: fieldNames(ShopPayload), simplified: SHOP_SIMPLIFIED },
	sample,
	async run({ fields }, shop) {
		const roots = await shop.roots(ShopPayload, fields);
		return { shop: await shop.record(ShopPayload, roots, fields) };
	},
});
